// A data channel with two faces. To simple-peer it is an RTCDataChannel that opens only when the host's session is up and that
// swallows what the provider says; to the host it is a message pipe with back-pressure. It must never hand the provider a byte
// from the other side, nor the other side a byte from the provider.
import { MAX_MESSAGE } from '../../shared/contract/courier-api.ts'
import { Assembly, creditFrame, FRAGMENT, fragmentAt, readFrame, WINDOW } from './fragments.ts'

/** Fragments are handed to the browser while it holds fewer bytes than this… */
const HIGH_WATER = 1024 * 1024
/** …and again once it has come down to this. */
const LOW_WATER = 256 * 1024
/** A channel that is not in use after this long never will be: y-webrtc has no such limit and would wait for ever. */
const OPEN_WITHIN_MS = 20_000
const REPORT_AFTER_MS = 100

/** What the channel tells the host's side of the courier. */
export interface ChannelEvents {
  opened(): void
  message(message: Uint8Array): void
  /** `waiting`: bytes not yet handed to the network; `received`: bytes that ever came from the host. */
  buffered(waiting: number, received: number): void
  /** Once. */
  closed(): void
}

type Handler = ((event: unknown) => void) | null

export class WrappedChannel {
  // What simple-peer sets and reads.
  binaryType: BinaryType = 'arraybuffer'
  bufferedAmountLowThreshold = 0
  readonly bufferedAmount = 0
  onopen: Handler = null
  onmessage: Handler = null
  onclose: Handler = null
  onerror: Handler = null
  onbufferedamountlow: Handler = null

  readonly #native: RTCDataChannel
  readonly #events: ChannelEvents
  readonly #assembly = new Assembly(MAX_MESSAGE)
  readonly #openTimer: ReturnType<typeof setTimeout>
  #state: 'waiting' | 'opened' | 'ready' | 'closed' = 'waiting'

  #queue: Uint8Array[] = []
  #offset = 0
  #queued = 0
  /** Bytes sent that the other host has not yet taken. */
  #uncredited = 0
  /** Lengths of messages given to our host and not yet taken by it. */
  #untaken: number[] = []
  #takenSinceCredit = 0
  /** Bytes that came in and that we gave no credit for. */
  #owed = 0

  #received = 0
  #reported = { waiting: 0, received: 0 }
  #reportTimer: ReturnType<typeof setTimeout> | undefined

  constructor(native: RTCDataChannel, events: ChannelEvents) {
    this.#native = native
    this.#events = events
    native.binaryType = 'arraybuffer'
    native.bufferedAmountLowThreshold = LOW_WATER
    native.onopen = () => this.#open()
    native.onmessage = (event) => this.#take(event.data)
    native.onbufferedamountlow = () => this.#pump()
    native.onclose = () => this.close()
    native.onerror = () => this.close()
    this.#openTimer = setTimeout(() => this.close(), OPEN_WITHIN_MS)
  }

  get label(): string {
    return this.#native.label
  }

  get readyState(): RTCDataChannelState {
    if (this.#state === 'closed') return 'closed'
    return this.#state === 'ready' ? this.#native.readyState : 'connecting'
  }

  /** The provider's own messages go nowhere. */
  send(): void {}

  /** The session on this channel is up: simple-peer and y-webrtc may know that it is open. */
  ready(): void {
    if (this.#state !== 'opened') return
    this.#state = 'ready'
    clearTimeout(this.#openTimer)
    this.onopen?.({})
  }

  /** A message of the host, ≤ MAX_MESSAGE bytes. */
  sendMessage(message: Uint8Array): void {
    if (this.#state === 'closed') return
    if (message.length > MAX_MESSAGE) {
      this.close()
      return
    }
    this.#received += message.length
    this.#queue.push(message)
    this.#queued += message.length
    this.#pump()
  }

  /** The host has taken `count` messages. */
  taken(count: number): void {
    for (const length of this.#untaken.splice(0, count)) this.#takenSinceCredit += length
    if (this.#takenSinceCredit < WINDOW / 8 || this.#native.readyState !== 'open') return
    this.#send(creditFrame(this.#takenSinceCredit))
    this.#owed -= this.#takenSinceCredit
    this.#takenSinceCredit = 0
  }

  /** Called by simple-peer, by the host, and when the channel dies. */
  close(): void {
    if (this.#state === 'closed') return
    this.#state = 'closed'
    clearTimeout(this.#openTimer)
    clearTimeout(this.#reportTimer)
    this.#queue = []
    this.#native.onmessage = null
    this.#native.onopen = null
    this.#native.onbufferedamountlow = null
    this.#native.close()
    this.#events.closed()
    this.onclose?.({})
  }

  #open(): void {
    if (this.#state !== 'waiting') return
    this.#state = 'opened'
    this.#events.opened()
  }

  #take(data: unknown): void {
    this.#open()
    if (this.#state === 'closed') return
    const frame = readFrame(data)
    if (frame === undefined) {
      this.close()
    } else if (frame.kind === 'credit') {
      this.#uncredited -= frame.bytes
      if (this.#uncredited < 0) this.close()
      else this.#pump()
    } else {
      this.#owed += frame.payload.length
      const message = this.#assembly.add(frame.payload, frame.last)
      // Who sends past the credit he was given, or past the largest message, is not our courier.
      if (message === 'oversize' || this.#owed > WINDOW + FRAGMENT) {
        this.close()
      } else if (message !== undefined) {
        this.#untaken.push(message.length)
        this.#events.message(message)
      }
    }
  }

  #pump(): void {
    while (
      this.#native.readyState === 'open' &&
      this.#native.bufferedAmount < HIGH_WATER &&
      this.#uncredited < WINDOW
    ) {
      const message = this.#queue[0]
      if (message === undefined) break
      const frame = fragmentAt(message, this.#offset)
      if (!this.#send(frame)) return
      const sent = frame.length - 1
      this.#uncredited += sent
      this.#queued -= sent
      this.#offset += sent
      if (this.#offset >= message.length) {
        this.#queue.shift()
        this.#offset = 0
      }
    }
    this.#report()
  }

  #send(frame: Uint8Array<ArrayBuffer>): boolean {
    try {
      this.#native.send(frame)
      return true
    } catch {
      // The channel went down between the check and the call.
      this.close()
      return false
    }
  }

  /** At once after a change of more than a fragment, else a little later, until nothing waits. */
  #report(): void {
    const waiting = this.#queued + this.#native.bufferedAmount
    const { waiting: before, received } = this.#reported
    const change = Math.abs(waiting - before) + this.#received - received
    if (change > FRAGMENT) this.#reportNow(waiting)
    else if (change > 0 || waiting > 0) {
      this.#reportTimer ??= setTimeout(() => {
        this.#reportTimer = undefined
        this.#reportNow(this.#queued + this.#native.bufferedAmount)
        this.#report()
      }, REPORT_AFTER_MS)
    }
  }

  #reportNow(waiting: number): void {
    if (waiting === this.#reported.waiting && this.#received === this.#reported.received) return
    this.#reported = { waiting, received: this.#received }
    this.#events.buffered(waiting, this.#received)
  }
}
