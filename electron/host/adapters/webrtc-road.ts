// The WebRTC road as the host sees it: the courier's events become Links. The courier is the surface that strangers reach, so
// nothing it says is believed: sizes and counts are checked, and who is on a Link is for a session to prove.
import type { CourierPort } from '../../../shared/contract/courier-api.ts'
import { type Link, MAX_MESSAGE } from '../../../shared/ports/link.ts'
import { Inbox } from './inbox.ts'
import { Waiters } from './waiters.ts'

const LOW_WATER = 256 * 1024
/** Several times what an honest courier sends ahead of `taken`. */
const MAX_UNTAKEN = 8 * 1024 * 1024
/** A compromised courier could claim links without end. */
const MAX_LINKS = 1024
/** `taken` is sent for so many messages at once, or when none wait. */
const TAKEN_BATCH = 16

export interface OpenedLink {
  readonly link: Link
  readonly room: string
  /** y-webrtc's peer id, as the courier says: a hint at who this is, no proof. */
  readonly remotePeer: string
  /** This side's offer was answered: it speaks first. */
  readonly offered: boolean
  /** The session is up: y-webrtc may know that the channel is open. */
  ready(): void
}

export interface WebrtcRoad {
  openRoom(room: string): void
  closeRoom(room: string): void
  /** One listener. */
  onLink(listener: (opened: OpenedLink) => void): void
  /** Takes the courier's page of a shell; a later one replaces it. */
  attach(port: CourierPort): void
  close(): void
}

export interface WebrtcRoadOptions {
  readonly hubUrl: string
  /** STUN or TURN servers that the user chose. None by default: the default ones of the stack are third parties. */
  readonly iceServers: readonly { readonly urls: string }[]
}

class CourierLink implements Link {
  readonly road = 'webrtc'
  readonly #port: CourierPort
  readonly #id: number
  readonly #forget: () => void
  readonly #inbox: Inbox
  readonly #drain = new Waiters()
  #closed = false
  #onClose: (() => void) | undefined
  #sent = 0
  #handedOn = 0
  #untold = 0

  constructor(port: CourierPort, id: number, forget: () => void) {
    this.#port = port
    this.#id = id
    this.#forget = forget
    const taken = (): void => {
      this.#untold += 1
      if (this.#untold >= TAKEN_BATCH || this.#inbox.waiting === 0) this.#tellTaken()
    }
    this.#inbox = new Inbox(MAX_UNTAKEN, taken, () => this.close())
  }

  get buffered(): number {
    return this.#closed ? 0 : this.#sent - this.#handedOn
  }

  send(message: Uint8Array): boolean {
    if (this.#closed) return false
    if (message.length > MAX_MESSAGE) {
      this.close()
      return false
    }
    this.#sent += message.length
    // A copy: the transport may keep the bytes for a while, and the sender may use its buffer again.
    this.#port.send('send', { link: this.#id, message: message.slice() })
    return true
  }

  drained(): Promise<void> {
    return this.buffered <= LOW_WATER ? Promise.resolve() : this.#drain.wait()
  }

  onMessage(listener: (message: Uint8Array) => void | Promise<void>): void {
    if (!this.#closed) this.#inbox.listen(listener)
  }

  onClose(listener: () => void): void {
    if (this.#closed) listener()
    else this.#onClose = listener
  }

  close(): void {
    if (this.#closed) return
    this.#port.send('close', { link: this.#id })
    this.gone()
  }

  /** The courier says that the channel is closed, or went away itself. */
  gone(): void {
    if (this.#closed) return
    this.#closed = true
    this.#forget()
    this.#inbox.clear()
    this.#drain.wake()
    this.#onClose?.()
  }

  take(message: Uint8Array): void {
    if (message.length > MAX_MESSAGE || !this.#inbox.add(message)) this.close()
  }

  /** The courier has handed on all but `waiting` of the first `received` bytes. */
  handedOn(waiting: number, received: number): void {
    if (received > this.#sent) {
      this.close()
      return
    }
    // The courier counts its own few framing bytes among those that wait.
    this.#handedOn = Math.max(0, received - waiting)
    if (this.buffered <= LOW_WATER) this.#drain.wake()
  }

  #tellTaken(): void {
    const count = this.#untold
    this.#untold = 0
    if (!this.#closed) this.#port.send('taken', { link: this.#id, count })
  }
}

export function createWebrtcRoad({ hubUrl, iceServers }: WebrtcRoadOptions): WebrtcRoad {
  const rooms = new Set<string>()
  const links = new Map<number, CourierLink>()
  let current: CourierPort | undefined
  let opened: (opened: OpenedLink) => void = (one) => one.link.close()

  const dropLinks = (): void => {
    for (const link of [...links.values()]) link.gone()
  }

  return {
    openRoom(room) {
      rooms.add(room)
      current?.send('openRoom', { room })
    },
    closeRoom(room) {
      rooms.delete(room)
      current?.send('closeRoom', { room })
    },
    onLink(listener) {
      opened = listener
    },
    attach(port) {
      dropLinks()
      current = port
      /** Listeners of a port that was replaced say nothing more. */
      const ifCurrent =
        <Payload>(act: (payload: Payload) => void) =>
        (payload: Payload): void => {
          if (current === port) act(payload)
        }

      const begin = (): void => {
        dropLinks()
        port.send('start', { hub: hubUrl, iceServers: iceServers.map(({ urls }) => ({ urls })) })
        for (const room of rooms) port.send('openRoom', { room })
      }
      port.on('started', ifCurrent(begin))
      port.on(
        'opened',
        ifCurrent(({ link: id, room, remotePeer, offered }) => {
          if (links.has(id) || !rooms.has(room) || links.size >= MAX_LINKS) {
            port.send('close', { link: id })
            return
          }
          const link = new CourierLink(port, id, () => links.delete(id))
          links.set(id, link)
          opened({ link, room, remotePeer, offered, ready: () => port.send('ready', { link: id }) })
        }),
      )
      port.on(
        'message',
        ifCurrent(({ link, message }) => links.get(link)?.take(message)),
      )
      port.on(
        'buffered',
        ifCurrent(({ link, bytes, received }) => links.get(link)?.handedOn(bytes, received)),
      )
      port.on(
        'closed',
        ifCurrent(({ link }) => links.get(link)?.gone()),
      )
      port.onGone(ifCurrent<void>(dropLinks))
      // A page that was there before us has said `started` already.
      begin()
    },
    close() {
      for (const room of rooms) current?.send('closeRoom', { room })
      rooms.clear()
      dropLinks()
      current = undefined
    },
  }
}
