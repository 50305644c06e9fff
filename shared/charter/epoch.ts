// Epochs: one random secret, `inner`, opens everything written while it holds; `outer`, derived from it, opens only what endorsers
// may read. The epoch's id commits to both. A key that does not fit its id must never be used, nor `inner` be had from `outer`.
import { utf8 } from '../bytes/codec.ts'
import { type Crypto, KEY_BYTES, type KeyPair } from '../crypto/crypto.ts'
import { type EpochId, idFrom } from '../ids/ids.ts'
import type { Charter } from './charter.ts'
import type { DeviceKeys } from './device-keys.ts'
import type { Grant } from './grant.ts'
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

/** Throws when the box key is one of the few that libsodium refuses. */
export function sealGrant(
  crypto: Crypto,
  boxKey: Uint8Array,
  epoch: EpochId,
  keyClass: KeyClass,
  key: Uint8Array,
): Grant {
  return { epoch, key: keyClass, sealed: crypto.sealTo(boxKey, key) }
}

/** The keys that a device holds, by epoch. Copies what it is given; {@link EpochKeys.wipe} zeroes all of it. */
export class EpochKeys {
  readonly #crypto: Crypto
  readonly #inner = new Map<EpochId, Uint8Array>()
  readonly #outer = new Map<EpochId, Uint8Array>()

  constructor(crypto: Crypto) {
    this.#crypto = crypto
  }

  /** False, and nothing kept, when the key does not fit the epoch's id. */
  add(epoch: EpochId, keyClass: KeyClass, key: Uint8Array): boolean {
    const outer = keyClass === 'inner' ? outerOf(this.#crypto, key) : key.slice()
    if (key.length !== KEY_BYTES || epochIdOf(this.#crypto, outer) !== epoch) {
      this.#crypto.wipe(outer)
      return false
    }
    this.#replace(this.#outer, epoch, outer)
    if (keyClass === 'inner') this.#replace(this.#inner, epoch, key.slice())
    return true
  }

  /** Opens a grant made to these box keys and adds its key. */
  open(box: KeyPair, grant: Grant): boolean {
    const key = this.#crypto.openSealed(box, grant.sealed)
    if (key === undefined) return false
    const added = this.add(grant.epoch, grant.key, key)
    this.#crypto.wipe(key)
    return added
  }

  /** The key itself, not a copy: never wipe it. undefined when it is not held. */
  inner(epoch: EpochId): Uint8Array | undefined {
    return this.#inner.get(epoch)
  }

  /** The key itself, not a copy: never wipe it. undefined when it is not held. */
  outer(epoch: EpochId): Uint8Array | undefined {
    return this.#outer.get(epoch)
  }

  wipe(): void {
    this.#crypto.wipe(...this.#inner.values(), ...this.#outer.values())
    this.#inner.clear()
    this.#outer.clear()
  }

  #replace(keys: Map<EpochId, Uint8Array>, epoch: EpochId, key: Uint8Array): void {
    const old = keys.get(epoch)
    if (old !== undefined) this.#crypto.wipe(old)
    keys.set(epoch, key)
  }
}

/** Opens whatever the charter seals to this device. */
export function unlockEpochs(crypto: Crypto, charter: Charter, device: DeviceKeys): EpochKeys {
  const keys = new EpochKeys(crypto)
  for (const grant of charter.grantsTo(device.id)) keys.open(device.box, grant)
  return keys
}
