// Saves the vault as one sealed file, after the passphrase: whoever finds an open computer should not carry the vault away.
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useClient } from '../../app/client.ts'
import { saveFile } from '../../app/save-file.ts'
import { useExplain, useSay } from '../../i18n/say.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import { PassphraseBox } from './PassphraseBox.tsx'
import { type Amount, Progress, useMegabytes } from './Progress.tsx'
import { take } from './passphrase.ts'
import { fetchBackup, type SavedFile } from './transfer.ts'
import styles from './vault.module.css'

interface BackupDialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function BackupDialog({ isOpen, onClose }: BackupDialogProps) {
  const say = useSay()
  return (
    <Dialog title={say('backup.title')} isOpen={isOpen} onClose={onClose}>
      <BackupForm onClose={onClose} />
    </Dialog>
  )
}

type Stage = 'asking' | 'checking' | Amount | SavedFile

function BackupForm({ onClose }: { readonly onClose: () => void }) {
  const client = useClient()
  const say = useSay()
  const explain = useExplain()
  const megabytes = useMegabytes()
  const box = useRef<HTMLInputElement>(null)
  const gone = useRef(false)
  const [shown, setShown] = useState(false)
  const [stage, setStage] = useState<Stage>('asking')
  const [problem, setProblem] = useState<string>()

  useEffect(() => {
    gone.current = false
    return () => {
      gone.current = true
      void client.call('transfer.cancel', {})
    }
  }, [client])

  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (stage !== 'asking') return
    setProblem(undefined)
    setShown(false)
    setStage('checking')
    const passphrase = take(box.current)
    const saved = await fetchBackup(
      client,
      passphrase,
      (done, total) => setStage({ done, total }),
      () => gone.current,
    )
    if (gone.current) return
    if (typeof saved === 'string') {
      setProblem(explain(saved))
      setStage('asking')
      box.current?.focus()
    } else {
      saveFile(saved.blob, saved.name)
      setStage(saved)
    }
  }

  if (typeof stage === 'object' && 'blob' in stage)
    return (
      <>
        <p role="status">{say('backup.done', { name: stage.name, total: megabytes(stage.blob.size) })}</p>
        <DialogButtons>
          <Button autoFocus onPress={onClose}>
            {say('app.close')}
          </Button>
        </DialogButtons>
      </>
    )
  return (
    <form className={styles.form} onSubmit={save}>
      <p>{say('backup.what')}</p>
      <p>
        {say('backup.why')} {say('backup.limit')}
      </p>
      <PassphraseBox label={say('vault.passphrase')} box={box} shown={shown} autoFocus />
      <Checkbox label={say('vault.show')} checked={shown} onChange={setShown} />
      {problem === undefined ? null : <Alert>{problem}</Alert>}
      {typeof stage === 'object' ? <Progress label={say('backup.title')} amount={stage} /> : null}
      <p aria-live="polite" className={styles.small}>
        {stage === 'checking' ? say('backup.checking') : null}
      </p>
      <DialogButtons>
        <Button onPress={onClose}>{say('app.cancel')}</Button>
        <Button look="primary" type="submit" isDisabled={stage !== 'asking'}>
          {say('backup.submit')}
        </Button>
      </DialogButtons>
    </form>
  )
}
