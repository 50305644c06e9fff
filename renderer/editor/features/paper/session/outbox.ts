// What this session has written and the host has not yet acknowledged. One call is in flight at a time; what fails stays here and is
// tried again. Only a person's edit sets it moving: repairs that Yjs makes by itself wait, and go in front of the next such edit.
import * as Y from 'yjs'
import type { Reply } from '../../../../../shared/contract/editor-api.ts'
import type { ErrorCode } from '../../../../../shared/contract/errors.ts'
import type { Clock } from '../../../../../shared/ports/clock.ts'

/** Milliseconds between two sends while someone types on. The first key after a pause goes at once. */
export const COALESCE_MS = 100
/**
 * As much as is merged into one update. Two pastes that each fit would otherwise become one that never does, and take every later word
 * with them.
 */
export const MOST_AT_ONCE = 6 * 1024 * 1024
const RETRY_MS: readonly number[] = [500, 1_000, 2_000, 5_000, 10_000]

export type OutboxState =
  | { readonly kind: 'empty' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'failing'; readonly reason: ErrorCode }

interface OutboxOptions {
  readonly clock: Clock
  send(update: Uint8Array): Promise<Reply<unknown>>
  changed(state: OutboxState): void
  /** The lease is gone: nothing more is sent. */
  fenced(reason: ErrorCode): void
}

export class Outbox {
  private readonly options: OutboxOptions
  /** Not a person's: never sent alone. */
  private waiting: Uint8Array[] = []
  private unsent: Uint8Array[] = []
  private inFlight: Uint8Array | null = null
  private failures = 0
  private lastSend = Number.NEGATIVE_INFINITY
  private cancelTimer: (() => void) | null = null
  private stopped = false
  private drained: (() => void)[] = []

  constructor(options: OutboxOptions) {
    this.options = options
  }

  get isEmpty(): boolean {
    return this.unsent.length === 0 && this.inFlight === null
  }

  add(update: Uint8Array, human: boolean): void {
    if (this.stopped) return
    if (!human) {
      this.waiting.push(update)
      return
    }
    const wasEmpty = this.isEmpty
    this.unsent.push(...this.waiting, update)
    this.waiting = []
    if (wasEmpty) this.options.changed({ kind: 'sending' })
    if (this.failures === 0) this.schedule()
  }

  /** Sends what there is now, without waiting for the next tick of the typing pace. */
  flush(): void {
    this.cancelTimer?.()
    this.cancelTimer = null
    this.sendNow()
  }

  /** Resolves once everything is acknowledged, or the session has ended. */
  whenDrained(): Promise<void> {
    if (this.isEmpty || this.stopped) return Promise.resolve()
    return new Promise((resolve) => {
      this.drained.push(resolve)
    })
  }

  stop(): void {
    this.stopped = true
    this.cancelTimer?.()
    this.settle()
  }

  private schedule(): void {
    if (this.inFlight !== null || this.cancelTimer !== null || this.unsent.length === 0) return
    const { clock } = this.options
    const rest = this.lastSend + COALESCE_MS - clock.now()
    if (rest <= 0) queueMicrotask(() => this.sendNow())
    else this.retryAfter(rest)
  }

  private retryAfter(milliseconds: number): void {
    this.cancelTimer = this.options.clock.after(milliseconds, () => {
      this.cancelTimer = null
      this.sendNow()
    })
  }

  private sendNow(): void {
    if (this.stopped || this.inFlight !== null || this.unsent.length === 0) return
    const update = this.takeSome()
    this.inFlight = update
    this.lastSend = this.options.clock.now()
    void this.options.send(update).then(
      (reply) => this.answered(update, reply.ok ? null : reply.code),
      () => this.answered(update, 'E_NOT_CONNECTED'),
    )
  }

  /** From the front, in order: each builds on the one before. */
  private takeSome(): Uint8Array {
    let count = 0
    let bytes = 0
    do bytes += this.unsent[count++]?.length ?? 0
    while (count < this.unsent.length && bytes + (this.unsent[count]?.length ?? 0) <= MOST_AT_ONCE)
    const some = this.unsent.splice(0, count)
    const [only] = some
    return some.length === 1 && only !== undefined ? only : Y.mergeUpdates(some)
  }

  private answered(update: Uint8Array, failure: ErrorCode | null): void {
    this.inFlight = null
    if (failure === 'E_SESSION_FENCED') {
      this.unsent = [update, ...this.unsent]
      if (!this.stopped) this.options.fenced(failure)
    } else if (failure === null) {
      this.failures = 0
      if (this.unsent.length > 0) this.schedule()
      else this.settle()
      this.options.changed(this.unsent.length > 0 ? { kind: 'sending' } : { kind: 'empty' })
    } else {
      this.unsent = [update, ...this.unsent]
      if (this.stopped) return
      const pause = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)] ?? 0
      this.failures += 1
      this.options.changed({ kind: 'failing', reason: failure })
      this.retryAfter(pause)
    }
  }

  private settle(): void {
    const waiting = this.drained
    this.drained = []
    for (const resolve of waiting) resolve()
  }
}
