// Resolution of any ancestry, done once: along a line nothing new can be void, so only where lines meet is there work.
// It must never hand out an answer for one set that was found for another.
import type { Hash } from '../ids/ids.ts'
import type { Book, Entry } from './book.ts'
import { type Bits, eachBit, hasBit } from './dag.ts'
import { settle } from './settle.ts'
import { NO_VOIDS, View, type Voids } from './view.ts'

const VIEWS_KEPT = 256
/** Where so many lines meet, to settle is cheaper than to ask of each whether the others add to it. */
const TIPS_TRIED = 8

export class Resolver {
  readonly #book: Book
  /** By index: what is void among the statement's ancestors and itself. */
  readonly #voids: (Voids | undefined)[] = []
  readonly #views = new Map<string, View>()
  #whole: { readonly size: number; readonly view: View } | undefined

  constructor(book: Book) {
    this.#book = book
  }

  /** The resolved ancestry of `heads`, themselves included; undefined when one of them is not here. */
  view(heads: readonly Hash[]): View | undefined {
    const key = heads.length === 1 ? (heads[0] ?? '') : heads.join()
    const kept = this.#views.get(key)
    if (kept !== undefined) return kept
    const closure = this.#book.dag.closure(heads)
    if (closure === undefined) return undefined
    const indices = heads.map((head) => this.#book.dag.indexOf(head) ?? 0)
    const tips = indices.filter((head) => !indices.some((other) => this.#book.dag.isBefore(head, other)))
    const view = new View(this.#book, closure, this.#voidsOf(tips, closure))
    if (this.#views.size >= VIEWS_KEPT) this.#views.clear()
    this.#views.set(key, view)
    return view
  }

  /** Everything known here, resolved. */
  whole(): View {
    const { size } = this.#book.dag
    if (this.#whole?.size === size) return this.#whole.view
    const closure = this.#book.dag.everything()
    const tips = this.#book.dag.heads().map((head) => this.#book.dag.indexOf(head) ?? 0)
    const view = new View(this.#book, closure, this.#voidsOf(tips, closure))
    this.#whole = { size, view }
    return view
  }

  /**
   * What is void among a new statement's ancestors, as found when it was judged: it changes nothing for them, nor they for it,
   * unless it decides between two devices that had removed each other.
   */
  learn(index: number, past: View): void {
    if (!this.#book.overrules(index)) this.#voids[index] = past.voids
  }

  /** `tips`: of `closure`, those that no other in it descends from. */
  #voidsOf(tips: readonly number[], closure: Bits): Voids {
    const [only] = tips
    if (only === undefined) return NO_VOIDS
    if (tips.length === 1) return this.#voidsAt(only)
    for (const tip of tips.slice(0, TIPS_TRIED)) {
      const voids = this.#knownAt(tip)
      if (voids !== undefined && this.#addsNothing(tip, voids, closure)) return voids
    }
    return settle(this.#book, closure)
  }

  /** Does all of `closure` beyond the tip's ancestry neither strike, nor is struck, nor build on what was in question, nor weigh in it? */
  #addsNothing(tip: number, voids: Voids, closure: Bits): boolean {
    // Who comes from the other line may coordinate: then nothing has to be spared.
    if (voids.spared.size > 0) return false
    let nothing = true
    const inClosure = (index: number): boolean => hasBit(closure, index)
    eachBit(closure, this.#book.dag.pastAt(tip), (index) => {
      const entry = this.#book.at(index)
      nothing =
        !entry.lowers &&
        !this.#weighs(entry, voids) &&
        !entry.strikers.some(inClosure) &&
        !entry.authorMembers.some((member) => voids.tainted.has(member)) &&
        !entry.subjects.some((member) => voids.tainted.has(member))
      return nothing
    })
    return nothing
  }

  /** May it decide between acts of the other line: by building upon one of them alone, or by showing what their author knew? */
  #weighs({ index, statement }: Entry, { mutual }: Voids): boolean {
    if (this.#book.forkedBy(statement.author).some(({ struck }) => struck.length > 0)) return true
    const past = this.#book.dag.pastAt(index)
    let upon: boolean | undefined
    for (const act of mutual) {
      const isUpon = hasBit(past, act)
      if (upon !== undefined && upon !== isUpon) return true
      upon = isUpon
    }
    return false
  }

  #voidsAt(index: number): Voids {
    const known = this.#knownAt(index)
    if (known !== undefined) return known
    const voids = settle(this.#book, this.#book.dag.pastAt(index))
    this.#voids[index] = voids
    return voids
  }

  /** Found before, for the statement or for one from which a single line leads to it. */
  #knownAt(index: number): Voids | undefined {
    const line: number[] = []
    for (let at = index; ; ) {
      const found = this.#voids[at]
      if (found === undefined && this.#book.overrules(at)) return undefined
      const parents = this.#book.dag.parentsAt(at)
      const [parent] = parents
      if (found !== undefined || parent === undefined) {
        const voids = found ?? NO_VOIDS
        for (const it of line) this.#voids[it] = voids
        return voids
      }
      if (parents.length > 1) return undefined
      line.push(at)
      at = parent
    }
  }
}
