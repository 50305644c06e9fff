// Rescued text of an open paper, looked for at most once a frame, and the names of those who wrote it, asked of the host when needed.
import type { Editor } from '@tiptap/core'
import type { Node as PmNode } from '@tiptap/pm/model'
import { useEffect, useRef, useState } from 'react'
import type { OpenSession } from '../session/paper-session.ts'
import { mayHoldRescued, type RescuedEntry, rescuedIn, sameEntries } from './rescued.ts'

export interface Rescued {
  readonly entries: readonly RescuedEntry[]
  /** By clientID. */
  readonly names: ReadonlyMap<number, string>
}

const NOBODY: ReadonlyMap<number, string> = new Map()

export function useRescued(
  editor: Editor,
  { binding, writers }: Pick<OpenSession, 'binding' | 'writers'>,
): Rescued {
  const [entries, setEntries] = useState<readonly RescuedEntry[]>(() => rescuedIn(editor.state.doc, binding))
  const shown = useRef(entries)
  const [names, setNames] = useState(NOBODY)

  useEffect(() => {
    let frame: number | undefined
    let seen: PmNode | undefined
    const look = () => {
      frame = undefined
      const { doc } = editor.state
      if (seen !== undefined && !mayHoldRescued(shown.current, seen, doc)) {
        seen = doc
        return
      }
      seen = doc
      const now = rescuedIn(doc, binding)
      if (sameEntries(shown.current, now)) return
      shown.current = now
      setEntries(now)
    }
    const changed = ({ transaction }: { transaction: { docChanged: boolean } }) => {
      if (transaction.docChanged) frame ??= requestAnimationFrame(look)
    }
    editor.on('transaction', changed)
    look()
    return () => {
      if (frame !== undefined) cancelAnimationFrame(frame)
      editor.off('transaction', changed)
    }
  }, [editor, binding])

  const wanted = [...new Set(entries.flatMap((entry) => entry.writers))].sort((a, b) => a - b).join()
  useEffect(() => {
    if (wanted === '') return
    let stale = false
    void writers(wanted.split(',').map(Number)).then((found) => {
      if (!stale) setNames(found)
    })
    return () => {
      stale = true
    }
  }, [wanted, writers])

  return { entries, names }
}
