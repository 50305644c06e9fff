// Epochs: one random secret, `inner`, opens everything written while it holds; `outer`, derived from it, opens only what endorsers
// may read. The epoch's id commits to both. A key that does not fit its id must never be used, nor `inner` be had from `outer`.
import { concat, utf8 } from '../bytes/codec.ts'
import { type Crypto, KEY_BYTES } from '../crypto/crypto.ts'
import { type DeviceId, type EpochId, idFrom } from '../ids/ids.ts'
import type { Grant, RotationGrant } from './grant.ts'
import type { KeyClass } from './roles.ts'

export interface Epoch {
  readonly id: EpochId
  /** Secret, 32 bytes. */
  readonly inner: Uint8Array
}

export function mintEpoch(crypto: Crypto): Epoch {
  const inner = crypto.random(KEY_BYTES)
  const outer = outerOf(crypto, inner)
  const id = epochIdOf(crypto, outer)
  crypto.wipe(outer)
  return { id, inner }
}

export function outerOf(crypto: Crypto, inner: Uint8Array): Uint8Array {
  return crypto.derive(inner, 'outer')
}

/**
 * H('rapporteur/1/epoch' ‖ outer). Who holds only `outer` checks it directly; who holds `inner` derives `outer` first. One id
 * cannot fit two inner keys, for then the derivation or the hash would have collided; and the id reveals neither key.
 */
export function epochIdOf(crypto: Crypto, outer: Uint8Array): EpochId {
  return idFrom('EpochId', crypto.hash(utf8('rapporteur/1/epoch'), outer))
}

/** `history`: of the same class as the key, for those entitled to what came before. Throws when libsodium refuses the box key. */
export function sealGrant(
  crypto: Crypto,
  boxKey: Uint8Array,
  epoch: EpochId,
  keyClass: KeyClass,
  key: Uint8Array,
  history?: Uint8Array,
): Grant {
  const grant = { epoch, key: keyClass, sealed: crypto.sealTo(boxKey, key) }
  return history === undefined ? grant : { ...grant, history: crypto.sealTo(boxKey, history) }
}

/** A grant of an epoch's key and history key in one box; see {@link SEALED_PAIR_BYTES}. */
export function sealRotationGrant(
  crypto: Crypto,
  boxKey: Uint8Array,
  device: DeviceId,
  keyClass: KeyClass,
  key: Uint8Array,
  history: Uint8Array,
): RotationGrant {
  const pair = concat(key, history)
  const sealed = crypto.sealTo(boxKey, pair)
  crypto.wipe(pair)
  return { device, key: keyClass, sealed }
}
