// A grant: an epoch's key sealed to one device, inside the statement that entitles the device to it.
// It must never hold an unsealed key.
import { type ByteReader, type ByteWriter, MalformedBytes } from '../bytes/codec.ts'
import { KEY_BYTES } from '../crypto/crypto.ts'
import { type EpochId, ID_BYTES, idBytes, idFrom } from '../ids/ids.ts'
import type { KeyClass } from './roles.ts'

/** A 32-byte key in an anonymous sealed box. */
export const SEALED_KEY_BYTES = KEY_BYTES + 48

export interface Grant {
  readonly epoch: EpochId
  readonly key: KeyClass
  /** `crypto_box_seal` of the 32-byte key to the device's box key. */
  readonly sealed: Uint8Array
  /** The epoch's history key, sealed likewise, for those entitled to what came before. The first epoch has nothing before it. */
  readonly history?: Uint8Array
}

const CLASS_CODES: { readonly [Name in KeyClass]: number } = { inner: 1, outer: 2 }

/** epoch 32, class u8, sealed 80, history present u8 and then 80. */
export function writeGrant(writer: ByteWriter, grant: Grant): void {
  if (grant.sealed.length !== SEALED_KEY_BYTES) throw new RangeError('sealed key length')
  writer.raw(idBytes(grant.epoch)).u8(CLASS_CODES[grant.key]).raw(grant.sealed)
  if (grant.history === undefined) {
    writer.u8(0)
    return
  }
  if (grant.history.length !== SEALED_KEY_BYTES) throw new RangeError('sealed key length')
  writer.u8(1).raw(grant.history)
}

/** undefined when it uses a number that this version does not know; throws MalformedBytes when it is cut short. */
export function readGrant(reader: ByteReader): Grant | undefined {
  const epoch = idFrom('EpochId', reader.raw(ID_BYTES.EpochId))
  const code = reader.u8()
  if (code !== CLASS_CODES.inner && code !== CLASS_CODES.outer) return undefined
  const key = code === CLASS_CODES.inner ? 'inner' : 'outer'
  const sealed = reader.raw(SEALED_KEY_BYTES)
  const history = reader.u8()
  if (history > 1) throw new MalformedBytes()
  if (history === 0) return { epoch, key, sealed }
  return { epoch, key, sealed, history: reader.raw(SEALED_KEY_BYTES) }
}
