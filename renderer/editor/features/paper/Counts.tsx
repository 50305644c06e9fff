// The number of words and recommendations, at the foot of the page. Counted when typing pauses, not at each key.
import type { Editor } from '@tiptap/core'
import { useEffect, useState } from 'react'
import { countWords, type Statistics, statisticsOf } from '../../../../shared/paper/statistics.ts'
import { useSay } from '../../i18n/say.ts'
import styles from './PaperPage.module.css'

const PAUSE_MS = 300

export function Counts({ editor }: { readonly editor: Editor }) {
  const say = useSay()
  const [{ words, recommendations }, setCounts] = useState<Statistics>(() => count(editor))

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const changed = ({ transaction }: { transaction: { docChanged: boolean } }) => {
      if (!transaction.docChanged) return
      clearTimeout(timer)
      timer = setTimeout(() => setCounts(count(editor)), PAUSE_MS)
    }
    editor.on('transaction', changed)
    return () => {
      clearTimeout(timer)
      editor.off('transaction', changed)
    }
  }, [editor])

  return <p className={styles.counts}>{say('paper.counts', { words, recommendations })}</p>
}

/** Blocks that have not changed are the same object, and are not counted again. */
const counted = new WeakMap<object, number>()

function count({ state }: Editor): Statistics {
  const blocks: { kind: string; words: number }[] = []
  state.doc.forEach((block) => {
    const words = counted.get(block) ?? countWords(block.textContent)
    counted.set(block, words)
    blocks.push({ kind: String(block.attrs.kind), words })
  })
  return statisticsOf(blocks)
}
