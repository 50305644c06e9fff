// Which of the details that hints ask for a recommendation has, read from the paper for the hints under it.

import type * as Y from 'yjs'
import { attributesOf, isBlock, shownChildren } from '../../../../../shared/paper/body.ts'
import type { KnownDetails } from '../../../../../shared/paper/hints.ts'
import { detailsOf } from '../../../../../shared/paper/recommendation-details.ts'
import { isFactName } from '../../../../../shared/paper/recommendation-facts.ts'
import type { PaperBinding } from '../binding/binding.ts'
import type { KnownDetailsSource } from '../view/hints.ts'

const NONE: KnownDetails = { addressee: false, commitment: false, date: false }

export function knownDetails({ body }: PaperBinding): KnownDetailsSource {
  /** By block id; read anew after a change, all at once: a paper has hundreds. */
  let known: Map<string, KnownDetails> | undefined
  body.observeDeep(() => {
    known = undefined
  })
  return {
    of: (id) => {
      known ??= readAll(body)
      return known.get(id) ?? NONE
    },
    watch: (listener) => {
      const look = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
        if (events.some(({ keys }) => [...keys.keys()].some(isFactName))) listener()
      }
      body.observeDeep(look)
      return () => body.unobserveDeep(look)
    },
  }
}

function readAll(body: Y.XmlFragment): Map<string, KnownDetails> {
  const all = new Map<string, KnownDetails>()
  for (const block of shownChildren(body)) {
    if (!isBlock(block)) continue
    const { kind, id } = attributesOf(block)
    if (kind !== 'recommendation') continue
    const { addressees, commitments, date } = detailsOf(block)
    all.set(id, {
      addressee: addressees.length > 0,
      commitment: commitments.length > 0,
      date: date !== undefined,
    })
  }
  return all
}
