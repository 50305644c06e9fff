// Questions to the host that are asked again whenever their answer may have changed: one at a time, or an older answer could come last.
// It must never ask once for each of many events: what comes while a question is under way leads to one more.

export interface Asker {
  /** Resolves when nothing is left to ask; at once while another is under way. */
  ask(): Promise<void>
  /** Nothing is asked any more; what is under way is not heard. */
  stop(): void
}

/** `question`: asks and takes the answer, which it must leave when it is no longer live. */
export function oneAtATime(question: (isLive: () => boolean) => Promise<void>): Asker {
  let live = true
  let asking = false
  let stale = false
  return {
    ask: async () => {
      stale = true
      if (asking) return
      asking = true
      while (stale && live) {
        stale = false
        await question(() => live)
      }
      asking = false
    },
    stop: () => {
      live = false
    },
  }
}
