// Another passphrase for the same vault: the current one, the new one twice.
// It must never hold one in state: the boxes are emptied before the host is asked, whatever it answers.
import { type FormEvent, useRef, useState } from 'react'
import { useClient } from '../../app/client.ts'
import { useSay } from '../../i18n/say.ts'
import { Alert, Note } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import { PassphraseBox } from './PassphraseBox.tsx'
import { take } from './passphrase.ts'
import { StrengthHint } from './StrengthHint.tsx'
import { useNewPassphrase } from './use-new-passphrase.ts'
import styles from './vault.module.css'

interface ChangePassphraseDialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function ChangePassphraseDialog({ isOpen, onClose }: ChangePassphraseDialogProps) {
  const say = useSay()
  return (
    <Dialog title={say('change.title')} isOpen={isOpen} onClose={onClose}>
      <ChangeForm onClose={onClose} />
    </Dialog>
  )
}

function ChangeForm({ onClose }: { readonly onClose: () => void }) {
  const client = useClient()
  const say = useSay()
  const current = useRef<HTMLInputElement>(null)
  const [shown, setShown] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const fresh = useNewPassphrase(() => setProblem(undefined))
  const [done, setDone] = useState(false)

  const change = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    setProblem(undefined)
    const next = fresh.take()
    if (typeof next === 'string') return setProblem(say(next))
    const input = { current: take(current.current), next }
    setShown(false)
    setBusy(true)
    const reply = await client.call('vault.changePassphrase', input)
    input.current.fill(0)
    next.fill(0)
    setBusy(false)
    if (reply.ok) return setDone(true)
    setProblem(say(reply.code === 'E_WRONG_PASSPHRASE' ? 'change.wrong' : `error.${reply.code}`))
    current.current?.focus()
  }

  if (done)
    return (
      <>
        <p role="status">{say('change.done')}</p>
        <Note>{say('change.old')}</Note>
        <DialogButtons>
          <Button autoFocus onPress={onClose}>
            {say('app.close')}
          </Button>
        </DialogButtons>
      </>
    )
  return (
    <form className={styles.form} onSubmit={change}>
      <PassphraseBox
        label={say('change.current')}
        box={current}
        shown={shown}
        onInput={() => setProblem(undefined)}
        autoFocus
      />
      <PassphraseBox
        label={say('change.next')}
        box={fresh.first}
        shown={shown}
        hint={say('vault.advice')}
        onInput={fresh.onFirst}
      />
      <StrengthHint judgement={fresh.judgement} />
      <PassphraseBox label={say('change.repeat')} box={fresh.second} shown={shown} onInput={fresh.onSecond} />
      <Checkbox label={say('vault.show')} checked={shown} onChange={setShown} />
      <p className={styles.nobody}>{say('vault.nobody')}</p>
      {problem === undefined ? null : <Alert>{problem}</Alert>}
      <p aria-live="polite" className={styles.small}>
        {busy ? say('change.busy') : null}
      </p>
      <DialogButtons>
        <Button onPress={onClose}>{say('app.cancel')}</Button>
        <Button look="primary" type="submit" isBusy={busy}>
          {say('change.submit')}
        </Button>
      </DialogButtons>
    </form>
  )
}
