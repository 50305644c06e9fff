// Body: the host's own Yjs document of one paper, built from accepted updates only. It is loaded when somebody looks, so that
// a group of many papers costs memory only for those that are open. The host never edits it.
import * as Y from 'yjs'
import { newBodyDoc } from '../../../shared/paper/body-doc.ts'
import { BODY_ROOT } from '../../../shared/paper/names.ts'

export class Body {
  #snapshot: Uint8Array | undefined
  #pending: Uint8Array[] = []
  #doc: Y.Doc | undefined
  #dirty = false

  constructor(snapshot?: Uint8Array) {
    this.#snapshot = snapshot
  }

  /** Something was applied since the last {@link state}. */
  get dirty(): boolean {
    return this.#dirty
  }

  /** `update`: an accepted V1 update; everything it refers to was applied before. */
  apply(update: Uint8Array): void {
    this.#dirty = true
    if (this.#doc === undefined) this.#pending.push(update)
    else applyWhole(this.#doc, update)
  }

  doc(): Y.Doc {
    if (this.#doc !== undefined) return this.#doc
    const doc = newBodyDoc()
    doc.getXmlFragment(BODY_ROOT)
    if (this.#snapshot !== undefined) applyWhole(doc, this.#snapshot)
    // One transaction for a long tail: observers and garbage collection run once.
    doc.transact(() => {
      for (const update of this.#pending) Y.applyUpdate(doc, update)
    })
    mustBeWhole(doc)
    this.#snapshot = undefined
    this.#pending = []
    this.#doc = doc
    return doc
  }

  /** What `read` finds in the document, which afterwards takes no more memory than before. `read` must not keep it. */
  look<Found>(read: (doc: Y.Doc) => Found): Found {
    if (this.#doc !== undefined || this.#pending.length > 0) return read(this.doc())
    const doc = newBodyDoc()
    if (this.#snapshot !== undefined) applyWhole(doc, this.#snapshot)
    const found = read(doc)
    doc.destroy()
    return found
  }

  /** V1 state for an editor, or for the checkpoint. */
  state(): Uint8Array {
    if (this.#doc === undefined && this.#pending.length === 0 && this.#snapshot !== undefined)
      return this.#snapshot
    return Y.encodeStateAsUpdate(this.doc())
  }

  /** After a checkpoint: the document leaves memory, its state stays. */
  rest(state: Uint8Array): void {
    this.#doc?.destroy()
    this.#doc = undefined
    this.#pending = []
    this.#snapshot = state
    this.#dirty = false
  }

  /** Nothing readable stays behind when the vault is locked. */
  destroy(): void {
    this.#doc?.destroy()
    this.#snapshot?.fill(0)
    for (const update of this.#pending) update.fill(0)
    this.#doc = undefined
    this.#snapshot = undefined
    this.#pending = []
  }

  /** As {@link rest}, but the document stays loaded: somebody is looking at it. */
  saved(): void {
    this.#dirty = false
  }
}

function applyWhole(doc: Y.Doc, update: Uint8Array): void {
  Y.applyUpdate(doc, update)
  mustBeWhole(doc)
}

/** The content check makes this impossible; if it ever happens, showing a page with holes would be worse than stopping. */
function mustBeWhole(doc: Y.Doc): void {
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
    throw new Error('an accepted update refers to something that was never accepted')
  }
}
