// Tells the host that a person is at the editor, at most once in ten seconds: it counts from there when to lock.
// It must never count what the page or a colleague does: a page that scrolls by itself must not keep a vault open.
import { useEffect } from 'react'
import type { EditorClient } from '../../../../shared/contract/editor-api.ts'

const REPORT_MS = 10_000
const DEEDS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

/** `paused`: while a question waits for its own answer. */
export function useHumanInput(client: EditorClient, paused: boolean): void {
  useEffect(() => {
    if (paused) return
    let reported = performance.now()
    let later: ReturnType<typeof setTimeout> | undefined
    let at = ''
    const report = () => {
      later = undefined
      reported = performance.now()
      void client.call('vault.touch', {})
    }
    const heard = (event: Event) => {
      if (!event.isTrusted || (event.type === 'pointermove' && !moved(event as PointerEvent))) return
      if (later === undefined)
        later = setTimeout(report, Math.max(0, reported + REPORT_MS - performance.now()))
    }
    /** Browsers also say "moved" when the page moves under a mouse that lies still. */
    const moved = ({ screenX, screenY }: PointerEvent): boolean => {
      const before = at
      at = `${screenX} ${screenY}`
      return before !== '' && before !== at
    }
    // Whoever has just unlocked, come back or loaded the page is there.
    report()
    for (const deed of DEEDS) window.addEventListener(deed, heard, { capture: true, passive: true })
    return () => {
      clearTimeout(later)
      for (const deed of DEEDS) window.removeEventListener(deed, heard, { capture: true })
    }
  }, [client, paused])
}
