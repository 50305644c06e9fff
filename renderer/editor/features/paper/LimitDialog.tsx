// Asks how many words the paper may have. The limit belongs to the paper: everyone sees it. It warns and never stops anyone.
import { type FormEvent, useState } from 'react'
import type { Reply } from '../../../../shared/contract/editor-api.ts'
import type { ErrorCode } from '../../../../shared/contract/errors.ts'
import { useExplain, useSay } from '../../i18n/say.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import styles from './PaperPage.module.css'

/** 0 takes the limit away. */
export type SetLimit = (limit: number) => Promise<Reply<unknown>>

interface LimitDialogProps {
  readonly limit: number | undefined
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly setLimit: SetLimit
}

export function LimitDialog(props: LimitDialogProps) {
  const say = useSay()
  return (
    <Dialog title={say('paper.limit')} isOpen={props.isOpen} onClose={props.onClose}>
      <LimitForm {...props} />
    </Dialog>
  )
}

const MOST = 1_000_000

function LimitForm({ limit, onClose, setLimit }: LimitDialogProps) {
  const say = useSay()
  const explain = useExplain()
  const [wrong, setWrong] = useState<ErrorCode | 'number'>()
  const set = async (words: number) => {
    const reply = await setLimit(words)
    if (reply.ok) onClose()
    else setWrong(reply.code)
  }
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    // People write 2,815 and 2 815; what stands between digits is no part of the number.
    const typed = String(new FormData(event.currentTarget).get('limit') ?? '').replace(
      /[\s.,\u00a0\u202f]/g,
      '',
    )
    const words = /^\d{1,7}$/.test(typed) ? Number(typed) : 0
    if (words === 0 || words > MOST) setWrong('number')
    else void set(words)
  }
  return (
    <form noValidate className={styles.form} onSubmit={send}>
      <TextField
        name="limit"
        label={say('paper.limit.words')}
        hint={say('paper.limit.hint')}
        inputMode="numeric"
        defaultValue={limit === undefined ? '' : String(limit)}
        autoFocus
      />
      {wrong === undefined ? null : (
        <Alert>{wrong === 'number' ? say('paper.limit.wrong') : explain(wrong)}</Alert>
      )}
      <DialogButtons>
        <Button onPress={onClose}>{say('app.cancel')}</Button>
        {limit === undefined ? null : (
          <Button onPress={() => void set(0)}>{say('paper.limit.remove')}</Button>
        )}
        <Button look="primary" type="submit">
          {say('paper.limit.save')}
        </Button>
      </DialogButtons>
    </form>
  )
}
