// Which epochs there are, what each excludes, and under which to write: an epoch must exclude everyone who was taken out.
// It goes by the statements alone, void ones too: one rotation too many does no harm, one too few does.
import type { EpochId } from '../ids/ids.ts'
import type { Book, Entry } from './book.ts'
import { type Bits, type Dag, hasBit } from './dag.ts'
import { ROLE_TABLE } from './roles.ts'
import type { Statement } from './statement.ts'

export interface Mint {
  readonly epoch: EpochId
  readonly index: number
}

/**
 * Must whoever writes after this use a key minted after it? After each loss of the right to read. And when a coordinator is
 * demoted: whom they admit at the same moment never belonged, and yet was given the key.
 */
function callsForRotation({ body }: Statement): boolean {
  switch (body.kind) {
    case 'remove':
    case 'expire':
    case 'freeze':
      return true
    case 'role':
      return (
        (ROLE_TABLE[body.from].key === 'inner' && ROLE_TABLE[body.to].key === 'outer') ||
        (body.from === 'coordinator' && body.to !== 'coordinator')
      )
    default:
      return false
  }
}

export class EpochBook {
  readonly #dag: Dag
  readonly #mints: Mint[] = []
  readonly #byEpoch = new Map<EpochId, Mint[]>()
  /** Each a set of statements: who knows all of them must write under an epoch minted after all of them. */
  readonly #reasons: (readonly number[])[] = []

  constructor(dag: Dag) {
    this.#dag = dag
  }

  /** Call for each statement as it is added to the book. */
  follow(book: Book, entry: Entry): void {
    const { body } = entry.statement
    if (body.kind === 'found') this.#mint(body.grant.epoch, entry.index)
    if (body.kind === 'rotate') this.#mint(body.epoch, entry.index)
    if (callsForRotation(entry.statement)) this.#reasons.push([entry.index])
    if (body.kind !== 'admit' && body.kind !== 'add-device') return
    // Admitted twice at once, with different keys: the key of the one that does not stand is out all the same.
    for (const other of book.admissionsOf(body.device)) {
      const { body: given } = other.statement
      if (other === entry || given.kind === 'found' || given.kind === 'remove') continue
      if ('grant' in given && given.grant.key !== body.grant.key)
        this.#reasons.push([other.index, entry.index])
    }
  }

  mints(): readonly Mint[] {
    return this.#mints
  }

  has(epoch: EpochId, within?: Bits): boolean {
    const mints = this.#byEpoch.get(epoch) ?? []
    return within === undefined ? mints.length > 0 : mints.some(({ index }) => hasBit(within, index))
  }

  mintsOf(epoch: EpochId): readonly Mint[] {
    return this.#byEpoch.get(epoch) ?? []
  }

  /** Is every reason to rotate that is in `closure` among the ancestors of a statement that minted the epoch? */
  fits(epoch: EpochId, closure: Bits): boolean {
    const mints = this.#byEpoch.get(epoch) ?? []
    return mints.some((mint) => this.#excludes(mint, closure))
  }

  /** The smallest id among those that fit; undefined when there is none. `held`: passes over epochs whose key is not here. */
  current(closure: Bits, held?: (epoch: EpochId) => boolean): EpochId | undefined {
    let smallest: EpochId | undefined
    for (const mint of this.#mints) {
      if (smallest !== undefined && mint.epoch >= smallest) continue
      if (held !== undefined && !held(mint.epoch)) continue
      if (this.#excludes(mint, closure)) smallest = mint.epoch
    }
    return smallest
  }

  #excludes({ index }: Mint, closure: Bits): boolean {
    const past = this.#dag.pastAt(index)
    return this.#reasons.every(
      (reason) => reason.some((at) => !hasBit(closure, at)) || reason.every((at) => hasBit(past, at)),
    )
  }

  #mint(epoch: EpochId, index: number): void {
    const mint = { epoch, index }
    this.#mints.push(mint)
    const others = this.#byEpoch.get(epoch)
    if (others === undefined) this.#byEpoch.set(epoch, [mint])
    else others.push(mint)
  }
}
