// Members who took rights from each other at the same moment: whose act stands.
// It must never be decided by a hash that an author can choose, nor by how far back a statement claims to have been made.
import type { DeviceId, MemberId } from '../ids/ids.ts'
import type { Book, Entry } from './book.ts'
import { type Bits, hasBit } from './dag.ts'
import type { CharterAct } from './roles.ts'

/**
 * Of acts that strike each other, the one that
 *  1. knows what its author's own member had said, as far as its opponents had heard that: else it claims to be older than it is;
 *  2. more coordinators have acted upon without its opponents: a group that has moved on is not turned back by what comes late. Nobody
 *     gains a voice by this who could not have removed the opponent outright;
 *  3. is of the most senior member; of theirs, the one that comes first in the resolved order.
 */
export function prevailing(book: Book, closure: Bits, acts: readonly Entry[]): Entry | undefined {
  const contest = new Contest(book, acts)
  const informed = acts.filter((act) => contest.isInformed(act))
  const left = informed.length > 0 ? informed : acts
  const support = left.length > 1 ? contest.support(closure) : new Map<number, ReadonlySet<MemberId>>()
  const supporters = ({ index }: Entry): number => support.get(index)?.size ?? 0
  const best = (one: Entry, other: Entry): Entry => {
    const more = supporters(one) - supporters(other)
    return more > 0 || (more === 0 && isSenior(book, one, other)) ? one : other
  }
  return left.length === 0 ? undefined : left.reduce(best)
}

/** By seniority of the author's member, then by place in the resolved order. */
export function isSenior(book: Book, one: Entry, other: Entry): boolean {
  const difference = book.seniority(one) - book.seniority(other)
  if (difference !== 0) return difference < 0
  return book.dag.positionAt(one.index) < book.dag.positionAt(other.index)
}

/** What only coordinators may do. What members' devices say by themselves, an adoption or a rotation, is no voice. */
const VOICES: ReadonlySet<CharterAct> = new Set(['admit', 'role', 'remove', 'expire', 'freeze'])

class Contest {
  readonly #book: Book
  readonly #acts: readonly Entry[]
  /** By index, of each act: those that it strikes or that strike it. */
  readonly #opponents = new Map<number, readonly number[]>()
  /** The acts themselves. */
  readonly #mask: Bits
  /** Who acts or is acted upon. */
  readonly #parties: ReadonlySet<MemberId>

  constructor(book: Book, acts: readonly Entry[]) {
    this.#book = book
    this.#acts = acts
    this.#mask = book.dag.maskOf(acts.map(({ index }) => index))
    for (const { index, strikers, struck } of acts) {
      const opponents = strikers.filter((it) => hasBit(this.#mask, it))
      for (const it of struck) if (hasBit(this.#mask, it) && !strikers.includes(it)) opponents.push(it)
      this.#opponents.set(index, opponents)
    }
    this.#parties = new Set(acts.flatMap(({ authorMembers, subjects }) => [...authorMembers, ...subjects]))
  }

  isInformed(act: Entry): boolean {
    const opponents = this.#opponents.get(act.index) ?? []
    const known = this.#book.dag.unionOf(opponents)
    const past = this.#book.dag.pastAt(act.index)
    for (const member of act.authorMembers)
      for (const { index } of this.#book.authoredBy(member))
        if (hasBit(known, index) && !hasBit(past, index) && !opponents.includes(index)) return false
    return true
  }

  /**
   * By index, who has acted as a coordinator upon each act and not upon what it is in conflict with. Whom its author has let in, or has had
   * let in, counts for nothing (but for the founder), and all whom some other has let in count as one: nobody makes voices for themselves.
   */
  support(closure: Bits): ReadonlyMap<number, ReadonlySet<MemberId>> {
    const found = new Map<number, Set<MemberId>>()
    for (const entry of this.#book.entries) {
      if (!hasBit(closure, entry.index) || entry.act === undefined || !VOICES.has(entry.act)) continue
      if (entry.authorMembers.every((it) => this.#parties.has(it))) continue
      const past = this.#book.dag.pastAt(entry.index)
      const upon = overlap(past, this.#mask)
      if (upon === 0 || upon === this.#acts.length) continue
      for (const act of this.#acts) {
        if (!hasBit(past, act.index)) continue
        if (this.#opponents.get(act.index)?.some((opponent) => hasBit(past, opponent))) continue
        const root = this.#root(act, entry)
        if (root === undefined) continue
        const roots = found.get(act.index)
        if (roots === undefined) found.set(act.index, new Set([root]))
        else roots.add(root)
      }
    }
    return found
  }

  /** As whose voice the entry counts for the act: of those through whom its author was let in, the one next to the founder or an opponent. */
  #root(act: Entry, { index, statement }: Entry): MemberId | undefined {
    let device = statement.author
    for (let at = index; ; ) {
      const admission = this.#admission(device, at)
      const [member] = admission?.subjects ?? []
      if (admission === undefined || member === undefined || this.#parties.has(member)) return undefined
      const by = admission.authorMembers
      // Everyone has been let in by the founder, in the end: they have voices all the same.
      if (by.some((it) => act.authorMembers.includes(it))) return this.#isFounders(act) ? member : undefined
      if (by.some((it) => this.#parties.has(it))) return member
      device = admission.statement.author
      at = admission.index
      const above = this.#admission(device, at)
      if (above === undefined || above.statement.body.kind === 'found') return member
    }
  }

  #isFounders({ authorMembers }: Entry): boolean {
    return this.#book.at(0).subjects.some((founder) => authorMembers.includes(founder))
  }

  /** Of the device, among the ancestors: as a person rather than as somebody's further device; then the lowest hash. */
  #admission(device: DeviceId, before: number): Entry | undefined {
    let chosen: Entry | undefined
    for (const entry of this.#book.admissionsOf(device)) {
      if (!this.#book.dag.isBefore(entry.index, before)) continue
      if (chosen === undefined || comesFirst(entry, chosen)) chosen = entry
    }
    return chosen
  }
}

/** How many of the one are in the other. */
function overlap(one: Bits, other: Bits): number {
  let count = 0
  for (let word = Math.min(one.length, other.length) - 1; word >= 0; word--)
    for (let left = (one[word] ?? 0) & (other[word] ?? 0); left !== 0; left &= left - 1) count += 1
  return count
}

function comesFirst({ statement }: Entry, other: Entry): boolean {
  const [further, otherFurther] = [statement, other.statement].map(({ body }) => body.kind === 'add-device')
  return further === otherFurther ? statement.hash < other.statement.hash : !further
}
