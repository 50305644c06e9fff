// Statements that do not count yet: some wait for parents still on their way, some for a later version of the app.
// They are kept apart by their whole bytes, signature included: a copy with a false signature must never displace the true one.
import type { Crypto } from '../crypto/crypto.ts'
import { type DeviceId, type Hash, idFrom } from '../ids/ids.ts'
import { Later } from './later.ts'

export interface HeldStatement {
  readonly hash: Hash
  readonly parents: readonly Hash[]
  readonly bytes: Uint8Array
}

const MAX_COUNT = 1_000
const MAX_BYTES = 8 * 1024 * 1024

/** Bounded, in order of arrival. */
class Pool {
  readonly entries = new Map<string, HeldStatement>()
  #bytes = 0

  hasRoomFor(bytes: number): boolean {
    return this.entries.size < MAX_COUNT && this.#bytes + bytes <= MAX_BYTES
  }

  put(key: string, statement: HeldStatement): void {
    this.entries.set(key, statement)
    this.#bytes += statement.bytes.length
  }

  take(key: string): HeldStatement | undefined {
    const statement = this.entries.get(key)
    if (statement === undefined) return undefined
    this.entries.delete(key)
    this.#bytes -= statement.bytes.length
    return statement
  }
}

export class Held {
  readonly #crypto: Crypto
  readonly #waiting = new Pool()
  readonly #waitingOn = new Map<Hash, Set<string>>()
  /** By each parent of what waits, here or not. */
  readonly #children = new Map<Hash, Set<string>>()
  readonly #later = new Later()

  constructor(crypto: Crypto) {
    this.#crypto = crypto
  }

  has(bytes: Uint8Array): boolean {
    const key = this.#key(bytes)
    return this.#waiting.entries.has(key) || this.#later.has(key)
  }

  /** Is it, or does it descend from, something that only a later version of the app can judge? */
  isForLater(hash: Hash): boolean {
    return this.#later.hasHash(hash)
  }

  /** In an order that puts parents first. */
  forLater(): Iterable<HeldStatement> {
    return this.#later.all()
  }

  /** Of those the ones that a device has signed which belongs. */
  get signedForLaterCount(): number {
    return this.#later.signedCount
  }

  get waitingCount(): number {
    return this.#waiting.entries.size
  }

  /** `signer`: as {@link Later.keep} has it. False when there is no room. */
  keepForLater(statement: HeldStatement, signer: DeviceId | undefined): boolean {
    return this.#later.keep(this.#key(statement.bytes), statement, signer)
  }

  /** Sets aside until `missing` arrives. The oldest give way: they can be asked for again. */
  wait(statement: HeldStatement, missing: Hash): void {
    while (!this.#waiting.hasRoomFor(statement.bytes.length)) {
      const oldest = this.#waiting.entries.keys().next().value
      if (oldest === undefined) return
      this.#forget(oldest)
    }
    const key = this.#key(statement.bytes)
    this.#waiting.put(key, statement)
    put(this.#waitingOn, missing, key)
    for (const parent of statement.parents) put(this.#children, parent, key)
  }

  /** Hands over what waited for this statement, to be tried again. */
  release(arrived: Hash): HeldStatement[] {
    const keys = this.#waitingOn.get(arrived)
    if (keys === undefined) return []
    this.#waitingOn.delete(arrived)
    const released: HeldStatement[] = []
    for (const key of keys) {
      const statement = this.#take(key)
      if (statement !== undefined) released.push(statement)
    }
    return released
  }

  /** What has the statement among the ancestors that it waits for, the nearest first. */
  *awaiting(hash: Hash): Generator<HeldStatement> {
    const seen = new Set<string>()
    const open = [hash]
    for (const missing of open)
      for (const key of this.#children.get(missing) ?? []) {
        const statement = this.#waiting.entries.get(key)
        if (statement === undefined || seen.has(key)) continue
        seen.add(key)
        yield statement
        open.push(statement.hash)
      }
  }

  /** From the pool, and from the lists of who waits for whom. */
  #take(key: string): HeldStatement | undefined {
    const statement = this.#waiting.take(key)
    for (const parent of statement?.parents ?? []) {
      const keys = this.#children.get(parent)
      if (keys?.delete(key) && keys.size === 0) this.#children.delete(parent)
    }
    return statement
  }

  #forget(key: string): void {
    const statement = this.#take(key)
    for (const parent of statement?.parents ?? []) {
      const keys = this.#waitingOn.get(parent)
      if (keys?.delete(key) && keys.size === 0) this.#waitingOn.delete(parent)
    }
  }

  #key(bytes: Uint8Array): string {
    return idFrom('Hash', this.#crypto.hash(bytes))
  }
}

function put(map: Map<Hash, Set<string>>, hash: Hash, key: string): void {
  const keys = map.get(hash)
  if (keys === undefined) map.set(hash, new Set([key]))
  else keys.add(key)
}
