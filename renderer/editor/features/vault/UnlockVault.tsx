// The door of a vault that exists: one passphrase, and a clear word when it is the wrong one.
// It must never hold the passphrase in state: the box is emptied before the host is asked.
import { type FormEvent, useRef, useState } from 'react'
import type { AppState } from '../../../../shared/contract/editor-api.ts'
import { TopBar } from '../../app/TopBar.tsx'
import { useExplain, useSay } from '../../i18n/say.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { PageHeading } from '../../ui/Page.tsx'
import { PassphraseBox } from './PassphraseBox.tsx'
import { take } from './passphrase.ts'
import { useVaultCall } from './use-vault-call.ts'
import styles from './vault.module.css'

export function UnlockVault({ state }: { readonly state: AppState }) {
  const say = useSay()
  const explain = useExplain()
  const box = useRef<HTMLInputElement>(null)
  const [shown, setShown] = useState(false)
  const vault = useVaultCall()

  const unlock = async (event: FormEvent) => {
    event.preventDefault()
    if (vault.busy) return
    const opened = await vault.send('vault.unlock', take(box.current))
    if (!opened) box.current?.focus()
  }

  return (
    <>
      <TopBar state={state} />
      <main className={styles.single}>
        <div className={styles.sheet}>
          <PageHeading>{say('vault.unlock.title')}</PageHeading>
          <p>{say('vault.unlock.lead')}</p>
          <form className={styles.form} onSubmit={unlock}>
            <PassphraseBox
              label={say('vault.passphrase')}
              box={box}
              shown={shown}
              invalid={vault.failure === 'E_WRONG_PASSPHRASE'}
              autoFocus
            />
            <Checkbox label={say('vault.show')} checked={shown} onChange={setShown} />
            {vault.failure === undefined ? null : <Alert>{explain(vault.failure)}</Alert>}
            <Button look="primary" type="submit" isBusy={vault.busy}>
              {say('vault.unlock')}
            </Button>
            <p aria-live="polite" className={styles.small}>
              {vault.busy ? say('vault.unlocking') : null}
            </p>
          </form>
        </div>
      </main>
    </>
  )
}
