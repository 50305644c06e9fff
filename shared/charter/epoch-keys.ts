// The keys that a device holds, by epoch: from grants, and through back-links from the epochs after.
// It must never keep a key that does not fit its epoch's id, nor give an inner key to who holds only outer ones.
import { type Crypto, KEY_BYTES, type KeyPair } from '../crypto/crypto.ts'
import type { EpochId } from '../ids/ids.ts'
import type { RotateBody } from './body.ts'
import type { Charter } from './charter.ts'
import type { DeviceKeys } from './device-keys.ts'
import { epochIdOf, outerOf } from './epoch.ts'
import type { Grant } from './grant.ts'
import { openLink, outerHistoryOf } from './link.ts'
import type { KeyClass } from './roles.ts'

/** Copies what it is given; {@link EpochKeys.wipe} zeroes all of it. */
export class EpochKeys {
  readonly #crypto: Crypto
  readonly #keys: { readonly [Class in KeyClass]: Map<EpochId, Uint8Array> } = {
    inner: new Map(),
    outer: new Map(),
  }
  /** Nothing but the links they open shows whether they are right: so several may be kept for one epoch, the likeliest first. */
  readonly #history: { readonly [Class in KeyClass]: Map<EpochId, Uint8Array[]> } = {
    inner: new Map(),
    outer: new Map(),
  }

  constructor(crypto: Crypto) {
    this.#crypto = crypto
  }

  /** False, and nothing kept, when the key does not fit the epoch's id. */
  add(epoch: EpochId, keyClass: KeyClass, key: Uint8Array): boolean {
    if (key.length !== KEY_BYTES) return false
    const outer = keyClass === 'inner' ? outerOf(this.#crypto, key) : key.slice()
    if (epochIdOf(this.#crypto, outer) !== epoch) {
      this.#crypto.wipe(outer)
      return false
    }
    this.#keep('outer', epoch, outer)
    if (keyClass === 'inner') this.#keep('inner', epoch, key.slice())
    return true
  }

  /** Opens a grant made to these box keys and adds its key, and its history key if it has one. Follow links afterwards. */
  open(box: KeyPair, grant: Grant): boolean {
    const opened = this.#crypto.openSealed(box, grant.sealed)
    if (opened === undefined) return false
    const added = this.add(grant.epoch, grant.key, opened.subarray(0, KEY_BYTES))
    if (added && opened.length === 2 * KEY_BYTES)
      this.addHistory(grant.epoch, grant.key, opened.subarray(KEY_BYTES))
    this.#crypto.wipe(opened)
    if (added && grant.history !== undefined) {
      const history = this.#crypto.openSealed(box, grant.history)
      if (history !== undefined) {
        this.addHistory(grant.epoch, grant.key, history)
        this.#crypto.wipe(history)
      }
    }
    return added
  }

  addHistory(epoch: EpochId, keyClass: KeyClass, history: Uint8Array): void {
    if (history.length !== KEY_BYTES) return
    this.#keepHistory(keyClass, epoch, history.slice())
    if (keyClass === 'inner') this.#keepHistory('outer', epoch, outerHistoryOf(this.#crypto, history))
  }

  /** The key itself, not a copy: never wipe it. undefined when it is not held. */
  inner(epoch: EpochId): Uint8Array | undefined {
    return this.#keys.inner.get(epoch)
  }

  /** The key itself, not a copy: never wipe it. undefined when it is not held. */
  outer(epoch: EpochId): Uint8Array | undefined {
    return this.#keys.outer.get(epoch)
  }

  key(epoch: EpochId, keyClass: KeyClass): Uint8Array | undefined {
    return this.#keys[keyClass].get(epoch)
  }

  /** The epoch's history key of a class; not a copy. undefined for the first epoch, which has nothing before it. */
  history(epoch: EpochId, keyClass: KeyClass): Uint8Array | undefined {
    return this.#history[keyClass].get(epoch)?.[0]
  }

  /** Adds whatever the back-links in the charter lead to from here. True when that was something new. */
  follow(charter: Charter): boolean {
    let found = false
    const queue = [...new Set([...this.#history.inner.keys(), ...this.#history.outer.keys()])]
    const seen = new Set(queue)
    for (const epoch of queue) {
      // Minted twice, its links may differ: all of them are tried, so that the order of arrival does not matter.
      for (const rotation of charter.rotations(epoch)) {
        for (const keyClass of ['inner', 'outer'] as const)
          for (const history of [...(this.#history[keyClass].get(epoch) ?? [])])
            if (this.#followFrom(rotation, keyClass, history)) found = true
        for (const link of rotation.links)
          if (!seen.has(link.epoch)) {
            seen.add(link.epoch)
            queue.push(link.epoch)
          }
      }
    }
    return found
  }

  wipe(): void {
    for (const keys of Object.values(this.#keys)) {
      this.#crypto.wipe(...keys.values())
      keys.clear()
    }
    for (const keys of Object.values(this.#history)) {
      this.#crypto.wipe(...[...keys.values()].flat())
      keys.clear()
    }
  }

  #followFrom({ epoch, links }: RotateBody, keyClass: KeyClass, history: Uint8Array): boolean {
    let found = false
    for (const link of links) {
      const opened = openLink(this.#crypto, history, keyClass, epoch, link)
      if (opened === undefined) continue
      if (this.key(link.epoch, keyClass) === undefined && this.add(link.epoch, keyClass, opened.key))
        found = true
      if (opened.history !== undefined) this.addHistory(link.epoch, keyClass, opened.history)
      this.#crypto.wipe(opened.key, ...(opened.history === undefined ? [] : [opened.history]))
    }
    return found
  }

  #keep(keyClass: KeyClass, epoch: EpochId, key: Uint8Array): void {
    const old = this.#keys[keyClass].get(epoch)
    if (old !== undefined) this.#crypto.wipe(old)
    this.#keys[keyClass].set(epoch, key)
  }

  #keepHistory(keyClass: KeyClass, epoch: EpochId, history: Uint8Array): void {
    const kept = this.#history[keyClass].get(epoch)
    if (kept === undefined) this.#history[keyClass].set(epoch, [history])
    else if (kept.length < 4 && !kept.some((other) => this.#crypto.sodium.memcmp(other, history)))
      kept.push(history)
  }
}

/** Opens whatever the charter seals to this device, and what follows from it. */
export function unlockEpochs(crypto: Crypto, charter: Charter, device: DeviceKeys): EpochKeys {
  const keys = new EpochKeys(crypto)
  for (const grant of charter.grantsTo(device.id)) keys.open(device.box, grant)
  keys.follow(charter)
  return keys
}
