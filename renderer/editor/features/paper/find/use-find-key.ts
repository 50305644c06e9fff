// Ctrl+F opens the find bar of the paper that has the focus, or of the one on the page when nothing has it. By the key's place too,
// because on a Cyrillic layout the letter is another one.
import { type RefObject, useEffect } from 'react'

export function useFindKey(paper: RefObject<HTMLElement | null>, open: () => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const { activeElement } = document
      const here = activeElement === document.body || paper.current?.contains(activeElement) === true
      const wanted = event.code === 'KeyF' || event.key.toLowerCase() === 'f'
      if (!here || !wanted || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      open()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [paper, open])
}
