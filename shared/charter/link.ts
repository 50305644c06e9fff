// Back-links: inside the statement that mints an epoch, the keys of the epochs before it, sealed under the new epoch's history key.
// Who gets no history key must never be able to open one; who gets only the outer history key, never an inner key.
import { type ByteReader, type ByteWriter, concat, MalformedBytes, utf8 } from '../bytes/codec.ts'
import { type Crypto, KEY_BYTES, NONCE_BYTES, TAG_BYTES } from '../crypto/crypto.ts'
import { type EpochId, ID_BYTES, idBytes, idFrom } from '../ids/ids.ts'
import type { KeyClass } from './roles.ts'

export const MAX_LINKS = 64

export interface BackLink {
  /** The earlier epoch. */
  readonly epoch: EpochId
  /** Its key of either class and, where it has one, its history key of that class: 48 bytes, or 80. */
  readonly boxes: { readonly [Class in KeyClass]: Uint8Array }
}

/** What one box of a link holds. Secret. */
export interface LinkedKeys {
  readonly key: Uint8Array
  readonly history?: Uint8Array
}

const SHORT = KEY_BYTES + TAG_BYTES
const LONG = 2 * KEY_BYTES + TAG_BYTES

/** count u8, then for each: epoch 32, history u8 (0 or 1), inner box, outer box: 48 bytes each, or 80 with history. Ascending. */
export function writeLinks(writer: ByteWriter, links: readonly BackLink[]): void {
  writer.u8(links.length)
  for (const { epoch, boxes } of [...links].sort((a, b) => (a.epoch < b.epoch ? -1 : 1))) {
    writer.raw(idBytes(epoch)).u8(boxes.inner.length === LONG ? 1 : 0)
    writer.raw(boxes.inner).raw(boxes.outer)
  }
}

/** Throws MalformedBytes. */
export function readLinks(reader: ByteReader): BackLink[] {
  const count = reader.u8()
  if (count > MAX_LINKS) throw new MalformedBytes()
  const links: BackLink[] = []
  for (let i = 0; i < count; i++) {
    const epoch = idFrom('EpochId', reader.raw(ID_BYTES.EpochId))
    const before = links.at(-1)
    if (before !== undefined && epoch <= before.epoch) throw new MalformedBytes()
    const history = reader.u8()
    if (history > 1) throw new MalformedBytes()
    const length = history === 1 ? LONG : SHORT
    links.push({ epoch, boxes: { inner: reader.raw(length), outer: reader.raw(length) } })
  }
  return links
}

/** The history key that endorsers get: it opens the outer boxes, and nothing follows from it about the inner ones. */
export function outerHistoryOf(crypto: Crypto, history: Uint8Array): Uint8Array {
  return crypto.derive(history, 'outer history')
}

/**
 * `history` is of `keyClass`. One history key seals one box for each earlier epoch; the nonce is drawn from that epoch's id, so
 * that no two boxes under one key share it.
 */
export function sealLink(
  crypto: Crypto,
  history: Uint8Array,
  keyClass: KeyClass,
  minted: EpochId,
  earlier: EpochId,
  keys: LinkedKeys,
): Uint8Array {
  const plaintext = keys.history === undefined ? keys.key.slice() : concat(keys.key, keys.history)
  const { nonce, aad } = bindings(crypto, keyClass, minted, earlier)
  const box = crypto.seal(history, nonce, plaintext, aad)
  crypto.wipe(plaintext)
  return box
}

/** undefined when the box is not of this key, epoch and class. */
export function openLink(
  crypto: Crypto,
  history: Uint8Array,
  keyClass: KeyClass,
  minted: EpochId,
  link: BackLink,
): LinkedKeys | undefined {
  const { nonce, aad } = bindings(crypto, keyClass, minted, link.epoch)
  const opened = crypto.open(history, nonce, link.boxes[keyClass], aad)
  if (opened === undefined) return undefined
  if (opened.length === KEY_BYTES) return { key: opened }
  return { key: opened.subarray(0, KEY_BYTES), history: opened.subarray(KEY_BYTES) }
}

function bindings(
  crypto: Crypto,
  keyClass: KeyClass,
  minted: EpochId,
  earlier: EpochId,
): { readonly nonce: Uint8Array; readonly aad: Uint8Array } {
  const aad = concat(utf8(`rapporteur/1/link/${keyClass}`), idBytes(minted), idBytes(earlier))
  return { nonce: crypto.hash(aad).subarray(0, NONCE_BYTES), aad }
}
