// Puts the app into the page for a given client: the real one in main.tsx, a stand-in in component tests.
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { EditorClient } from '../../../shared/contract/editor-api.ts'
import { settlePapers } from '../features/paper/session/open-sessions.ts'
import { App } from './App.tsx'
import { Boundary } from './Boundary.tsx'
import { watchUnsaved } from './unsaved.ts'
import '../ui/tokens.css'
import '../ui/base.css'

/** Returns a function that takes the app down again. */
export function mount(client: EditorClient, element: Element): () => void {
  const root = createRoot(element)
  const unsaved = watchUnsaved(client)
  const stop = client.on('vault.locking', async () => {
    await settlePapers(unsaved.client)
    await client.call('vault.settled', {})
  })
  root.render(
    <StrictMode>
      <Boundary unsaved={unsaved}>
        <App unsaved={unsaved} />
      </Boundary>
    </StrictMode>,
  )
  return () => {
    stop()
    root.unmount()
  }
}
