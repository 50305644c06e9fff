// The heads that this device cites in what it writes: at most eight, though more may stand side by side for a while.
// They must never go backwards: whatever was cited once stays covered, and so does this device's own admission.
import type { DeviceId, Hash } from '../ids/ids.ts'
import type { Dag } from './dag.ts'
import { MAX_PARENTS, type Statement } from './statement.ts'

export class Cited {
  readonly #dag: Dag
  readonly #self: DeviceId | undefined
  #heads: readonly Hash[] = []

  /** `self`: the device whose admission has to stay covered; left out where nothing is written. */
  constructor(dag: Dag, self: DeviceId | undefined) {
    this.#dag = dag
    this.#self = self
  }

  get heads(): readonly Hash[] {
    return this.#heads
  }

  /** Call for each statement as it is added to the graph. The same order of calls gives the same heads. */
  follow({ hash, parents, body }: Statement): void {
    const kept = this.#heads.filter((head) => !parents.includes(head))
    // Whoever has not been admitted yet has cited nothing, so here, and only here, a head may give way.
    const own = (body.kind === 'admit' || body.kind === 'add-device') && body.device === this.#self
    if (own && kept.length === MAX_PARENTS) kept.pop()
    const heads = kept.length < MAX_PARENTS ? [...kept, hash] : kept
    if (heads.length < MAX_PARENTS && heads.length < this.#dag.heads().length) {
      const more = this.#dag.heads().filter((head) => !heads.includes(head))
      heads.push(...more.slice(0, MAX_PARENTS - heads.length))
    }
    this.#heads = heads.sort()
  }
}
