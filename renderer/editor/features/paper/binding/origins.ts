// Who a change of the shared document comes from. Only the first kind, and undo, may leave this device by itself.
import * as Y from 'yjs'

/** A person did it here: typed, pasted, pressed a button. */
export const HUMAN = Object.freeze({ origin: 'human' })
/** A person moved blocks here: the body says so first, and the editor then shows it like any other change of the body. */
export const MOVED = Object.freeze({ origin: 'moved' })
/** The host delivered it: a colleague's edit, or the state at opening. */
export const REMOTE = Object.freeze({ origin: 'remote' })

export function isHuman(origin: unknown): boolean {
  return origin === HUMAN || origin === MOVED || origin instanceof Y.UndoManager
}
