// What a Link does with messages that its listener has not taken yet: one at a time, in order, the next only when the listener's
// promise has settled. It must never grow past its limit: whoever fills it must be stopped by the road, or is cut off.

export class Inbox {
  readonly #limit: number
  readonly #taken: () => void
  readonly #failed: () => void
  #listener: ((message: Uint8Array) => void | Promise<void>) | undefined
  #queue: Uint8Array[] = []
  #waiting = 0
  #busy = false

  /**
   * `limit`: bytes that may wait. `taken` is called after each message that the listener has dealt with, `failed` when it threw:
   * the Link must close then, for what a stranger's bytes break may be the Link and not the host.
   */
  constructor(limit: number, taken: () => void, failed: () => void) {
    this.#limit = limit
    this.#taken = taken
    this.#failed = failed
  }

  get waiting(): number {
    return this.#waiting
  }

  /** False when more waits than may: the Link must close. */
  add(message: Uint8Array): boolean {
    this.#queue.push(message)
    this.#waiting += message.length
    if (this.#waiting > this.#limit) return false
    void this.#run()
    return true
  }

  listen(listener: (message: Uint8Array) => void | Promise<void>): void {
    this.#listener = listener
    void this.#run()
  }

  clear(): void {
    this.#queue = []
    this.#waiting = 0
    this.#listener = undefined
  }

  async #run(): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    while (this.#listener !== undefined) {
      const message = this.#queue.shift()
      if (message === undefined) break
      try {
        const done = this.#listener(message)
        // No pause for listeners that answer at once: a burst would otherwise cost a turn of the loop for each message.
        if (done !== undefined) await done
      } catch {
        this.clear()
        this.#failed()
        break
      }
      this.#waiting = Math.max(0, this.#waiting - message.length)
      this.#taken()
    }
    this.#busy = false
  }
}
