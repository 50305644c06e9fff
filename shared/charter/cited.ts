// The heads that this device cites in what it writes: at most eight, though more may stand side by side for a while.
// They must never go backwards: whatever was cited once stays covered, and so does this device's own admission. Nor may statements
// that anybody can write in any number keep out those that only coordinators can, or this device's own.
import type { DeviceId, Hash, MemberId } from '../ids/ids.ts'
import type { Dag } from './dag.ts'
import { deviceAdmitted } from './given.ts'
import { MAX_PARENTS, type Statement } from './statement.ts'

/** Places for heads that bring nothing of weight. */
const FOR_ANYBODY = MAX_PARENTS / 2

export class Cited {
  readonly #dag: Dag
  readonly #self: DeviceId | undefined
  readonly #members = new Map<DeviceId, MemberId>()
  /** Statements of weight that no head covers yet. */
  #uncovered: number[] = []
  /** Statements that no other cites, and that are not cited here, in order of arrival. */
  readonly #waiting = new Set<Hash>()
  #heads: readonly Hash[] = []

  /** `self`: the device whose admission and statements have to stay covered; left out where nothing is written. */
  constructor(dag: Dag, self: DeviceId | undefined) {
    this.#dag = dag
    this.#self = self
  }

  get heads(): readonly Hash[] {
    return this.#heads
  }

  /** Call for each statement as it is added to the graph. The same order of calls gives the same heads. */
  follow(statement: Statement): void {
    const { hash, parents } = statement
    const admitted = deviceAdmitted(statement)
    if (admitted !== undefined && 'member' in statement.body)
      this.#members.set(admitted, this.#members.get(admitted) ?? statement.body.member)
    if (this.#hasWeight(statement)) this.#uncovered.push(this.#dag.indexOf(hash) ?? 0)
    for (const parent of parents) this.#waiting.delete(parent)
    const before = this.#heads.length
    const kept = this.#heads.filter((head) => !parents.includes(head))
    const replaces = kept.length < before
    // Whoever has not been admitted yet has cited nothing, so here, and only here, a head may give way.
    const own = admitted !== undefined && admitted === this.#self
    const givesWay = own && kept.length === MAX_PARENTS ? kept.pop() : undefined
    if (givesWay !== undefined) this.#waiting.add(givesWay)
    if (replaces || own || this.#hasPlaceFor(hash, kept.length)) this.#cite(hash, kept)
    else this.#waiting.add(hash)
    if (kept.length < before) this.#fillUp(kept)
    this.#heads = kept.sort()
  }

  #fillUp(heads: Hash[]): void {
    for (const hash of this.#waiting) {
      if (heads.length === MAX_PARENTS || (heads.length >= FOR_ANYBODY && this.#uncovered.length === 0))
        return
      if (!this.#hasPlaceFor(hash, heads.length)) continue
      this.#waiting.delete(hash)
      this.#cite(hash, heads)
    }
  }

  #hasPlaceFor(hash: Hash, taken: number): boolean {
    if (taken < FOR_ANYBODY) return true
    return taken < MAX_PARENTS && this.#uncovered.some((index) => this.#covers(hash, index))
  }

  #cite(hash: Hash, heads: Hash[]): void {
    heads.push(hash)
    this.#uncovered = this.#uncovered.filter((index) => !this.#covers(hash, index))
  }

  #covers(head: Hash, index: number): boolean {
    const at = this.#dag.indexOf(head)
    return at !== undefined && (at === index || this.#dag.isBefore(index, at))
  }

  /** Does it take a coordinator's right to say so, or is it this device's own? */
  #hasWeight({ author, body }: Statement): boolean {
    if (author === this.#self) return true
    switch (body.kind) {
      case 'found':
      case 'admit':
      case 'role':
      case 'expire':
        return true
      case 'remove': {
        const target = 'member' in body.target ? body.target.member : this.#members.get(body.target.device)
        return target !== this.#members.get(author)
      }
      case 'freeze':
        return body.evidence === undefined
      default:
        return false
    }
  }
}
