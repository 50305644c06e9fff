// The foot of the page: words, characters and recommendations, how they stand to the limit, and whether paragraphs have numbers.
// Counted when typing pauses, not at each key; of a long paper only the blocks that changed.
import type { Editor } from '@tiptap/core'
import { memo, useEffect, useState } from 'react'
import type { Reply } from '../../../../shared/contract/editor-api.ts'
import type { ErrorCode } from '../../../../shared/contract/errors.ts'
import {
  countText,
  type Statistics,
  statisticsOf,
  type TextCounts,
} from '../../../../shared/paper/statistics.ts'
import { useExplain, useSay } from '../../i18n/say.ts'
import { Alert } from '../../ui/Alert.tsx'
import { LimitDialog, type SetLimit } from './LimitDialog.tsx'
import styles from './PaperPage.module.css'

const PAUSE_MS = 300

export type SetNumbered = (numbered: boolean) => Promise<Reply<unknown>>

interface CountsProps {
  readonly editor: Editor
  readonly limit: number | undefined
  /** Absent for who may not. */
  readonly setLimit: SetLimit | undefined
  readonly numbered: boolean
  /** Absent for who may not. */
  readonly setNumbered: SetNumbered | undefined
}

export const Counts = memo(function Counts(props: CountsProps) {
  const { editor, limit, setLimit, numbered, setNumbered } = props
  const say = useSay()
  const explain = useExplain()
  const [refused, setRefused] = useState<ErrorCode>()
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
      {refused === undefined ? null : <Alert>{explain(refused)}</Alert>}
      {setNumbered === undefined ? null : (
        <button
          type="button"
          className={styles.limit}
          aria-pressed={numbered}
          onClick={async () => {
            const reply = await setNumbered(!numbered)
            setRefused(reply.ok ? undefined : reply.code)
          }}
        >
          {say('paper.numbered')}
        </button>
      )}
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
