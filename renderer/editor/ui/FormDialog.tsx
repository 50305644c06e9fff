// A dialog with a form: fields, one action, a way out. It reads the fields when sent, says which are empty, and shows what failed.
// It must never keep what was typed after it is closed.
import { type FormEvent, type ReactNode, useMemo, useState } from 'react'
import type { ErrorCode } from '../../../shared/contract/errors.ts'
import { useExplain, useSay } from '../i18n/say.ts'
import { Alert } from './Alert.tsx'
import { Button } from './Button.tsx'
import { type BlankFields, BlankFieldsContext } from './blank-fields.ts'
import { Dialog, DialogButtons } from './Dialog.tsx'
import styles from './FormDialog.module.css'

interface FormDialogProps<Field extends string> {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  /** Names of the text fields that must not be blank. */
  readonly required: readonly Field[]
  readonly submit: string
  /** Called with the trimmed fields; answers with the code of what went wrong, or nothing. */
  readonly onSubmit: (fields: Readonly<Record<Field, string>>) => Promise<ErrorCode | undefined>
  readonly children: ReactNode
}

export function FormDialog<Field extends string>(props: FormDialogProps<Field>) {
  return (
    <Dialog title={props.title} isOpen={props.isOpen} onClose={props.onClose}>
      <DialogForm {...props} />
    </Dialog>
  )
}

function DialogForm<Field extends string>(props: FormDialogProps<Field>) {
  const { required, onSubmit, onClose, submit, children } = props
  const say = useSay()
  const explain = useExplain()
  const [blank, setBlank] = useState<ReadonlySet<string>>(new Set())
  const [failure, setFailure] = useState<ErrorCode>()
  const [busy, setBusy] = useState(false)

  const fields = useMemo<BlankFields>(
    () => ({
      names: blank,
      touch: (name) =>
        setBlank((names) => (names.has(name) ? new Set([...names].filter((each) => each !== name)) : names)),
    }),
    [blank],
  )

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy) return
    const data = new FormData(event.currentTarget)
    const entries = required.map((name): [Field, string] => [name, String(data.get(name) ?? '').trim()])
    const missing = entries.filter(([, value]) => value === '').map(([name]) => name)
    setBlank(new Set(missing))
    setFailure(undefined)
    if (missing.length > 0) {
      event.currentTarget.querySelector<HTMLElement>(`[name="${missing[0]}"]`)?.focus()
      return
    }
    setBusy(true)
    setFailure(await onSubmit(Object.fromEntries(entries) as Record<Field, string>))
    setBusy(false)
  }

  return (
    <BlankFieldsContext value={fields}>
      <form noValidate onSubmit={send} onInput={() => setFailure(undefined)} className={styles.form}>
        {children}
        {failure === undefined ? null : <Alert>{explain(failure)}</Alert>}
        <DialogButtons>
          <Button onPress={onClose}>{say('app.cancel')}</Button>
          <Button look="primary" type="submit" isBusy={busy}>
            {submit}
          </Button>
        </DialogButtons>
      </form>
    </BlankFieldsContext>
  )
}
