// The root: asks the host in which state the app is and shows the vault's door or what is behind it.
// Where the person was is kept here, so that unlocking leads back to the same place.
import { useState } from 'react'
import { CreateVault } from '../features/vault/CreateVault.tsx'
import { UnlockVault } from '../features/vault/UnlockVault.tsx'
import { Language } from '../i18n/Language.tsx'
import { ClientContext, useAsk } from './client.ts'
import { Failure } from './Failure.tsx'
import { Notices } from './Notices.tsx'
import { HOME, type Route } from './route.ts'
import { Unlocked } from './Unlocked.tsx'
import type { Unsaved } from './unsaved.ts'
import { useTheme } from './use-theme.ts'

export function App({ unsaved }: { readonly unsaved: Unsaved }) {
  return (
    <ClientContext value={unsaved.client}>
      <Root unsaved={unsaved} />
    </ClientContext>
  )
}

function Root({ unsaved }: { readonly unsaved: Unsaved }) {
  const asked = useAsk('app.state', {}, 'app.changed')
  const state = asked.state === 'ready' ? asked.data : undefined
  const [route, setRoute] = useState<Route>(HOME)
  useTheme(state?.theme ?? 'system')
  return (
    <Language language={state?.language ?? 'en'}>
      <Notices>
        {asked.state === 'failed' ? (
          <main>
            <Failure asked={asked} />
          </main>
        ) : null}
        {state?.vault === 'absent' ? <CreateVault state={state} /> : null}
        {state?.vault === 'locked' ? <UnlockVault state={state} /> : null}
        {state?.vault === 'unlocked' ? (
          <Unlocked state={state} unsaved={unsaved} route={route} onRoute={setRoute} />
        ) : null}
      </Notices>
    </Language>
  )
}
