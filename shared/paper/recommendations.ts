// All recommendations of a body with their numbers and details, as a register shows them. It reads and never writes.
import type * as Y from 'yjs'
import { attributesOf, isBlock, runsOf, shownChildren } from './body.ts'
import { numberBlocks } from './numbering.ts'
import { type Details, detailsOf } from './recommendation-details.ts'

export interface Recommendation {
  /** The block's id; '' for one that has none yet: it can be shown and not yet changed. */
  readonly id: string
  readonly number: number
  readonly text: string
  readonly details: Details
}

/** In the order of the page. */
export function recommendationsIn(body: Y.XmlFragment): Recommendation[] {
  const blocks = shownChildren(body).filter(isBlock)
  const attributes = blocks.map(attributesOf)
  const numbers = numberBlocks(attributes)
  return blocks.flatMap((block, index) => {
    const about = attributes[index]
    if (about?.kind !== 'recommendation') return []
    const text = runsOf(block)
      .map((run) => run.text)
      .join('')
    return [{ id: about.id, number: numbers[index]?.value ?? 0, text, details: detailsOf(block) }]
  })
}

/** The shown block with that id; undefined when it is gone. */
export function blockWithId(body: Y.XmlFragment, id: string): Y.XmlElement | undefined {
  return shownChildren(body).find(
    (child): child is Y.XmlElement => isBlock(child) && attributesOf(child).id === id,
  )
}
