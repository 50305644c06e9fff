// The first run on another computer: a backup file and its passphrase in place of a new vault.
// It must never hold the passphrase in state, nor say that something is restored before the host has said so.
import { FolderOpen } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import { MOST_BACKUP } from '../../../../shared/contract/editor-api.ts'
import { useClient } from '../../app/client.ts'
import { useSay } from '../../i18n/say.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { PageHeading } from '../../ui/Page.tsx'
import { PassphraseBox } from './PassphraseBox.tsx'
import { type Amount, Progress, useMegabytes } from './Progress.tsx'
import { take } from './passphrase.ts'
import { sendBackup } from './transfer.ts'
import styles from './vault.module.css'

interface RestoreVaultProps {
  readonly onBack: () => void
  /** Called before the vault opens; with false when it did not after all. */
  readonly onRestored: (restored: boolean) => void
}

export function RestoreVault({ onBack, onRestored }: RestoreVaultProps) {
  const client = useClient()
  const say = useSay()
  const megabytes = useMegabytes()
  const box = useRef<HTMLInputElement>(null)
  const gone = useRef(false)
  const [file, setFile] = useState<File>()
  const [shown, setShown] = useState(false)
  const [stage, setStage] = useState<'asking' | 'checking' | Amount>('asking')
  const [problem, setProblem] = useState<string>()

  useEffect(() => {
    gone.current = false
    return () => {
      gone.current = true
    }
  }, [])

  const choose = (chosen: File | undefined) => {
    if (chosen === undefined) return
    const fits = chosen.size <= MOST_BACKUP
    setProblem(fits ? undefined : say('restore.size'))
    setFile(fits ? chosen : undefined)
  }
  const back = () => {
    gone.current = true
    void client.call('transfer.cancel', {})
    onBack()
  }
  const restore = async (event: FormEvent) => {
    event.preventDefault()
    if (stage !== 'asking') return
    if (file === undefined) return setProblem(say('restore.none'))
    setProblem(undefined)
    setShown(false)
    setStage('checking')
    const passphrase = take(box.current)
    const failure = await sendBackup(
      client,
      file,
      passphrase,
      (done, total) => {
        setStage({ done, total })
        // The vault opens with the answer to the last call: what is said then has to be ready before.
        if (done === total) onRestored(true)
      },
      () => gone.current,
    )
    if (gone.current || failure === undefined) return
    onRestored(false)
    setStage('asking')
    setProblem(
      say(
        failure === 'unreadable'
          ? 'restore.unreadable'
          : failure === 'E_WRONG_PASSPHRASE'
            ? 'restore.wrong'
            : `error.${failure}`,
      ),
    )
    box.current?.focus()
  }

  return (
    <>
      <PageHeading>{say('restore.title')}</PageHeading>
      <p>{say('restore.lead')}</p>
      <form className={styles.form} onSubmit={restore}>
        <div className={styles.file}>
          <FileTrigger onSelect={(files) => choose(files?.[0])}>
            <Button icon={<FolderOpen aria-hidden="true" />} autoFocus>
              {say('restore.choose')}
            </Button>
          </FileTrigger>
          <p aria-live="polite" className={styles.small}>
            {file === undefined
              ? null
              : say('restore.chosen', { name: file.name, total: megabytes(file.size) })}
          </p>
        </div>
        <PassphraseBox label={say('vault.passphrase')} box={box} shown={shown} />
        <Checkbox label={say('vault.show')} checked={shown} onChange={setShown} />
        <div className={styles.nobody}>
          <p>{say('restore.one')}</p>
        </div>
        <p className={styles.small}>{say('restore.one.why')}</p>
        {problem === undefined ? null : <Alert>{problem}</Alert>}
        {typeof stage === 'object' ? <Progress label={say('restore.title')} amount={stage} /> : null}
        <p aria-live="polite" className={styles.small}>
          {stage === 'checking'
            ? say('backup.checking')
            : typeof stage === 'object' && stage.done === stage.total
              ? say('restore.finishing')
              : null}
        </p>
        <Button look="primary" type="submit" isDisabled={stage !== 'asking'}>
          {say('restore.submit')}
        </Button>
        <Button look="quiet" onPress={back}>
          {say('restore.back')}
        </Button>
      </form>
    </>
  )
}
