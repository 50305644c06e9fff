// Envelopes that cannot be judged yet, under what they wait for. Bounded per device and in all, so that waiting is not a weapon.
// It must never hold what has been judged, and never let one device's waiting crowd out another's within the limits.
import type { DeviceId, Hash } from '../ids/ids.ts'
import type { Envelope } from './envelope.ts'
import type { Payload } from './payload.ts'

export const MAX_HELD_PER_DEVICE = 1_000
export const MAX_HELD_BYTES_PER_DEVICE = 16 * 1024 * 1024
export const MAX_HELD = 8_000
export const MAX_HELD_BYTES = 64 * 1024 * 1024

/** Waiting for the charter to grow (a device, a statement), for a key, or for a newer app; anything else is a position key. */
export type Reason = 'charter' | 'keys' | 'app' | (string & {})

/** On its way through the pipeline. What has been found out is kept, so that a retry does not pay twice. */
export interface Incoming {
  bytes: Uint8Array
  envelope: Envelope
  readonly hash: Uint8Array
  /** Signature checked, or trusted. */
  verified: boolean
  payload: Payload | undefined
  /** Its number in the local log, when it comes from there. */
  readonly logNumber: number | undefined
}

/** Where the signature could not be checked, all share one account: anyone can put a name on bytes. */
const UNVERIFIED = ''

interface Account {
  count: number
  bytes: number
}

export class Held {
  readonly #waiting = new Map<Reason, Map<string, Incoming>>()
  readonly #reasons = new Map<string, Reason>()
  readonly #accounts = new Map<string, Account>()
  readonly #total: Account = { count: 0, bytes: 0 }
  #citations: ReadonlyMap<Hash, ReadonlySet<DeviceId>> | undefined

  get size(): number {
    return this.#total.count
  }

  get bytes(): number {
    return this.#total.bytes
  }

  /** `key`: the envelope's hash as text. */
  has(key: string): boolean {
    return this.#reasons.has(key)
  }

  /** False when a limit forbids it; then nothing is kept. */
  add(key: string, incoming: Incoming, reason: Reason): boolean {
    const account = this.#account(incoming)
    const length = incoming.bytes.length
    // What is in the own log is bounded by it.
    if (incoming.logNumber !== undefined) return this.#keep(key, incoming, reason, account)
    if (account.count >= MAX_HELD_PER_DEVICE || account.bytes + length > MAX_HELD_BYTES_PER_DEVICE)
      return false
    if (this.#total.count >= MAX_HELD || this.#total.bytes + length > MAX_HELD_BYTES) return false
    return this.#keep(key, incoming, reason, account)
  }

  /** What envelopes that wait for the charter cite, and whose they are; of those alone whose signature was checked. */
  citations(): ReadonlyMap<Hash, ReadonlySet<DeviceId>> {
    if (this.#citations !== undefined) return this.#citations
    const citations = new Map<Hash, Set<DeviceId>>()
    for (const { verified, envelope } of this.#waiting.get('charter')?.values() ?? [])
      for (const head of verified ? (envelope.header.heads ?? []) : []) {
        const devices = citations.get(head)
        if (devices === undefined) citations.set(head, new Set([envelope.header.device]))
        else devices.add(envelope.header.device)
      }
    this.#citations = citations
    return citations
  }

  #keep(key: string, incoming: Incoming, reason: Reason, account: Account): true {
    this.#citations = undefined
    this.#accounts.set(accountName(incoming), account)
    for (const sum of [account, this.#total]) {
      sum.count += 1
      sum.bytes += incoming.bytes.length
    }
    const waiting = this.#waiting.get(reason) ?? new Map<string, Incoming>()
    this.#waiting.set(reason, waiting.set(key, incoming))
    this.#reasons.set(key, reason)
    return true
  }

  /** Takes out all that waited for `reason`, in the order they came. */
  release(reason: Reason): Incoming[] {
    const waiting = this.#waiting.get(reason)
    if (waiting === undefined) return []
    this.#waiting.delete(reason)
    this.#citations = undefined
    for (const [key, incoming] of waiting) {
      this.#reasons.delete(key)
      const account = this.#account(incoming)
      for (const sum of [account, this.#total]) {
        sum.count -= 1
        sum.bytes -= incoming.bytes.length
      }
      if (account.count === 0) this.#accounts.delete(accountName(incoming))
    }
    return [...waiting.values()]
  }

  all(): Incoming[] {
    return [...this.#waiting.values()].flatMap((waiting) => [...waiting.values()])
  }

  #account(incoming: Incoming): Account {
    return this.#accounts.get(accountName(incoming)) ?? { count: 0, bytes: 0 }
  }
}

function accountName(incoming: Incoming): string {
  return incoming.verified ? incoming.envelope.header.device : UNVERIFIED
}
