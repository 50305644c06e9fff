// The outline of an open paper, drawn anew at most once a frame, and only when it says something else than before.
import type { Editor } from '@tiptap/core'
import { useEffect, useRef, useState } from 'react'
import { type Outline, Outliner, sameOutline } from './outline.ts'

export function useOutline(editor: Editor): Outline {
  const [outliner] = useState(() => new Outliner())
  const [outline, setOutline] = useState<Outline>(() => outliner.outlineOf(editor.state))
  const shown = useRef(outline)
  useEffect(() => {
    let frame: number | undefined
    const look = () => {
      frame = undefined
      const now = outliner.outlineOf(editor.state)
      if (sameOutline(shown.current, now)) return
      shown.current = now
      setOutline(now)
    }
    const changed = ({ transaction }: { transaction: { docChanged: boolean; selectionSet: boolean } }) => {
      if (transaction.docChanged || transaction.selectionSet) frame ??= requestAnimationFrame(look)
    }
    editor.on('transaction', changed)
    return () => {
      if (frame !== undefined) cancelAnimationFrame(frame)
      editor.off('transaction', changed)
    }
  }, [editor, outliner])
  return outline
}
