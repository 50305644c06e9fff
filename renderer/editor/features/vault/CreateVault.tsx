// The first run: the language, what Rapporteur promises and what not, and the passphrase of the vault.
// It must never hold a passphrase in state: the two boxes are read once, emptied, and their bytes wiped.
import { type FormEvent, useRef, useState } from 'react'
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
import { type Judgement, judge, take } from './passphrase.ts'
import { useVaultCall } from './use-vault-call.ts'
import styles from './vault.module.css'

const UNTOUCHED: Judgement = { missing: 0, weak: false }

export function CreateVault({ state }: { readonly state: AppState }) {
  const client = useClient()
  const say = useSay()
  const notify = useNotify()
  const first = useRef<HTMLInputElement>(null)
  const second = useRef<HTMLInputElement>(null)
  const [shown, setShown] = useState(false)
  const [judgement, setJudgement] = useState(UNTOUCHED)
  const [problem, setProblem] = useState<string>()
  const vault = useVaultCall()
  const explain = useExplain()

  const create = async (event: FormEvent) => {
    event.preventDefault()
    if (vault.busy) return
    setProblem(undefined)
    if (judge(first.current?.value ?? '').missing > 0) {
      setProblem(explain('E_PASSPHRASE_SHORT'))
      first.current?.focus()
      return
    }
    // Compared in the page itself: only one copy ever leaves the boxes as bytes.
    const same = first.current?.value === second.current?.value
    take(second.current).fill(0)
    if (!same) {
      setProblem(say('vault.differ'))
      second.current?.focus()
      return
    }
    setJudgement(UNTOUCHED)
    setShown(false)
    await vault.send('vault.create', take(first.current))
  }

  const language = async (chosen: AppState['language']) => {
    const reply = await client.call('settings.set', { language: chosen })
    if (!reply.ok) notify(reply.code)
  }

  const alert = problem ?? (vault.failure === undefined ? undefined : explain(vault.failure))
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
        <PageHeading>{say('vault.create.title')}</PageHeading>
        <p>{say('vault.create.lead')}</p>
        <form className={styles.form} onSubmit={create}>
          <PassphraseBox
            label={say('vault.passphrase')}
            box={first}
            shown={shown}
            hint={say('vault.advice')}
            onInput={(text) => setJudgement(text === '' ? UNTOUCHED : judge(text))}
          />
          <StrengthHint judgement={judgement} />
          <PassphraseBox label={say('vault.repeat')} box={second} shown={shown} />
          <Checkbox label={say('vault.show')} checked={shown} onChange={setShown} />
          <p className={styles.nobody}>{say('vault.nobody')}</p>
          {state.shell === 'browser' ? <p className={styles.small}>{say('vault.browser')}</p> : null}
          {alert === undefined ? null : <Alert>{alert}</Alert>}
          <Button look="primary" type="submit" isDisabled={vault.busy}>
            {say('vault.create')}
          </Button>
          <p aria-live="polite" className={styles.small}>
            {vault.busy ? say('vault.creating') : null}
          </p>
        </form>
      </div>
    </main>
  )
}

function StrengthHint({ judgement }: { readonly judgement: Judgement }) {
  const say = useSay()
  return (
    <p aria-live="polite" className={styles.hint}>
      {judgement.missing > 0
        ? say('vault.more', { count: judgement.missing })
        : judgement.weak
          ? say('vault.weak')
          : null}
    </p>
  )
}
