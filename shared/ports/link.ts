// Link: an ordered, reliable, message-preserving pipe to one other device, over whatever road. No claim about who is there:
// a session says that. A Link delivers whole messages or closes; it never repeats, reorders or cuts one.

export type RoadName = 'socket' | 'webrtc' | 'memory'

/** Largest message that every Link carries, in bytes. Larger ones close the Link (OVERSIZE_FRAME). */
export const MAX_MESSAGE = 320 * 1024

export interface Link {
  readonly road: RoadName
  /** Bytes taken by `send` and not yet handed to the road. The sender keeps it bounded. */
  readonly buffered: number
  /** False once closed; a message is then dropped, and the sender learns by `onClose`. */
  send(message: Uint8Array): boolean
  /** Resolves when `buffered` has fallen under the low-water mark, or the Link has closed. */
  drained(): Promise<void>
  /** One listener. While the promise it returns is pending the Link hands over nothing more (back-pressure to the sender). */
  onMessage(listener: (message: Uint8Array) => void | Promise<void>): void
  /** One listener, called once, also when the Link was already closed. */
  onClose(listener: () => void): void
  close(): void
}
