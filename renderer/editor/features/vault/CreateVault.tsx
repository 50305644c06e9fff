// The first run: the language, what Rapporteur promises and what not, and the passphrase of the vault.
// It must never hold a passphrase in state: the two boxes are read once, emptied, and their bytes wiped.
import { type FormEvent, useState } from 'react'
import type { AppState } from '../../../../shared/contract/editor-api.ts'
import { useClient } from '../../app/client.ts'
import { useNotify } from '../../app/Notices.tsx'
import { LANGUAGES } from '../../i18n/Language.tsx'
import { useExplain, useSay } from '../../i18n/say.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { PageHeading } from '../../ui/Page.tsx'
import { Select } from '../../ui/Select.tsx'
import { About } from './About.tsx'
import { PassphraseBox } from './PassphraseBox.tsx'
import { RestoreVault } from './RestoreVault.tsx'
import { StrengthHint } from './StrengthHint.tsx'
import { useNewPassphrase } from './use-new-passphrase.ts'
import { useVaultCall } from './use-vault-call.ts'
import styles from './vault.module.css'

interface CreateVaultProps {
  readonly state: AppState
  /** A backup is about to become this computer's vault; false: it did not. */
  readonly onRestored: (restored: boolean) => void
}

export function CreateVault({ state, onRestored }: CreateVaultProps) {
  const client = useClient()
  const notify = useNotify()
  const say = useSay()
  const [restoring, setRestoring] = useState(false)

  const language = async (chosen: AppState['language']) => {
    const reply = await client.call('settings.set', { language: chosen })
    if (!reply.ok) notify(reply.code)
  }

  return (
    <main className={styles.door}>
      <About />
      <div className={styles.sheet}>
        <Select
          label={say('vault.language')}
          choices={LANGUAGES}
          value={state.language}
          onChange={language}
        />
        {restoring ? (
          <RestoreVault onBack={() => setRestoring(false)} onRestored={onRestored} />
        ) : (
          <NewVault state={state} onRestore={() => setRestoring(true)} />
        )}
      </div>
    </main>
  )
}

interface NewVaultProps {
  readonly state: AppState
  readonly onRestore: () => void
}

function NewVault({ state, onRestore }: NewVaultProps) {
  const say = useSay()
  const explain = useExplain()
  const [shown, setShown] = useState(false)
  const [problem, setProblem] = useState<string>()
  const fresh = useNewPassphrase(() => setProblem(undefined))
  const vault = useVaultCall()

  const create = async (event: FormEvent) => {
    event.preventDefault()
    if (vault.busy) return
    setProblem(undefined)
    const passphrase = fresh.take()
    if (typeof passphrase === 'string') {
      setProblem(say(passphrase))
      return
    }
    setShown(false)
    await vault.send('vault.create', passphrase)
  }

  const alert = problem ?? (vault.failure === undefined ? undefined : explain(vault.failure))
  return (
    <>
      <PageHeading>{say('vault.create.title')}</PageHeading>
      <p>{say('vault.create.lead')}</p>
      <form className={styles.form} onSubmit={create}>
        <PassphraseBox
          label={say('vault.passphrase')}
          box={fresh.first}
          shown={shown}
          hint={say('vault.advice')}
          onInput={fresh.onFirst}
        />
        <StrengthHint judgement={fresh.judgement} />
        <PassphraseBox
          label={say('vault.repeat')}
          box={fresh.second}
          shown={shown}
          onInput={fresh.onSecond}
        />
        <Checkbox label={say('vault.show')} checked={shown} onChange={setShown} />
        <p className={styles.nobody}>{say('vault.nobody')}</p>
        {state.shell === 'browser' ? <p className={styles.small}>{say('vault.browser')}</p> : null}
        {alert === undefined ? null : <Alert>{alert}</Alert>}
        <Button look="primary" type="submit" isBusy={vault.busy}>
          {say('vault.create')}
        </Button>
        <p aria-live="polite" className={styles.small}>
          {vault.busy ? say('vault.creating') : null}
        </p>
      </form>
      <Button look="quiet" isDisabled={vault.busy} onPress={onRestore}>
        {say('restore.open')}
      </Button>
    </>
  )
}
