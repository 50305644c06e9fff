// A signalling message on its way between two devices: padded, and sealed to the one it is for, so that a neighbour who passes it
// on learns neither addresses nor sizes. docs/formats/signal-box.md. It must never open into anything that y-webrtc would trip over.

import { ByteReader, ByteWriter, fromUtf8, MalformedBytes, utf8 } from '../../../shared/bytes/codec.ts'
import type { Crypto, KeyPair } from '../../../shared/crypto/crypto.ts'
import { parseJson, type Signal, signalSchema } from '../../hub/signal.ts'

const VERSION = 1
/** Padded sizes in bytes: candidates fill the first, offers one of the next. */
const SIZES = [512, 2048, 4096, 8192, 16_384, 32_768] as const

/** version u8, JSON behind a u32 length, zeros up to one of {@link SIZES}. undefined when it is too large to send. */
export function padSignal(signal: Signal): Uint8Array | undefined {
  const written = new ByteWriter()
    .u8(VERSION)
    .long(utf8(JSON.stringify(signal)))
    .finish()
  const size = SIZES.find((one) => one >= written.length)
  if (size === undefined) return undefined
  const padded = new Uint8Array(size)
  padded.set(written)
  return padded
}

/** `recipient`: the device's X25519 key in this group. undefined when the message is too large to send. */
export function sealSignal(crypto: Crypto, recipient: Uint8Array, signal: Signal): Uint8Array | undefined {
  const padded = padSignal(signal)
  return padded && crypto.sealTo(recipient, padded)
}

/** undefined when it is not for these keys, or holds no message of this version. */
export function openSignal(crypto: Crypto, keys: KeyPair, box: Uint8Array): Signal | undefined {
  const padded = crypto.openSealed(keys, box)
  if (padded === undefined) return undefined
  try {
    const reader = new ByteReader(padded)
    if (reader.u8() !== VERSION) return undefined
    return parseJson(signalSchema, fromUtf8(reader.long()))
  } catch (error) {
    if (error instanceof MalformedBytes) return undefined
    throw error
  }
}
