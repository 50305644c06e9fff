// The root: asks the host in which state the app is and shows the vault's door or what is behind it.
// Where the person is is kept here, above the lock: when the host locks by itself, unlocking leads back to the same place; use-place.ts
// finds it again after a reload.
import { useRef, useState } from 'react'
import { CreateVault } from '../features/vault/CreateVault.tsx'
import { RestoredNote } from '../features/vault/RestoredNote.tsx'
import { UnlockVault } from '../features/vault/UnlockVault.tsx'
import { Language } from '../i18n/Language.tsx'
import { ClientContext, LostContext, ReunionContext, useAsk } from './client.ts'
import { Failure } from './Failure.tsx'
import { LostTouch } from './LostTouch.tsx'
import { Notices } from './Notices.tsx'
import { Unlocked } from './Unlocked.tsx'
import type { Unsaved } from './unsaved.ts'
import { usePlace } from './use-place.ts'
import { useTheme } from './use-theme.ts'

/** Before the host has said which, and where it never will. */
const OF_THE_BROWSER = navigator.language.startsWith('ru') ? 'ru' : 'en'

export function App({ unsaved }: { readonly unsaved: Unsaved }) {
  return (
    <ClientContext value={unsaved.client}>
      <Root unsaved={unsaved} />
    </ClientContext>
  )
}

function Root({ unsaved }: { readonly unsaved: Unsaved }) {
  const asked = useAsk('app.state', {}, 'app.changed')
  const scroll = useRef(0)
  const [restored, setRestored] = useState(false)
  const [reunion, setReunion] = useState(0)
  const failure = asked.state === 'failed' ? asked : undefined
  const known = asked.state === 'ready' ? asked.data : failure?.earlier
  const [route, setRoute] = usePlace(known?.vault)
  useTheme(known?.theme ?? 'system')

  // A page that has lost the host keeps showing what it has: there may be words on it that are saved nowhere else.
  const lost = failure?.code === 'E_NOT_CONNECTED' && known?.vault === 'unlocked' ? failure : undefined
  const state = failure === undefined || lost !== undefined ? known : undefined
  const findAgain = () => {
    lost?.again()
    setReunion((times) => times + 1)
  }

  return (
    <Language language={known?.language ?? OF_THE_BROWSER}>
      <ReunionContext value={reunion}>
        <Notices>
          {lost === undefined ? null : <LostTouch code={lost.code} onAgain={findAgain} />}
          {failure === undefined || lost !== undefined ? null : (
            <main>
              <Failure asked={failure} />
            </main>
          )}
          {state?.vault === 'absent' ? <CreateVault state={state} onRestored={setRestored} /> : null}
          {state?.vault === 'locked' ? <UnlockVault state={state} /> : null}
          {state?.vault === 'unlocked' && route !== undefined ? (
            <>
              <LostContext value={lost !== undefined}>
                <Unlocked state={state} unsaved={unsaved} route={route} onRoute={setRoute} scroll={scroll} />
              </LostContext>
              <RestoredNote isOpen={restored} onClose={() => setRestored(false)} />
            </>
          ) : null}
        </Notices>
      </ReunionContext>
    </Language>
  )
}
