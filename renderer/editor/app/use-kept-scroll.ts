// Keeps how far the page was scrolled over a lock that came by itself, and goes back there once the page is long enough again.
import { type RefObject, useEffect } from 'react'

/** A paper that takes longer to open is not waited for. */
const PATIENCE_MS = 5_000

export function useKeptScroll(place: RefObject<number>): void {
  useEffect(() => {
    const wanted = place.current
    const remember = () => {
      place.current = window.scrollY
    }
    const tryIt = () => {
      if (document.documentElement.scrollHeight - window.innerHeight < wanted) return
      window.scrollTo(0, wanted)
      stopTrying()
    }
    const observer = new ResizeObserver(tryIt)
    const patience = setTimeout(() => stopTrying(), PATIENCE_MS)
    const stopTrying = () => {
      clearTimeout(patience)
      observer.disconnect()
      window.addEventListener('scroll', remember, { passive: true })
    }
    if (wanted === 0) stopTrying()
    else observer.observe(document.body)
    return () => {
      stopTrying()
      window.removeEventListener('scroll', remember)
    }
  }, [place])
}
