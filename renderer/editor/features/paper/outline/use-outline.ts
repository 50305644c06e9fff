// The outline of an open paper, drawn anew at most once a frame, and only when it says something else than before.
import type { Editor } from '@tiptap/core'
import { useEffect, useRef, useState } from 'react'
import { type Outline, outlineOf, sameOutline } from './outline.ts'

export function useOutline(editor: Editor): Outline {
  const [outline, setOutline] = useState<Outline>(() => outlineOf(editor.state))
  const shown = useRef(outline)
  useEffect(() => {
    let frame: number | undefined
    const look = () => {
      frame = undefined
      const now = outlineOf(editor.state)
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
  }, [editor])
  return outline
}
