// Asks for the address of a link. What it hands back is an address that may stand in a paper; nothing else passes.
import { type FormEvent, useState } from 'react'
import { Form } from 'react-aria-components'
import { readTypedLink } from '../../../../shared/paper/link.ts'
import { useSay } from '../../i18n/say.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import styles from './PaperPage.module.css'

interface LinkDialogProps {
  /** The address there is already, '' for a new link; undefined while the dialog is closed. */
  readonly href: string | undefined
  readonly onSet: (href: string) => void
  readonly onRemove: () => void
  readonly onClose: () => void
}

export function LinkDialog(props: LinkDialogProps) {
  const say = useSay()
  return (
    <Dialog title={say('paper.link.title')} isOpen={props.href !== undefined} onClose={props.onClose}>
      <LinkForm {...props} />
    </Dialog>
  )
}

function LinkForm({ href = '', onSet, onRemove, onClose }: LinkDialogProps) {
  const say = useSay()
  const [wrong, setWrong] = useState(false)
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const address = readTypedLink(String(new FormData(event.currentTarget).get('address') ?? ''))
    if (address === null) setWrong(true)
    else onSet(address)
  }
  return (
    <Form className={styles.form ?? ''} validationBehavior="aria" onSubmit={send}>
      <TextField
        name="address"
        label={say('paper.link.address')}
        hint={say('paper.link.hint')}
        defaultValue={href.replace(/^mailto:/, '')}
        autoFocus
      />
      {wrong ? <Alert>{say('paper.link.wrong')}</Alert> : null}
      <DialogButtons>
        <Button onPress={onClose}>{say('app.cancel')}</Button>
        {href === '' ? null : <Button onPress={onRemove}>{say('paper.link.remove')}</Button>}
        <Button look="primary" type="submit">
          {say('paper.link.set')}
        </Button>
      </DialogButtons>
    </Form>
  )
}
