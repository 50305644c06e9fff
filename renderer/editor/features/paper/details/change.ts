// A person's change to the details of a recommendation, as one step of undo. Nothing else in the editor writes details.
import type * as Y from 'yjs'
import { changeDetails, type DetailsChange } from '../../../../../shared/paper/recommendation-change.ts'
import { blockWithId } from '../../../../../shared/paper/recommendations.ts'
import type { PaperBinding } from '../binding/binding.ts'
import { HUMAN } from '../binding/origins.ts'

/** `id`: of the recommendation's block. False when it is gone, or nothing changes. */
export function writeDetails(binding: PaperBinding, id: string, change: DetailsChange): boolean {
  const { body, undoManager } = binding
  const block = blockWithId(body, id)
  if (block === undefined) return false
  undoManager.stopCapturing()
  const done = transact(body, () => changeDetails(block, change))
  undoManager.stopCapturing()
  return done
}

function transact(body: Y.XmlFragment, work: () => boolean): boolean {
  return body.doc?.transact(work, HUMAN) ?? false
}
