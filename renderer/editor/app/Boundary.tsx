// Stands above the whole app: where drawing it fails, a page that says so and reloads, in the language of the moment, instead of a white one.
// It must never promise more than is true, and never show or keep what the error says: it may hold words.
import { Component, type ReactNode } from 'react'
import { Language } from '../i18n/Language.tsx'
import { useSay } from '../i18n/say.ts'
import { Button } from '../ui/Button.tsx'
import { Page } from '../ui/Page.tsx'
import type { Unsaved } from './unsaved.ts'

/** How long the last edits, sent when the papers went, may take before the page is loaded anew, in milliseconds. */
const PATIENCE = 5_000

interface BoundaryProps {
  readonly unsaved: Unsaved
  readonly children: ReactNode
}

export class Boundary extends Component<BoundaryProps, { readonly broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true }
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children
    return (
      <Language language={document.documentElement.lang === 'ru' ? 'ru' : 'en'}>
        <Broken unsaved={this.props.unsaved} />
      </Language>
    )
  }
}

function Broken({ unsaved }: { readonly unsaved: Unsaved }) {
  const say = useSay()
  const reload = async (): Promise<void> => {
    await unsaved.closed(PATIENCE)
    window.location.reload()
  }
  return (
    <main>
      <Page heading={say('app.failed')}>
        <p>{say('app.broken')}</p>
        <div>
          <Button onPress={() => void reload()}>{say('app.reload')}</Button>
        </div>
      </Page>
    </main>
  )
}
