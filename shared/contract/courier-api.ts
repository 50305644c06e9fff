// CourierApi: what the host tells the courier and what the courier tells the host. Sealed session bytes only: no key, no name,
// no group id. `room` is random per process and means nothing outside it.
import { z } from 'zod'

export { MAX_MESSAGE } from '../ports/link.ts'

import { bytes } from './bytes.ts'

const token = z.string().min(8).max(128)
/** Chosen by the courier, unique within its page. */
const link = z.number().int().nonnegative()

/** Host → courier. */
export const courierCommands = {
  /** First command, the answer to `started`: where the hub is (`ws://127.0.0.1:<port>/<token>`); no other address is ever contacted. */
  start: z.strictObject({ hub: z.string(), iceServers: z.array(z.strictObject({ urls: z.string() })) }),
  openRoom: z.strictObject({ room: token }),
  closeRoom: z.strictObject({ room: token }),
  send: z.strictObject({ link, message: bytes }),
  /** The session on this link is up: the wrapped channel may now tell y-webrtc that it is open. */
  ready: z.strictObject({ link }),
  /** The host has taken `count` messages of this link: back-pressure. */
  taken: z.strictObject({ link, count: z.number().int().positive() }),
  close: z.strictObject({ link }),
} as const

/** Courier → host. */
export const courierEvents = {
  /** First event of a page: it listens now, holds no room and no link, and wants `start` and its rooms. */
  started: z.strictObject({}),
  /** A data channel opened. `remotePeer` is the y-webrtc peer id, which the hub knows a device for; `offered`: this side made the offer. */
  opened: z.strictObject({ link, room: token, remotePeer: z.string(), offered: z.boolean() }),
  message: z.strictObject({ link, message: bytes }),
  /**
   * `bytes` of this link still wait in the courier, of `received` that ever came from the host: sent after each change of more
   * than a fragment. Both, because bytes on their way to the courier when it wrote this are in neither.
   */
  buffered: z.strictObject({
    link,
    bytes: z.number().int().nonnegative(),
    received: z.number().int().nonnegative(),
  }),
  closed: z.strictObject({ link }),
} as const

export type CourierCommands = {
  [Name in keyof typeof courierCommands]: z.infer<(typeof courierCommands)[Name]>
}
export type CourierEvents = { [Name in keyof typeof courierEvents]: z.infer<(typeof courierEvents)[Name]> }

/** The courier's end of its transport to the host (preload channel or socket). */
export interface CourierTransport {
  emit<Name extends keyof CourierEvents>(event: Name, payload: CourierEvents[Name]): void
  on<Name extends keyof CourierCommands>(
    command: Name,
    listener: (payload: CourierCommands[Name]) => void,
  ): void
}

/** The host's end of the same. Both shells provide one; it may come and go as the courier's page reloads. */
export interface CourierPort {
  send<Name extends keyof CourierCommands>(command: Name, payload: CourierCommands[Name]): void
  on<Name extends keyof CourierEvents>(event: Name, listener: (payload: CourierEvents[Name]) => void): void
  /** The page went away: every link of it is closed. */
  onGone(listener: () => void): void
}
