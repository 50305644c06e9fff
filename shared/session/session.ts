// Session: an authenticated, encrypted, ordered pipe of frames over a Link, after the handshake. Each Link message is one frame
// under ChaCha20-Poly1305 with a counter, so a message that was changed, repeated, dropped or moved by the road ends the session.
// It must never deliver a frame that did not open, and never resume after one.
import type { Crypto } from '../crypto/crypto.ts'
import type { Clock } from '../ports/clock.ts'
import type { Link } from '../ports/link.ts'
import type { HandshakeResult } from './noise.ts'
import type { CipherState } from './symmetric.ts'

/** Largest frame: an envelope of 256 KiB with room for its frame. Longer than Noise's 64 KiB messages: docs/formats/session.md. */
export const MAX_FRAME = 300 * 1024
/** An idle session sends an empty frame this often… */
export const KEEPALIVE_MS = 15_000
/** …and one that heard nothing for this long is dead: many roads do not notice a peer that was switched off. */
export const DEAD_AFTER_MS = 45_000

const EMPTY = new Uint8Array(0)

export interface SessionDeps {
  readonly crypto: Crypto
  readonly clock: Clock
}

export interface Session {
  /** The other side's static X25519 key, proved by the handshake. */
  readonly peerKey: Uint8Array
  /** 64 bytes, equal on both sides, different each time. */
  readonly handshakeHash: Uint8Array
  readonly link: Link
  readonly closed: boolean
  /** Bytes not yet handed to the road; the sender keeps it bounded. */
  readonly buffered: number
  /** False once closed. Throws RangeError over {@link MAX_FRAME} or for an empty frame: that is a bug of the caller. */
  send(frame: Uint8Array): boolean
  drained(): Promise<void>
  /** One listener. Frames wait in the Link until it is set, and while its promise is pending. */
  onFrame(listener: (frame: Uint8Array) => void | Promise<void>): void
  /** Any number of listeners; each is called once, at once when already closed. */
  onClose(listener: () => void): void
  /** Closes the Link and wipes the keys. */
  close(): void
}

type FrameListener = (frame: Uint8Array) => void | Promise<void>

/** The handshake owns the Link's two listeners and passes messages on by {@link receive} and {@link linkClosed}. */
export class LinkSession implements Session {
  readonly peerKey: Uint8Array
  readonly handshakeHash: Uint8Array
  readonly link: Link
  readonly #clock: Clock
  readonly #send: CipherState
  readonly #receive: CipherState
  readonly #closeListeners: (() => void)[] = []
  readonly #listening: Promise<void>
  #startListening: () => void = () => {}
  #listener: FrameListener | undefined
  #closed = false
  #busy = 0
  #heardAt: number
  #sentAt: number
  #cancelTimer: () => void = () => {}

  constructor(deps: SessionDeps, link: Link, handshake: HandshakeResult) {
    this.peerKey = handshake.remote
    this.handshakeHash = handshake.hash
    this.link = link
    this.#clock = deps.clock
    this.#send = handshake.send
    this.#receive = handshake.receive
    this.#heardAt = this.#sentAt = deps.clock.now()
    this.#listening = new Promise((resolve) => {
      this.#startListening = resolve
    })
    this.#watch()
  }

  get closed(): boolean {
    return this.#closed
  }

  get buffered(): number {
    return this.link.buffered
  }

  send(frame: Uint8Array): boolean {
    if (frame.length === 0 || frame.length > MAX_FRAME) throw new RangeError('frame of a wrong size')
    return this.#seal(frame)
  }

  /** The empty frame: proves to an acceptor that the caller is live, and to either side that the other still is. */
  sendEmpty(): boolean {
    return this.#seal(EMPTY)
  }

  drained(): Promise<void> {
    return this.link.drained()
  }

  onFrame(listener: FrameListener): void {
    this.#listener = listener
    this.#startListening()
  }

  onClose(listener: () => void): void {
    if (this.#closed) listener()
    else this.#closeListeners.push(listener)
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#cancelTimer()
    this.#send.wipe()
    this.#receive.wipe()
    this.#startListening()
    this.link.close()
    for (const listener of this.#closeListeners.splice(0)) listener()
  }

  linkClosed(): void {
    this.close()
  }

  /** Opens one Link message and hands its frame on; false when it did not open, and the session is then closed. */
  async receive(message: Uint8Array): Promise<boolean> {
    if (this.#closed) return false
    const frame = this.#receive.open(message)
    if (frame === undefined || frame.length > MAX_FRAME) {
      this.close()
      return false
    }
    this.#heardAt = this.#clock.now()
    if (frame.length > 0) await this.#deliver(frame)
    return true
  }

  async #deliver(frame: Uint8Array): Promise<void> {
    this.#busy += 1
    try {
      await this.#listening
      if (!this.#closed) await this.#listener?.(frame)
    } finally {
      this.#busy -= 1
      this.#heardAt = this.#clock.now()
    }
  }

  #seal(frame: Uint8Array): boolean {
    if (this.#closed) return false
    this.#sentAt = this.#clock.now()
    return this.link.send(this.#send.seal(frame))
  }

  /** While this side's own listener is at work the Link holds back, and silence says nothing about the peer. */
  #watch(): void {
    this.#cancelTimer = this.#clock.after(KEEPALIVE_MS, () => {
      const now = this.#clock.now()
      if (this.#busy === 0 && now - this.#heardAt >= DEAD_AFTER_MS) {
        this.close()
        return
      }
      if (now - this.#sentAt >= KEEPALIVE_MS && this.buffered === 0) this.sendEmpty()
      this.#watch()
    })
  }
}
