// Resolution: which statements of a set are void. The rules are strikes.ts; this is how they are applied where they meet.
// The answer must follow from the set alone: no clock, no order of arrival, nothing of what this device thinks.
import type { MemberId } from '../ids/ids.ts'
import type { Book, Entry } from './book.ts'
import { isSenior, prevailing } from './contest.ts'
import { type Bits, hasBit, NOTHING } from './dag.ts'
import { closedKnots } from './knots.ts'
import { roleActs } from './roles.ts'
import { builtUpon } from './strikes.ts'
import { NO_VOIDS, View, type Voids } from './view.ts'

/**
 * Round after round until nothing is undecided:
 *  1. A statement is void once one that strikes it stands, or once its author, as what stands of its past has it, may not do it.
 *  2. It stands once nothing that strikes it can stand, and its author may.
 *  3. What then waits for itself in a circle: between devices of one member all of it stands, as freezes; otherwise the act that
 *     prevails (contest.ts) stands, and what strikes that is void.
 * Should nobody be left to coordinate, the act of the most junior among those that took a coordinator away is void, and all is
 * settled anew.
 */
export function settle(book: Book, closure: Bits): Voids {
  const spared = new Set<number>()
  for (;;) {
    const voids = new Settling(book, closure, spared).run()
    const view = new View(book, closure, voids)
    if (view.hasCoordinator()) return voids
    const junior = mostJunior(view)
    if (junior === undefined) return voids
    spared.add(junior.index)
  }
}

/** Of what stands and took a coordinator away, the act of the most junior; of theirs, the one that comes last. */
function mostJunior(view: View): Entry | undefined {
  const { book } = view
  let chosen: Entry | undefined
  for (const entry of book.unseatings()) {
    if (!view.counts(entry)) continue
    const before = view.before(entry.index)
    if (!entry.subjects.some((member) => before.given(member)?.role === 'coordinator')) continue
    if (chosen === undefined || isSenior(book, chosen, entry)) chosen = entry
  }
  return chosen
}

class Settling {
  readonly #book: Book
  readonly #closure: Bits
  readonly #spared: ReadonlySet<number>
  /** What may turn out void, ascending, so that a statement's past comes before it. */
  readonly #inQuestion: readonly number[]
  readonly #open: Set<number>
  readonly #tainted = new Set<MemberId>()
  readonly #out = new Set<number>()
  readonly #contested = new Set<number>()
  readonly #mutual = new Set<number>()
  /** By striker: what its device has shown to know. */
  readonly #builtUpon = new Map<number, Bits>()

  constructor(book: Book, closure: Bits, spared: ReadonlySet<number>) {
    this.#book = book
    this.#closure = closure
    this.#spared = spared
    this.#open = this.#findInQuestion()
    this.#inQuestion = [...this.#open].sort((a, b) => a - b)
  }

  run(): Voids {
    if (this.#inQuestion.length === 0) return NO_VOIDS
    while (this.#open.size > 0) {
      let decided = false
      for (const index of this.#inQuestion)
        if (this.#open.has(index) && this.#decide(this.#book.at(index))) decided = true
      if (!decided) this.#cut()
    }
    return {
      out: this.#out,
      contested: this.#contested,
      mutual: this.#mutual,
      spared: this.#spared,
      tainted: this.#tainted,
    }
  }

  /** Coordinators' rights taken at the same moment: perhaps too many, and then nobody could rightly have been made one since. */
  #unseatingTogether(): number[] {
    const { dag } = this.#book
    const acts = this.#book.unseatings().filter(({ index }) => hasBit(this.#closure, index))
    return acts
      .filter(({ index }) => acts.some((other) => dag.areConcurrent(index, other.index)))
      .map(({ index }) => index)
  }

  /** What is struck, and what builds on that: said by members about whom something in question was said before. */
  #findInQuestion(): Set<number> {
    const found = new Set<number>(this.#unseatingTogether())
    for (const { index, strikers } of this.#book.struck())
      if (hasBit(this.#closure, index) && strikers.some((striker) => hasBit(this.#closure, striker)))
        found.add(index)
    for (const index of found)
      for (const member of this.#book.at(index).subjects) {
        this.#tainted.add(member)
        for (const later of this.#book.authoredBy(member))
          if (this.#book.dag.isBefore(index, later.index) && hasBit(this.#closure, later.index))
            found.add(later.index)
      }
    return found
  }

  /** False when it has to wait. */
  #decide(entry: Entry): boolean {
    if (this.#spared.has(entry.index)) return this.#close(entry, false)
    const strikers = this.#strikers(entry)
    if (strikers.some((striker) => !this.#open.has(striker) && !this.#out.has(striker)))
      return this.#close(entry, false)
    if (this.#bases(entry).length > 0) return false
    if (!this.#isSupported(entry)) return this.#close(entry, false)
    if (strikers.some((striker) => this.#open.has(striker))) return false
    return this.#close(entry, true)
  }

  #close({ index }: Entry, stands: boolean): true {
    this.#open.delete(index)
    if (!stands) this.#out.add(index)
    return true
  }

  #strikers(entry: Entry): readonly number[] {
    return entry.strikers.filter(
      (striker) => hasBit(this.#closure, striker) && !this.#hasBuiltUpon(striker, entry),
    )
  }

  #hasBuiltUpon(striker: number, { index }: Entry): boolean {
    let known = this.#builtUpon.get(striker)
    if (known === undefined) {
      known = builtUpon(this.#book, this.#closure, this.#book.at(striker)) ?? NOTHING
      this.#builtUpon.set(striker, known)
    }
    return hasBit(known, index)
  }

  /** Undecided statements of its past about its author's member. */
  #bases(entry: Entry): readonly number[] {
    const bases: number[] = []
    for (const member of entry.authorMembers) {
      if (!this.#tainted.has(member)) continue
      for (const { index } of this.#book.about(member))
        if (this.#open.has(index) && this.#book.dag.isBefore(index, entry.index)) bases.push(index)
    }
    return bases
  }

  #isSupported(entry: Entry): boolean {
    if (entry.act === undefined) return true
    const voids = { ...NO_VOIDS, out: this.#out, contested: this.#contested }
    const past = new View(this.#book, this.#book.dag.pastAt(entry.index), voids, entry.index)
    const role = past.roleOf(entry.statement.author)
    return role !== undefined && roleActs(role, entry.act)
  }

  #cut(): void {
    const blockers = (index: number): readonly number[] => {
      const entry = this.#book.at(index)
      return [...this.#strikers(entry).filter((striker) => this.#open.has(striker)), ...this.#bases(entry)]
    }
    const open = this.#inQuestion.filter((index) => this.#open.has(index))
    for (const knot of closedKnots(open, blockers)) {
      const inside = new Set(knot)
      const acts = knot
        .map((index) => this.#book.at(index))
        .filter(({ struck }) => struck.some((index) => inside.has(index)))
      if (areOfOneMember(acts)) for (const act of acts) this.#contest(act)
      else this.#letOneStand(acts)
    }
  }

  #contest(act: Entry): void {
    this.#contested.add(act.index)
    this.#close(act, true)
  }

  #letOneStand(acts: readonly Entry[]): void {
    for (const act of acts) this.#mutual.add(act.index)
    const chosen = prevailing(this.#book, this.#closure, acts)
    if (chosen === undefined) return
    this.#close(chosen, true)
    // Of two that strike each other only one can stand, round however many corners.
    for (const striker of this.#strikers(chosen))
      if (this.#open.has(striker)) this.#close(this.#book.at(striker), false)
  }
}

/** Removals of devices by their own member: one that all the authors belong to. */
function areOfOneMember(acts: readonly Entry[]): boolean {
  const [first] = acts
  return (
    first !== undefined &&
    acts.every(({ act }) => act === 'remove-own') &&
    first.authorMembers.some((member) => acts.every(({ authorMembers }) => authorMembers.includes(member)))
  )
}
