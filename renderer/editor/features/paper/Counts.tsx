// Words, characters and recommendations at the foot of the page, and how they stand to the limit. Counted when typing pauses, not at
// each key; of a long paper only the blocks that changed.
import type { Editor } from '@tiptap/core'
import { memo, useEffect, useState } from 'react'
import {
  countText,
  type Statistics,
  statisticsOf,
  type TextCounts,
} from '../../../../shared/paper/statistics.ts'
import { useSay } from '../../i18n/say.ts'
import { LimitDialog, type SetLimit } from './LimitDialog.tsx'
import styles from './PaperPage.module.css'

const PAUSE_MS = 300

interface CountsProps {
  readonly editor: Editor
  readonly limit: number | undefined
  /** Absent for who may not. */
  readonly setLimit: SetLimit | undefined
}

export const Counts = memo(function Counts({ editor, limit, setLimit }: CountsProps) {
  const say = useSay()
  const [asking, setAsking] = useState(false)
  const { words, characters, recommendations } = useStatistics(editor)
  const over = limit === undefined ? 0 : Math.max(0, words - limit)
  return (
    <footer className={styles.counts}>
      <p>
        {limit === undefined
          ? say('paper.counts', { words, characters, recommendations })
          : say('paper.counts.limit', { words, limit, characters, recommendations })}
      </p>
      <p className={styles.over} role="status" aria-label={say('paper.limit')}>
        {over > 0 ? say('paper.limit.over', { over }) : ''}
      </p>
      {setLimit === undefined ? null : (
        <>
          <button type="button" className={styles.limit} onClick={() => setAsking(true)}>
            {say(limit === undefined ? 'paper.limit.set' : 'paper.limit.change')}
          </button>
          <LimitDialog limit={limit} isOpen={asking} onClose={() => setAsking(false)} setLimit={setLimit} />
        </>
      )}
    </footer>
  )
})

function useStatistics(editor: Editor): Statistics {
  const [statistics, setStatistics] = useState<Statistics>(() => count(editor))
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const changed = ({ transaction }: { transaction: { docChanged: boolean } }) => {
      if (!transaction.docChanged) return
      clearTimeout(timer)
      timer = setTimeout(() => setStatistics(count(editor)), PAUSE_MS)
    }
    editor.on('transaction', changed)
    return () => {
      clearTimeout(timer)
      editor.off('transaction', changed)
    }
  }, [editor])
  return statistics
}

/** Blocks that have not changed are the same object, and are not counted again. */
const counted = new WeakMap<object, TextCounts>()

function count({ state }: Editor): Statistics {
  const blocks: (TextCounts & { kind: string })[] = []
  state.doc.forEach((block) => {
    const counts = counted.get(block) ?? countText(block.textContent)
    counted.set(block, counts)
    blocks.push({ kind: String(block.attrs.kind), ...counts })
  })
  return statisticsOf(blocks)
}
