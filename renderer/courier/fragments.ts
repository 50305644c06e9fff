// How messages ride a data channel: fragments small enough for every WebRTC stack, and credit so that a slow reader slows the
// writer (a browser cannot pause a data channel). It must never hold more of a stranger's bytes than one message.

/** Payload of one fragment, in bytes. */
export const FRAGMENT = 32 * 1024

/** Bytes that may be under way to a host that has not taken them yet. Larger than a message, or nothing would ever be whole. */
export const WINDOW = 2 * 1024 * 1024

const MORE = 0
const LAST = 1
const CREDIT = 2

export type Frame =
  | { readonly kind: 'fragment'; readonly last: boolean; readonly payload: Uint8Array }
  /** The other side's host has taken so many more bytes. */
  | { readonly kind: 'credit'; readonly bytes: number }

/** Cuts off the fragment of `message` that begins at `from`. */
export function fragmentAt(message: Uint8Array, from: number): Uint8Array<ArrayBuffer> {
  const payload = message.subarray(from, from + FRAGMENT)
  const frame = new Uint8Array(1 + payload.length)
  frame[0] = from + payload.length >= message.length ? LAST : MORE
  frame.set(payload, 1)
  return frame
}

export function creditFrame(bytes: number): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(5)
  frame[0] = CREDIT
  new DataView(frame.buffer).setUint32(1, bytes, true)
  return frame
}

/** undefined: not a frame of ours, the channel has to be closed. */
export function readFrame(data: unknown): Frame | undefined {
  if (!(data instanceof ArrayBuffer)) return undefined
  const bytes = new Uint8Array(data)
  const payload = bytes.subarray(1)
  switch (bytes[0]) {
    case MORE:
      // An endless row of empty fragments would cost us time for nothing.
      return payload.length === 0 ? undefined : { kind: 'fragment', last: false, payload }
    case LAST:
      return { kind: 'fragment', last: true, payload }
    case CREDIT:
      if (payload.length !== 4) return undefined
      return { kind: 'credit', bytes: new DataView(data, 1).getUint32(0, true) }
    default:
      return undefined
  }
}

/** Puts fragments together again. */
export class Assembly {
  readonly #limit: number
  #parts: Uint8Array[] = []
  #length = 0

  /** `limit`: the largest message, in bytes. */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** The message when this fragment ends one; 'oversize' when it grows past the limit. */
  add(payload: Uint8Array, last: boolean): Uint8Array | 'oversize' | undefined {
    this.#length += payload.length
    if (this.#length > this.#limit) return 'oversize'
    this.#parts.push(payload)
    if (!last) return undefined
    const message = new Uint8Array(this.#length)
    let at = 0
    for (const part of this.#parts) {
      message.set(part, at)
      at += part.length
    }
    this.#parts = []
    this.#length = 0
    return message
  }
}
