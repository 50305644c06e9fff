// Members who took rights from each other at the same moment: whose act stands.
// It must never be decided by a hash that an author can choose, nor by how far back a statement claims to have been made.
import type { DeviceId, MemberId } from '../ids/ids.ts'
import type { Book, Entry } from './book.ts'
import { type Bits, hasBit } from './dag.ts'

/**
 * Of acts that strike each other, the one that
 *  1. knows what its author's own member had said, as far as its opponents had heard that: else it claims to be older than it is;
 *  2. more of the others have built upon without its opponents: a group that has moved on is not turned back by what comes late;
 *  3. is of the most senior member; of theirs, the one that comes first in the resolved order.
 */
export function prevailing(book: Book, closure: Bits, acts: readonly Entry[]): Entry | undefined {
  const contest = new Contest(book, closure, acts)
  const ranked = acts.map((act) => ({
    act,
    informed: contest.isInformed(act),
    support: contest.support(act),
  }))
  ranked.sort(
    (a, b) =>
      Number(b.informed) - Number(a.informed) ||
      b.support - a.support ||
      (isSenior(book, a.act, b.act) ? -1 : 1),
  )
  return ranked[0]?.act
}

/** By seniority of the author's member, then by place in the resolved order. */
export function isSenior(book: Book, one: Entry, other: Entry): boolean {
  const difference = book.seniority(one) - book.seniority(other)
  if (difference !== 0) return difference < 0
  return book.dag.positionAt(one.index) < book.dag.positionAt(other.index)
}

class Contest {
  readonly #book: Book
  readonly #closure: Bits
  readonly #acts: readonly Entry[]
  /** Who acts or is acted upon. */
  readonly #parties: ReadonlySet<MemberId>
  /** What all the acts know. */
  readonly #common: Bits

  constructor(book: Book, closure: Bits, acts: readonly Entry[]) {
    this.#book = book
    this.#closure = closure
    this.#acts = acts
    this.#parties = new Set(acts.flatMap(({ authorMembers, subjects }) => [...authorMembers, ...subjects]))
    this.#common = acts
      .map(({ index }) => book.dag.pastAt(index))
      .reduce((all, past) => all.map((word, at) => word & (past[at] ?? 0)))
  }

  isInformed(act: Entry): boolean {
    const own = act.authorMembers.flatMap((member) => this.#book.authoredBy(member))
    const past = this.#book.dag.pastAt(act.index)
    return !this.#opponents(act).some((opponent) =>
      own.some(({ index }) => !hasBit(past, index) && this.#book.dag.isBefore(index, opponent.index)),
    )
  }

  /**
   * How many have built upon the act and not upon what it is in conflict with. Whom its author let in since counts for nothing, and
   * whom some other let in since counts as that other: nobody makes supporters for themselves.
   */
  support(act: Entry): number {
    const opponents = this.#opponents(act)
    const roots = new Set<MemberId>()
    for (const entry of this.#book.entries) {
      if (!hasBit(this.#closure, entry.index) || !this.#isUpon(act, entry)) continue
      if (opponents.some((opponent) => this.#isUpon(opponent, entry))) continue
      const root = this.#root(act, entry)
      if (root !== undefined) roots.add(root)
    }
    return roots.size
  }

  #opponents({ strikers, struck }: Entry): Entry[] {
    return this.#acts.filter(({ index }) => strikers.includes(index) || struck.includes(index))
  }

  #isUpon(act: Entry, entry: Entry): boolean {
    return this.#book.dag.isBefore(act.index, entry.index)
  }

  /** As whose voice the entry counts for the act; undefined for none's. */
  #root(act: Entry, { index, statement }: Entry): MemberId | undefined {
    let device = statement.author
    for (let at = index; ; ) {
      const admission = this.#admission(device, at)
      const [member] = admission?.subjects ?? []
      if (admission === undefined || member === undefined || this.#parties.has(member)) return undefined
      if (hasBit(this.#common, admission.index)) return member
      if (admission.authorMembers.some((it) => act.authorMembers.includes(it))) return undefined
      // Let in by an opponent, and yet upon the act.
      if (admission.authorMembers.some((it) => this.#parties.has(it))) return member
      device = admission.statement.author
      at = admission.index
    }
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

function comesFirst({ statement }: Entry, other: Entry): boolean {
  const [further, otherFurther] = [statement, other.statement].map(({ body }) => body.kind === 'add-device')
  return further === otherFurther ? statement.hash < other.statement.hash : !further
}
