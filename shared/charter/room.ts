// How much is heard of members who are no coordinators: nobody can fill a group’s charter so that others could not be removed.
// Up to the bound of the whole it must never depend on the order of arrival: all replicas have to hear the same.
import type { Crypto } from '../crypto/crypto.ts'
import type { DeviceId, Hash, MemberId } from '../ids/ids.ts'
import type { Book } from './book.ts'
import { type Bits, hasBit } from './dag.ts'
import type { Held } from './held.ts'
import type { Role } from './roles.ts'
import { readStatement, type Statement } from './statement.ts'
import { isSignedBy } from './validate.ts'

/** Beyond it only coordinators are heard, what others have built upon, and what others' envelopes wait for. */
export const MAX_STATEMENTS = 10_000
/** Of one member among the ancestors of a statement: adoptions, and anything else, each counted by itself. */
export const MAX_OF_ONE_MEMBER = 1_000
/** How many statements the envelopes of one member, who is no coordinator, bring in while the app runs. */
export const MAX_FOR_ONE_MEMBER = 1_000
/** How many statements there may be before none is brought in so any more: what a newcomer is welcomed with. */
const MAX_WITH_BROUGHT_IN = 20_000
/** Of what waits for a statement that there is no room for: who waits may be many, and each costs a signature. */
const MOST_LOOKED_AT = 64

/** Which devices' envelopes wait for which statements; their signatures have been checked. */
export type WaitedFor = ReadonlyMap<Hash, ReadonlySet<DeviceId>>

interface Waiting {
  readonly role: Role
  readonly member: MemberId
}

interface People {
  roleOf(device: DeviceId): Role | undefined
  device(device: DeviceId): { readonly signingKey: Uint8Array; readonly member: MemberId } | undefined
}

export class Room {
  readonly #crypto: Crypto
  readonly #book: Book
  readonly #held: Held
  readonly #people: People
  /** Set by whoever holds the envelopes. Another map whenever something else waits. */
  waitedFor: () => WaitedFor = () => new Map()
  readonly #broughtIn = new Map<MemberId, number>()
  /**
   * Who they are for whose envelopes that is, as asked last: to ask of a full charter is dear, and while statements come in no envelope
   * does. Asked anew when one of those statements takes a coordinator's right away.
   */
  #waiting:
    | {
        readonly for: WaitedFor
        readonly unseatings: number
        readonly devices: Map<DeviceId, Waiting | undefined>
      }
    | undefined

  constructor(crypto: Crypto, book: Book, held: Held, people: People) {
    this.#crypto = crypto
    this.#book = book
    this.#held = held
    this.#people = people
  }

  /** Is one more statement heard, of an author who is no coordinator as `past`, its ancestors, have it? */
  hasFor(statement: Statement, past: Bits): boolean {
    return (
      hasRoom(this.#book, statement, past) ||
      this.#isBuiltUpon(statement) ||
      this.#isWaitedFor(statement, past)
    )
  }

  /** Does something wait for it that another device has signed which says one thing at a time? Only then has it to be heard by all. */
  #isBuiltUpon({ hash, author }: Statement): boolean {
    let looked = 0
    for (const { bytes } of this.#held.awaiting(hash)) {
      if (looked++ === MOST_LOOKED_AT) return false
      const waiting = readStatement(this.#crypto, bytes)
      if (waiting.form === 'unknown-version') continue
      const { statement } = waiting
      const honest = statement.author !== author && this.#book.forkedBy(statement.author).length === 0
      const current = honest && this.#people.roleOf(statement.author) !== undefined
      const key = this.#people.device(statement.author)?.signingKey
      if (current && isSignedBy(this.#crypto, statement, key)) return true
    }
    return false
  }

  /**
   * Does an envelope wait for it, or for what waits for it? An honest device cites what it has heard, and had room for it.
   * So that a flooder or an accomplice opens no floodgate, each member's envelopes bring in so many; a coordinator's any number, as their own words do.
   */
  #isWaitedFor({ hash, author }: Statement, past: Bits): boolean {
    const waitedFor = this.waitedFor()
    if (waitedFor.size === 0) return false
    const devices = new Set(waitedFor.get(hash))
    for (const { hash: later } of this.#held.awaiting(hash))
      for (const device of waitedFor.get(later) ?? []) devices.add(device)
    const members = new Set<MemberId>()
    for (const device of devices) {
      const who = this.#who(waitedFor, device)
      if (who === undefined) continue
      if (who.role === 'coordinator') return true
      members.add(who.member)
    }
    if (this.#book.dag.size >= MAX_WITH_BROUGHT_IN) return false
    const own = new Set(this.#book.membersOf(author, past))
    let payer: MemberId | undefined
    for (const member of members) {
      if (this.#paid(member) >= MAX_FOR_ONE_MEMBER) continue
      if (payer === undefined || this.#paysBefore(member, payer, own)) payer = member
    }
    if (payer === undefined) return false
    this.#broughtIn.set(payer, this.#paid(payer) + 1)
    return true
  }

  #paid(member: MemberId): number {
    return this.#broughtIn.get(member) ?? 0
  }

  /** A flood is for its author's own account first, then for whoever has brought in most: others have room for what they will cite. */
  #paysBefore(one: MemberId, other: MemberId, own: ReadonlySet<MemberId>): boolean {
    if (own.has(one) !== own.has(other)) return own.has(one)
    return this.#paid(one) > this.#paid(other)
  }

  /** undefined for a device that does not belong. */
  #who(waitedFor: WaitedFor, device: DeviceId): Waiting | undefined {
    const unseatings = this.#book.unseatings().length
    if (this.#waiting?.for !== waitedFor || this.#waiting.unseatings !== unseatings)
      this.#waiting = { for: waitedFor, unseatings, devices: new Map() }
    const { devices } = this.#waiting
    if (devices.has(device)) return devices.get(device)
    const role = this.#people.roleOf(device)
    const member = this.#people.device(device)?.member
    const who = role === undefined || member === undefined ? undefined : { role, member }
    devices.set(device, who)
    return who
  }
}

/**
 * What a member says in one line is the same for everyone: the first thousand. Adoptions, which devices make by themselves, take no
 * room from what a person may have to say: that a device was taken.
 */
function hasRoom(book: Book, { author, body }: Statement, past: Bits): boolean {
  if (book.dag.size >= MAX_STATEMENTS) return false
  const isAdoption = body.kind === 'adopt'
  return book.membersOf(author, past).every((member) => {
    const said = book.authoredBy(member)
    if (said.length < MAX_OF_ONE_MEMBER) return true
    const before = said.filter(
      ({ index, statement }) => hasBit(past, index) && (statement.body.kind === 'adopt') === isAdoption,
    )
    return before.length < MAX_OF_ONE_MEMBER
  })
}
