// The real paper page on a stand-in host with several people, side by side in one window. `?people=Amina,Boris&readers=Boris`.
// It must never be part of a build.

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { refuseMarkup } from '../../../renderer/editor/app/trusted-types.ts'
import { PaperPage } from '../../../renderer/editor/features/paper/PaperPage.tsx'
import { Language } from '../../../renderer/editor/i18n/Language.tsx'
import '../../../renderer/editor/ui/tokens.css'
import '../../../renderer/editor/ui/base.css'
import { draftsFromMarkdown } from '../../../shared/paper/import-text.ts'
import { bodyFromDrafts } from '../../../shared/paper/initial.ts'
import { GROUP, PAPER, PaperRoom } from '../paper-room.ts'
import { SAMPLE } from './sample.ts'
import './people.css'

refuseMarkup()
const wanted = new URLSearchParams(window.location.search)
const names = (wanted.get('people') ?? 'Amina').split(',')
const language = wanted.get('language') === 'ru' ? 'ru' : 'en'
document.documentElement.dataset.theme = wanted.get('theme') ?? 'light'

let next = 0
const id = (): string => (next++).toString(16).padStart(32, '0')
const room = new PaperRoom({
  names,
  title: wanted.get('title') ?? 'Protecting those who defend rights',
  readers: (wanted.get('readers') ?? '').split(','),
  ...(wanted.has('empty') ? {} : { state: bodyFromDrafts(77, draftsFromMarkdown(SAMPLE), id) }),
})
Object.assign(window, { room })

const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Language language={language}>
        <div className="people">
          {room.devices.map(({ name, client }) => (
            <main key={name} aria-label={name}>
              <PaperPage
                client={client}
                group={GROUP}
                paper={PAPER}
                groupName="Shrinking civic space"
                onBack={() => Object.assign(window, { wentBack: true })}
              />
            </main>
          ))}
        </div>
      </Language>
    </StrictMode>,
  )
}
