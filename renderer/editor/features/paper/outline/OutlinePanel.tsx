// The navigation `Outline`: beside the text where there is room, behind a button where there is none.
import type { Editor } from '@tiptap/core'
import { ListTree } from 'lucide-react'
import { useId, useState } from 'react'
import { useSay } from '../../../i18n/say.ts'
import styles from './OutlinePanel.module.css'
import { goToEntry, type OutlineEntry } from './outline.ts'
import { useOutline } from './use-outline.ts'

export function OutlinePanel({ editor }: { readonly editor: Editor }) {
  const say = useSay()
  const id = useId()
  const { entries, current } = useOutline(editor)
  const [open, setOpen] = useState(false)
  const go = (index: number) => {
    const tr = goToEntry(editor.state, index)
    if (tr === null) return
    setOpen(false)
    editor.view.dispatch(tr)
    editor.view.focus()
  }
  return (
    <div className={styles.place} data-open={open || undefined}>
      <button
        type="button"
        className={styles.toggle}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <ListTree aria-hidden="true" />
        {say('paper.outline')}
      </button>
      <nav id={id} className={styles.panel} aria-label={say('paper.outline')}>
        {entries.length === 0 ? <p className={styles.empty}>{say('paper.outline.empty')}</p> : null}
        <ul>
          {entries.map((entry, index) => (
            <Entry
              // biome-ignore lint/suspicious/noArrayIndexKey: an entry is its place in the list; two may say the same.
              key={index}
              entry={entry}
              isCurrent={index === current}
              go={() => go(index)}
            />
          ))}
        </ul>
      </nav>
    </div>
  )
}

interface EntryProps {
  readonly entry: OutlineEntry
  readonly isCurrent: boolean
  readonly go: () => void
}

function Entry({ entry: { kind, depth, text, number }, isCurrent, go }: EntryProps) {
  const say = useSay()
  const words = text === '' ? say('paper.outline.blank') : text
  return (
    <li data-depth={depth}>
      <button
        type="button"
        className={styles.entry}
        data-kind={kind}
        aria-current={isCurrent ? 'location' : undefined}
        onClick={go}
      >
        <span className={styles.words}>
          {number === undefined ? null : <span className={styles.number}>{`${number}. `}</span>}
          {words}
        </span>
      </button>
    </li>
  )
}
