// Statements that only a later version of the app can judge: kept, stored and passed on, in an order that puts parents first.
// It must never let what one device has signed, or nobody, keep out what another device has signed.
import type { DeviceId, Hash } from '../ids/ids.ts'
import type { HeldStatement } from './held.ts'

const MAX_COUNT = 1_000
const MAX_BYTES = 8 * 1024 * 1024
/** Of those that no device signed which belongs here: it may be one that only a later version knows. */
const MAX_STRANGE_COUNT = 100
const MAX_STRANGE_BYTES = 1024 * 1024

interface Kept {
  readonly statement: HeldStatement
  readonly signer: DeviceId | undefined
}

interface Account {
  readonly count: number
  readonly bytes: number
}

const NOTHING: Account = { count: 0, bytes: 0 }

export class Later {
  /** By their whole bytes. */
  readonly #kept = new Map<string, Kept>()
  /** How many copies, with other signatures, there are of each. */
  readonly #hashes = new Map<Hash, number>()
  readonly #accounts = new Map<DeviceId, Account>()
  #signed = NOTHING
  #strange = NOTHING

  has(key: string): boolean {
    return this.#kept.has(key)
  }

  hasHash(hash: Hash): boolean {
    return this.#hashes.has(hash)
  }

  get signedCount(): number {
    return this.#signed.count
  }

  *all(): Generator<HeldStatement> {
    for (const { statement } of this.#kept.values()) yield statement
  }

  /**
   * `signer`: a device that belongs and has signed it; undefined for anybody's. False when there is no room. What no device signed
   * never gives way, and nothing gives way to it. Of what was signed, the device that has the most gives way to one that has less.
   */
  keep(key: string, statement: HeldStatement, signer: DeviceId | undefined): boolean {
    const { length } = statement.bytes
    if (signer === undefined) {
      const { count, bytes } = this.#strange
      if (count >= MAX_STRANGE_COUNT || bytes + length > MAX_STRANGE_BYTES) return false
    } else {
      const victims = this.#victims(signer, length)
      if (victims === undefined) return false
      for (const victim of victims) this.#drop(victim)
    }
    this.#kept.set(key, { statement, signer })
    this.#hashes.set(statement.hash, (this.#hashes.get(statement.hash) ?? 0) + 1)
    this.#count(signer, 1, length)
    return true
  }

  /** What has to go, so that this one fits; undefined when nobody has so much more than the signer. */
  #victims(signer: DeviceId, length: number): readonly string[] | undefined {
    const victims: string[] = []
    const accounts = new Map(this.#accounts)
    const wanted = plus(accounts.get(signer), 1, length)
    let all = plus(this.#signed, 1, length)
    let leaving: Leaving | undefined
    while (all.count > MAX_COUNT || all.bytes > MAX_BYTES) {
      const most = largest(accounts)
      if (most === undefined || most === signer) return undefined
      if (shareOf(plus(accounts.get(most), 0, 0)) <= shareOf(wanted)) return undefined
      leaving ??= new Leaving(this.#kept)
      const victim = leaving.lastOf(most)
      if (victim === undefined) return undefined
      const size = this.#kept.get(victim)?.statement.bytes.length ?? 0
      const left = plus(accounts.get(most), -1, -size)
      // So everybody comes to an equal share, and nothing is thrown out to and fro.
      if (shareOf(left) < shareOf(wanted)) return undefined
      accounts.set(most, left)
      all = plus(all, -1, -size)
      victims.push(victim)
    }
    return victims
  }

  #drop(key: string): void {
    const kept = this.#kept.get(key)
    if (kept === undefined) return
    const { statement, signer } = kept
    this.#kept.delete(key)
    const copies = (this.#hashes.get(statement.hash) ?? 1) - 1
    if (copies === 0) this.#hashes.delete(statement.hash)
    else this.#hashes.set(statement.hash, copies)
    this.#count(signer, -1, -statement.bytes.length)
  }

  #count(signer: DeviceId | undefined, count: number, bytes: number): void {
    if (signer === undefined) {
      this.#strange = plus(this.#strange, count, bytes)
      return
    }
    this.#signed = plus(this.#signed, count, bytes)
    this.#accounts.set(signer, plus(this.#accounts.get(signer), count, bytes))
  }
}

/** In which order they would go. What is kept is read once, for anybody may send what does not fit. */
class Leaving {
  readonly #kept: ReadonlyMap<string, Kept>
  /** How many of those that stay are built on each. */
  readonly #children = new Map<Hash, number>()
  /** Of each device those that stay, the newest first. */
  readonly #staying = new Map<DeviceId, string[]>()

  constructor(kept: ReadonlyMap<string, Kept>) {
    this.#kept = kept
    for (const [key, { statement, signer }] of [...kept].reverse()) {
      for (const parent of statement.parents)
        this.#children.set(parent, (this.#children.get(parent) ?? 0) + 1)
      if (signer === undefined) continue
      const staying = this.#staying.get(signer)
      if (staying === undefined) this.#staying.set(signer, [key])
      else staying.push(key)
    }
  }

  /** The newest of the device's, which now leaves: of those on which nothing here is built, if there is one. */
  lastOf(device: DeviceId): string | undefined {
    const staying = this.#staying.get(device) ?? []
    const leaf = staying.findIndex((key) => !this.#isBuiltUpon(key))
    const [last] = staying.splice(Math.max(leaf, 0), 1)
    const parents = last === undefined ? [] : (this.#kept.get(last)?.statement.parents ?? [])
    for (const parent of parents) this.#children.set(parent, (this.#children.get(parent) ?? 1) - 1)
    return last
  }

  #isBuiltUpon(key: string): boolean {
    const hash = this.#kept.get(key)?.statement.hash
    return hash !== undefined && (this.#children.get(hash) ?? 0) > 0
  }
}

function plus({ count, bytes }: Account = NOTHING, more: number, moreBytes: number): Account {
  return { count: count + more, bytes: bytes + moreBytes }
}

/** Of the whole room, by number or by size, whichever is more. */
function shareOf({ count, bytes }: Account): number {
  return Math.max(count / MAX_COUNT, bytes / MAX_BYTES)
}

function largest(accounts: ReadonlyMap<DeviceId, Account>): DeviceId | undefined {
  let most: DeviceId | undefined
  let share = 0
  for (const [device, account] of accounts) {
    const own = shareOf(account)
    if (own > share) [most, share] = [device, own]
  }
  return most
}
