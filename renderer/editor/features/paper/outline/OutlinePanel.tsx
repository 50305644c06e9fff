// The navigation `Outline`: beside the text where there is room, behind a button where there is none. Its entries are many in a long
// paper, and the page around it is drawn anew with every key: only what changed here is.
import type { Editor } from '@tiptap/core'
import { ListTree } from 'lucide-react'
import { memo, useCallback, useId, useState } from 'react'
import { useSay } from '../../../i18n/say.ts'
import styles from './OutlinePanel.module.css'
import { goToEntry, type OutlineEntry } from './outline.ts'
import { useOutline } from './use-outline.ts'

export const OutlinePanel = memo(function OutlinePanel({ editor }: { readonly editor: Editor }) {
  const say = useSay()
  const id = useId()
  const { entries, current } = useOutline(editor)
  const [open, setOpen] = useState(false)
  const go = useCallback(
    (index: number) => {
      const tr = goToEntry(editor.state, index)
      if (tr === null) return
      setOpen(false)
      editor.view.dispatch(tr)
      editor.view.focus()
    },
    [editor],
  )
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
              index={index}
              depth={entry.depth}
              kind={entry.kind}
              text={entry.text}
              number={entry.number}
              isCurrent={index === current}
              go={go}
            />
          ))}
        </ul>
      </nav>
    </div>
  )
})

interface EntryProps extends Omit<OutlineEntry, 'number'> {
  readonly index: number
  readonly number: string | undefined
  readonly isCurrent: boolean
  readonly go: (index: number) => void
}

const Entry = memo(function Entry({ index, kind, depth, text, number, isCurrent, go }: EntryProps) {
  const say = useSay()
  const words = text === '' ? say('paper.outline.blank') : text
  return (
    <li data-depth={depth}>
      <button
        type="button"
        className={styles.entry}
        data-kind={kind}
        aria-current={isCurrent ? 'location' : undefined}
        onClick={() => go(index)}
      >
        <span className={styles.words}>
          {number === undefined ? null : <span className={styles.number}>{`${number}. `}</span>}
          {words}
        </span>
      </button>
    </li>
  )
})
