// Brings two charters together: heads are exchanged, and what comes after them follows. Where neither knows the other's heads
// both send all they have: charters are small, and two coordinators admitting at once is rare. Nothing here judges a statement.
import type { Hash } from '../ids/ids.ts'
import { batches, longBytes } from './batches.ts'
import type { Outbox } from './outbox.ts'
import type { Replica } from './replica.ts'

export class CharterSync {
  readonly #replica: Replica
  readonly #outbox: Outbox
  #announced = ''
  /** Our heads and theirs when statements last went: the same again would say nothing new. */
  #sent = ''

  constructor(replica: Replica, outbox: Outbox) {
    this.#replica = replica
    this.#outbox = outbox
  }

  start(): void {
    this.#announced = ''
    this.#sent = ''
    this.changed()
  }

  /** Says what this side has, when it is not what was said before. */
  changed(): void {
    const heads = this.#replica.charterHeads()
    const key = keyOf(heads)
    if (key === this.#announced) return
    this.#announced = key
    this.#outbox.prompt({ type: 'charter-have', heads })
  }

  have(heads: readonly Hash[]): void {
    if (heads.every((head) => this.#replica.knowsStatement(head))) this.#send(heads)
    else this.#outbox.prompt({ type: 'charter-want', heads: this.#replica.charterHeads() })
  }

  want(heads: readonly Hash[]): void {
    this.#send(heads)
  }

  #send(theirs: readonly Hash[]): void {
    const key = `${keyOf(this.#replica.charterHeads())}|${keyOf(theirs)}`
    if (key === this.#sent) return
    this.#sent = key
    const known = theirs.filter((head) => this.#replica.knowsStatement(head))
    for (const statements of batches(this.#replica.statementsSince(known), longBytes)) {
      this.#outbox.queue({ type: 'statements', statements })
    }
  }
}

function keyOf(heads: readonly Hash[]): string {
  return heads.toSorted().join()
}
