// A grant: an epoch's key sealed to one device, inside the statement that entitles the device to it.
// It must never hold an unsealed key.
import { type ByteReader, type ByteWriter, MalformedBytes } from '../bytes/codec.ts'
import { KEY_BYTES } from '../crypto/crypto.ts'
import { type DeviceId, type EpochId, ID_BYTES, idBytes, idFrom } from '../ids/ids.ts'
import type { KeyClass } from './roles.ts'

const SEAL_BYTES = 48
/** A 32-byte key in an anonymous sealed box. */
export const SEALED_KEY_BYTES = KEY_BYTES + SEAL_BYTES
/** An epoch's key and its history key in one box, which is half the work and half the room of two. */
export const SEALED_PAIR_BYTES = 2 * KEY_BYTES + SEAL_BYTES

export interface Grant {
  readonly epoch: EpochId
  readonly key: KeyClass
  /** `crypto_box_seal` to the device's box key, of the 32-byte key; in `rotate`, of the key and the history key. */
  readonly sealed: Uint8Array
  /** The epoch's history key, sealed likewise, for those entitled to what came before. The first epoch has nothing before it. */
  readonly history?: Uint8Array
}

/** One of the grants in a `rotate`, whose epoch they share. */
export interface RotationGrant {
  readonly device: DeviceId
  readonly key: KeyClass
  /** {@link SEALED_PAIR_BYTES}. */
  readonly sealed: Uint8Array
}

const CLASS_CODES: { readonly [Name in KeyClass]: number } = { inner: 1, outer: 2 }

function classOfCode(code: number): KeyClass | undefined {
  if (code === CLASS_CODES.inner) return 'inner'
  return code === CLASS_CODES.outer ? 'outer' : undefined
}

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
  const key = classOfCode(reader.u8())
  if (key === undefined) return undefined
  const sealed = reader.raw(SEALED_KEY_BYTES)
  const history = reader.u8()
  if (history > 1) throw new MalformedBytes()
  if (history === 0) return { epoch, key, sealed }
  return { epoch, key, sealed, history: reader.raw(SEALED_KEY_BYTES) }
}

/** count u16, then for each: device 16, class u8, sealed pair 112. In ascending order of devices. */
export function writeRotationGrants(writer: ByteWriter, grants: readonly RotationGrant[]): void {
  writer.u16(grants.length)
  for (const grant of [...grants].sort((a, b) => (a.device < b.device ? -1 : 1))) {
    if (grant.sealed.length !== SEALED_PAIR_BYTES) throw new RangeError('sealed pair length')
    writer.raw(idBytes(grant.device)).u8(CLASS_CODES[grant.key]).raw(grant.sealed)
  }
}

/** undefined when a class is of a later version; throws MalformedBytes, also when devices repeat or are out of order. */
export function readRotationGrants(reader: ByteReader): RotationGrant[] | undefined {
  const count = reader.u16()
  const grants: RotationGrant[] = []
  let known = true
  for (let i = 0; i < count; i++) {
    const device = idFrom('DeviceId', reader.raw(ID_BYTES.DeviceId))
    const before = grants.at(-1)
    if (before !== undefined && device <= before.device) throw new MalformedBytes()
    const key = classOfCode(reader.u8())
    const sealed = reader.raw(SEALED_PAIR_BYTES)
    if (key === undefined) known = false
    grants.push({ device, key: key ?? 'outer', sealed })
  }
  return known ? grants : undefined
}
