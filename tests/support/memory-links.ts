// Links in memory for tests: pairs with delay and bandwidth on a given clock, that can be cut, slowed and tampered with.
// They keep the promises of shared/ports/link.ts; only `tamper` breaks them, as a hostile road would.
import type { Clock } from '../../shared/ports/clock.ts'
import { type Link, MAX_MESSAGE, type RoadName } from '../../shared/ports/link.ts'

const LOW_WATER = 64 * 1024

/** What a hostile road does with a message on its way: nothing, one, or several others instead. */
export type Tamper = (message: Uint8Array) => readonly Uint8Array[]

export interface PairOptions {
  readonly road?: RoadName
  /** One way, in milliseconds. */
  readonly delay?: number
  /** Bytes per millisecond, each way; unlimited when absent. */
  readonly rate?: number
  /** From the first to the second Link, and back. */
  readonly tamper?: readonly [Tamper | undefined, Tamper | undefined]
}

export interface MemoryPair {
  readonly a: MemoryLink
  readonly b: MemoryLink
  /** The road breaks: both ends close and what is under way is lost. */
  cut(): void
}

export function memoryPair(clock: Clock, options: PairOptions = {}): MemoryPair {
  const {
    road = 'memory',
    delay = 0,
    rate = Number.POSITIVE_INFINITY,
    tamper = [undefined, undefined],
  } = options
  const a = new MemoryLink(clock, road, delay, rate, tamper[0])
  const b = new MemoryLink(clock, road, delay, rate, tamper[1])
  a.join(b)
  b.join(a)
  return {
    a,
    b,
    cut: () => a.close(),
  }
}

type MessageListener = (message: Uint8Array) => void | Promise<void>

export class MemoryLink implements Link {
  readonly road: RoadName
  readonly #clock: Clock
  readonly #delay: number
  readonly #rate: number
  readonly #tamper: Tamper | undefined
  readonly #inbox: { readonly message: Uint8Array; readonly cost: number }[] = []
  readonly #drained: (() => void)[] = []
  #peer: MemoryLink | undefined
  #listener: MessageListener | undefined
  #onClose: (() => void) | undefined
  #buffered = 0
  #freeAt = 0
  #delivering = false
  #paused = false
  #closed = false
  /** Every message that was sent, when a test wants to look. */
  sent: Uint8Array[] | undefined

  constructor(clock: Clock, road: RoadName, delay: number, rate: number, tamper: Tamper | undefined) {
    this.#clock = clock
    this.road = road
    this.#delay = delay
    this.#rate = rate
    this.#tamper = tamper
  }

  join(peer: MemoryLink): void {
    this.#peer = peer
  }

  get buffered(): number {
    return this.#buffered
  }

  get closed(): boolean {
    return this.#closed
  }

  send(message: Uint8Array): boolean {
    if (this.#closed) return false
    if (message.length > MAX_MESSAGE) {
      this.close()
      return false
    }
    const copy = message.slice()
    this.sent?.push(copy)
    this.#buffered += copy.length
    const carried = this.#tamper ? this.#tamper(copy) : [copy]
    if (carried.length === 0) this.handedOver(copy.length)
    for (const [i, one] of carried.entries()) this.#carry(one, i === 0 ? copy.length : 0)
    return true
  }

  drained(): Promise<void> {
    if (this.#closed || this.#buffered < LOW_WATER) return Promise.resolve()
    return new Promise((resolve) => {
      this.#drained.push(resolve)
    })
  }

  onMessage(listener: MessageListener): void {
    this.#listener = listener
    this.#deliver()
  }

  onClose(listener: () => void): void {
    this.#onClose = listener
    if (this.#closed) queueMicrotask(() => this.#tellClosed())
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#inbox.length = 0
    for (const resolve of this.#drained.splice(0)) resolve()
    this.#tellClosed()
    const peer = this.#peer
    queueMicrotask(() => peer?.close())
  }

  /** Closes this end only: the other takes the road for whole until it is told or cut. */
  abandon(): void {
    if (this.#closed) return
    this.#closed = true
    queueMicrotask(() => this.#tellClosed())
  }

  /** This end reads no more until {@link resume}. */
  pause(): void {
    this.#paused = true
  }

  resume(): void {
    this.#paused = false
    this.#deliver()
  }

  /** A road that is slow as well as far: messages leave one after the other. */
  #carry(message: Uint8Array, cost: number): void {
    const peer = this.#peer
    const leaves = Math.max(this.#clock.now(), this.#freeAt) + message.length / this.#rate
    this.#freeAt = leaves
    const wait = leaves + this.#delay - this.#clock.now()
    const arrive = (): void => peer?.arrive(message, cost)
    if (wait <= 0) queueMicrotask(arrive)
    else this.#clock.after(wait, arrive)
  }

  arrive(message: Uint8Array, cost: number): void {
    if (this.#closed) return
    this.#inbox.push({ message, cost })
    this.#deliver()
  }

  #deliver(): void {
    if (this.#delivering || this.#paused || this.#closed || !this.#listener) return
    const next = this.#inbox.shift()
    if (next === undefined) return
    this.#delivering = true
    this.#peer?.handedOver(next.cost)
    Promise.resolve(this.#listener(next.message)).finally(() => {
      this.#delivering = false
      this.#deliver()
    })
  }

  handedOver(bytes: number): void {
    this.#buffered -= bytes
    if (this.#buffered >= LOW_WATER) return
    for (const resolve of this.#drained.splice(0)) resolve()
  }

  #tellClosed(): void {
    const listener = this.#onClose
    this.#onClose = undefined
    listener?.()
  }
}
