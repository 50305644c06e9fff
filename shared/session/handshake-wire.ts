// How a handshake message looks on a Link: one version byte, then the Noise message. Which of the two handshakes it is stays
// unsaid: the acceptor tries its keys, and the road learns nothing.
import { MAX_HANDSHAKE_MESSAGE } from './noise.ts'

const HANDSHAKE_VERSION = 1

export function frameHandshake(message: Uint8Array): Uint8Array {
  const framed = new Uint8Array(message.length + 1)
  framed[0] = HANDSHAKE_VERSION
  framed.set(message, 1)
  return framed
}

/** undefined for another version or a size that no handshake has. */
export function unframeHandshake(framed: Uint8Array): Uint8Array | undefined {
  if (framed[0] !== HANDSHAKE_VERSION || framed.length > MAX_HANDSHAKE_MESSAGE + 1) return undefined
  return framed.subarray(1)
}
