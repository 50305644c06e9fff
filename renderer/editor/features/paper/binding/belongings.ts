// The details of recommendations during one edit of a person: what goes with a block that is dragged, pasted or joined to another. One object
// an edit. It must never write for a block that only its words were changed of.
import type * as Y from 'yjs'
import { isBlock } from '../../../../../shared/paper/body.ts'
import {
  type CarriedFacts,
  factsToCarry,
  giveAllFacts,
  giveFacts,
} from '../../../../../shared/paper/recommendation-carry.ts'
import type { Shown } from './content.ts'

/** Set on a person's transaction: details for blocks that it puts in, by their new ids. */
export const GIVEN_DETAILS = 'rapporteur:given-details'
export type GivenDetails = ReadonlyMap<string, CarriedFacts>

export class Belongings {
  /** Whether a block took over details that it did not have. */
  joined = false
  private readonly before: readonly Shown[]
  private readonly given: GivenDetails
  private readonly left = new Map<string, CarriedFacts>()
  private byId: ReadonlyMap<unknown, Shown> | null = null

  constructor(before: readonly Shown[], given: GivenDetails) {
    this.before = before
    this.given = given
  }

  /** Before a block is emptied. */
  leaves({ y, node }: Shown): void {
    if (isBlock(y) && node.attrs.id !== '') this.left.set(node.attrs.id, factsToCarry(y))
  }

  /** A new element: one that is put in again, or the image of one, comes with what that one has. */
  comes({ y, node }: Shown): void {
    const { id } = node.attrs
    if (!isBlock(y) || typeof id !== 'string' || id === '') return
    const facts = this.given.get(id) ?? this.left.get(id) ?? this.factsOf(id)
    if (facts !== undefined) giveAllFacts(y, facts)
  }

  /** A block that was there already takes the words of another one, which is gone: its details come with them. */
  takesOver(y: Y.XmlElement, from: Shown): void {
    const facts = this.left.get(from.node.attrs.id)
    if (facts !== undefined && giveFacts(y, facts)) this.joined = true
  }

  /** Pasted in place of an empty block. */
  fills({ y, node }: Shown): void {
    const facts = this.given.get(node.attrs.id)
    if (!isBlock(y) || facts === undefined) return
    if (factsToCarry(y).size === 0) giveAllFacts(y, facts)
    else giveFacts(y, facts)
  }

  private factsOf(id: string): CarriedFacts | undefined {
    // Made when it is first asked for: most edits are of words, and a large paste asks for each of its blocks. The first of two counts.
    this.byId ??= new Map(this.before.toReversed().map((shown) => [shown.node.attrs.id, shown]))
    const shown = this.byId.get(id)
    return shown !== undefined && isBlock(shown.y) ? factsToCarry(shown.y) : undefined
  }
}
