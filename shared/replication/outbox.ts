// What waits to go to one peer, and in which order: keystrokes, then charter, heads and the like, then the bulk of a sync.
// Long queues are positions, not bytes. It must never put more on its way than the window allows, so that a keystroke never
// stands behind a bulk.

import { RapporteurError } from '../contract/errors.ts'
import type { DeviceId } from '../ids/ids.ts'
import { type Position, positionKey } from '../ledger/position.ts'
import type { Clock } from '../ports/clock.ts'
import type { Session } from '../session/session.ts'
import { BATCH_BYTES, longBytes, MAX_ITEMS_BYTES } from './batches.ts'
import { encodeFrame, type Frame, isCounted } from './frame.ts'
import type { Replica } from './replica.ts'
import { SendWindow } from './send-window.ts'

/** A keystroke may go this far beyond a full window. */
const PUSH_MARGIN = 16 * 1024
/** The first read of a bulk, while the size of its envelopes is unknown. */
const FIRST_READ = 16
const MAX_READ = 1024
/** Frames that may wait for one peer. Nothing honest comes near: a charter of 10,000 statements is some fifteen. */
const MAX_CONTROLS = 4_096

/** Where the bytes of envelopes come from: what was just written, else the store. */
export interface EnvelopeSource {
  recent(position: Position): Uint8Array | undefined
  read: Replica['read']
}

export class Outbox {
  readonly window: SendWindow
  readonly #session: Session
  readonly #source: EnvelopeSource
  readonly #onError: (error: unknown) => void
  readonly #controls: Frame[] = []
  #pushes: Position[] = []
  #bulk: Position[] = []
  #bulkAt = 0
  /** Read from the store and not yet sent. */
  #ready: Uint8Array[] = []
  #meanBytes = BATCH_BYTES / FIRST_READ
  #onBulkEnd: () => void = () => {}
  #streaming = false
  #pumping = false
  /** Grows when the queues are emptied, so that a read under way is not sent after all. */
  #generation = 0

  constructor(session: Session, source: EnvelopeSource, clock: Clock, onError: (error: unknown) => void) {
    this.#session = session
    this.#source = source
    this.#onError = onError
    this.window = new SendWindow(clock)
  }

  /** Goes at once, whatever is under way: for small frames that come one for each cause. */
  prompt(frame: Frame): void {
    this.#transmit(frame)
  }

  /** Goes before any bulk, when the window allows. A peer for which too much waits is given up with `E_SLOW_READER`. */
  queue(frame: Frame): void {
    if (this.#session.closed) return
    if (this.#controls.length >= MAX_CONTROLS) {
      this.#onError(new RapporteurError('E_SLOW_READER'))
      return
    }
    this.#controls.push(frame)
    this.pump()
  }

  /** New envelopes for a peer that has everything before them. */
  push(positions: readonly Position[]): void {
    for (const position of positions) this.#pushes.push(position)
    this.#sendRecentPushes()
    this.pump()
  }

  /** Puts envelopes at the end of the bulk. `onEnd` replaces the one before; it is called when all has gone, if only of nothing. */
  stream(positions: readonly Position[], onEnd: () => void): void {
    for (const position of positions) this.#bulk.push(position)
    this.#onBulkEnd = onEnd
    this.#streaming = true
    this.pump()
  }

  /** Takes a device's envelopes out of the bulk. */
  withdraw(device: DeviceId): void {
    this.#bulk = this.#bulk.slice(this.#bulkAt).filter((position) => position.device !== device)
    this.#bulkAt = 0
  }

  acknowledge(received: number): boolean {
    const plausible = this.window.acknowledge(received)
    if (plausible) {
      this.#sendRecentPushes()
      this.pump()
    }
    return plausible
  }

  /** Forgets everything that waits. */
  clear(): void {
    this.#generation += 1
    this.#controls.length = 0
    this.#pushes = []
    this.#bulk = []
    this.#bulkAt = 0
    this.#ready = []
    this.#streaming = false
  }

  pump(): void {
    if (this.#pumping) return
    this.#pumping = true
    this.#run().catch(this.#onError)
  }

  /** Lowers the flag in the same turn in which it finds that nothing may go: no call of {@link pump} is lost in between. */
  async #run(): Promise<void> {
    try {
      for (;;) {
        const step = this.#step()
        if (step === false) return
        if (step !== true) await step
      }
    } finally {
      this.#pumping = false
    }
  }

  /** Sends or reads one thing of the most urgent kind; false when nothing waits or the window is full. */
  #step(): boolean | Promise<void> {
    if (this.#session.closed) return false
    if (this.#pushes.length > 0) return this.#sendStoredPush()
    if (this.#controls.length > 0) return this.#sendControl()
    if (this.#ready.length > 0) return this.#sendReady()
    if (this.#bulkAt < this.#bulk.length) {
      const next = Math.min(this.window.batch, this.#meanBytes)
      return this.window.allows(next) && this.#readBulk()
    }
    return this.#streaming && this.#endBulk()
  }

  /** The fast way: no turn of the event loop between a keystroke and the Link. */
  #sendRecentPushes(): void {
    const envelopes: Uint8Array[] = []
    let bytes = 0
    for (const position of this.#pushes) {
      const envelope = this.#source.recent(position)
      if (envelope === undefined || !this.#mayPush(bytes + longBytes(envelope))) break
      if (bytes + longBytes(envelope) > MAX_ITEMS_BYTES) break
      bytes += longBytes(envelope)
      envelopes.push(envelope)
    }
    if (envelopes.length === 0) return
    this.#pushes.splice(0, envelopes.length)
    this.#transmit({ type: 'envelopes', envelopes })
    if (this.#pushes.length > 0) this.#sendRecentPushes()
  }

  #mayPush(bytes: number): boolean {
    return this.window.allows(bytes - PUSH_MARGIN)
  }

  /** The slow way, for pushes that had to wait until their bytes were no longer at hand. */
  #sendStoredPush(): boolean | Promise<void> {
    if (!this.#mayPush(this.#meanBytes)) return false
    this.#sendRecentPushes()
    const [position] = this.#pushes
    if (position === undefined) return true
    return this.#source.recent(position) === undefined && this.#readPush(position)
  }

  async #readPush(position: Position): Promise<void> {
    const [envelope] = await this.#source.read([position])
    if (this.#pushes[0] !== position) return
    this.#pushes.shift()
    if (envelope && longBytes(envelope) <= MAX_ITEMS_BYTES) {
      this.#transmit({ type: 'envelopes', envelopes: [envelope] })
    }
  }

  #sendControl(): boolean {
    const [frame] = this.#controls
    if (frame === undefined) return true
    const encoded = encodeFrame(frame)
    if (!this.window.allows(encoded.length)) return false
    this.#controls.shift()
    this.#send(encoded)
    return true
  }

  /** One frame of the bulk. False when the window is full. */
  #sendReady(): boolean {
    const limit = Math.min(BATCH_BYTES, this.window.batch)
    let bytes = 0
    let count = 0
    for (const envelope of this.#ready) {
      if (count > 0 && bytes + longBytes(envelope) > limit) break
      bytes += longBytes(envelope)
      count += 1
    }
    if (!this.window.allows(bytes)) return false
    this.#transmit({ type: 'envelopes', envelopes: this.#ready.splice(0, count) })
    return true
  }

  async #readBulk(): Promise<void> {
    const count = Math.max(1, Math.min(MAX_READ, Math.ceil(BATCH_BYTES / this.#meanBytes)))
    const positions = this.#bulk.slice(this.#bulkAt, this.#bulkAt + count)
    this.#bulkAt += positions.length
    const generation = this.#generation
    const envelopes = await this.#source.read(positions)
    if (generation !== this.#generation) return
    let bytes = 0
    for (const envelope of envelopes) {
      if (envelope === undefined || longBytes(envelope) > MAX_ITEMS_BYTES) continue
      this.#ready.push(envelope)
      bytes += longBytes(envelope)
    }
    if (bytes > 0) this.#meanBytes = Math.max(1, (this.#meanBytes + bytes / positions.length) / 2)
  }

  #endBulk(): boolean {
    this.#bulk = []
    this.#bulkAt = 0
    this.#streaming = false
    this.#onBulkEnd()
    return true
  }

  #transmit(frame: Frame): void {
    this.#send(encodeFrame(frame))
  }

  #send(encoded: Uint8Array): void {
    if (isCounted(encoded[0] ?? 0)) this.window.sent(encoded.length)
    this.#session.send(encoded)
  }
}

/** Envelopes that were just written here, by position, up to a few MiB: they are about to be pushed to every peer. */
export class RecentEnvelopes {
  readonly #limit: number
  readonly #byPosition = new Map<string, Uint8Array>()
  #bytes = 0

  constructor(limit = 4 * 1024 * 1024) {
    this.#limit = limit
  }

  add(position: Position, envelope: Uint8Array): void {
    const added = positionKey(position)
    if (longBytes(envelope) > MAX_ITEMS_BYTES || this.#byPosition.has(added)) return
    this.#byPosition.set(added, envelope)
    this.#bytes += envelope.length
    for (const [key, oldest] of this.#byPosition) {
      if (this.#bytes <= this.#limit) return
      this.#byPosition.delete(key)
      this.#bytes -= oldest.length
    }
  }

  get(position: Position): Uint8Array | undefined {
    return this.#byPosition.get(positionKey(position))
  }
}
