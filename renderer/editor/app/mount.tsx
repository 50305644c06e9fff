// Puts the app into the page for a given client: the real one in main.tsx, a stand-in in component tests.
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { EditorClient } from '../../../shared/contract/editor-api.ts'
import { App } from './App.tsx'
import { watchUnsaved } from './unsaved.ts'
import '../ui/tokens.css'
import '../ui/base.css'

/** Returns a function that takes the app down again. */
export function mount(client: EditorClient, element: Element): () => void {
  const root = createRoot(element)
  root.render(
    <StrictMode>
      <App unsaved={watchUnsaved(client)} />
    </StrictMode>,
  )
  return () => root.unmount()
}
