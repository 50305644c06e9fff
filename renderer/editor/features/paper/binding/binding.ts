// Binds one Y.Doc body and one editor view, both ways. Why not y-prosemirror: it writes on receipt (it merges texts, deletes what
// its schema does not know) and redraws the whole document for each remote change; a flat body needs neither.
// It must never write to the body except in `write`, which is called with a person's transaction.
import type { Node as PmNode, Schema } from '@tiptap/pm/model'
import { type EditorState, Selection, TextSelection, type Transaction } from '@tiptap/pm/state'
import { ReplaceStep } from '@tiptap/pm/transform'
import type * as Y from 'yjs'
import {
  bodyOf,
  isBlock,
  isNewer,
  isNewerThanThisVersion,
  shownChildren,
} from '../../../../../shared/paper/body.ts'
import { moveChildren } from '../../../../../shared/paper/order.ts'
import { isRescued, writersOf } from '../../../../../shared/paper/rescued.ts'
import { newBlockId } from '../commands/new-id.ts'
import { Belongings, GIVEN_DETAILS, type GivenDetails } from './belongings.ts'
import { documentOf, type Shown } from './content.ts'
import { HUMAN, MOVED } from './origins.ts'
import { decodePlace, encodePlace } from './positions.ts'
import { readBody, touchedChildren } from './read.ts'
import { followSplit } from './split.ts'
import { createUndo } from './undo.ts'
import { writeStep } from './write.ts'

/** Marks a transaction that shows what the body already says: it is no edit. */
export const FROM_BODY = 'rapporteur:from-body'

/** What the binding needs of an editor; a ProseMirror EditorView is one. */
export interface BoundView {
  readonly state: EditorState
  dispatch(transaction: Transaction): void
}

/** Indexes of blocks in the shown document: those in [from, to) go before or after the block at `of`, which is none of them. */
export interface BlockMove {
  readonly from: number
  readonly to: number
  readonly side: 'before' | 'after'
  readonly of: number
}

/** Where the selection was before a change of the body: exact places, and the positions they had. */
interface Places {
  readonly anchor: Uint8Array | null
  readonly head: Uint8Array | null
  readonly selection: Selection
}

export class PaperBinding {
  readonly body: Y.XmlFragment
  readonly undoManager: Y.UndoManager
  /** After each edit of a person's: whether a block took over the details of another. Of one page. */
  onWritten: ((joined: boolean) => void) | null = null
  private readonly ydoc: Y.Doc
  private view: BoundView | null = null
  private seeCaret: () => void = () => undefined
  private shown: readonly Shown[] = []
  private before: Places | null = null
  private newer: boolean

  constructor(ydoc: Y.Doc) {
    this.ydoc = ydoc
    this.body = bodyOf(ydoc)
    this.undoManager = createUndo(this.body)
    this.newer = isNewerThanThisVersion(this.body)
  }

  /** What the editor starts from. As JSON, because parsing HTML is forbidden in the page. */
  content(schema: Schema): PmNode {
    return documentOf(schema, this.body)
  }

  /** From here on both sides follow each other. The view must show `content`. `seeCaret`: brings its selection up to date. */
  attach(view: BoundView, seeCaret: () => void = () => undefined): void {
    this.view = view
    this.seeCaret = seeCaret
    this.shown = shownChildren(this.body).map((y, index) => ({ y, node: view.state.doc.child(index) }))
    this.ydoc.on('beforeTransaction', this.rememberPlaces)
    this.body.observeDeep(this.show)
  }

  /** The view is let go; the Y.Doc keeps everything typed. */
  detach(): void {
    if (this.view === null) return
    this.view = null
    this.ydoc.off('beforeTransaction', this.rememberPlaces)
    this.body.unobserveDeep(this.show)
    this.undoManager.destroy()
  }

  /** What the editor shows now; null before it is attached and after it is let go. */
  get shownDocument(): PmNode | null {
    return this.view?.state.doc ?? null
  }

  /** Whether the body holds something that this version does not know: then nobody may write here. */
  get isNewer(): boolean {
    return this.newer
  }

  /** Writes what a person did: one dispatch, all its steps, as one Yjs transaction. */
  write(transactions: readonly Transaction[]): void {
    const edits = transactions.filter((tr) => tr.docChanged && tr.getMeta(FROM_BODY) !== true)
    const first = edits[0]
    if (this.view === null || first === undefined) return
    const typing = edits.length === 1 && isTyping(first)
    if (!typing) this.undoManager.stopCapturing()
    const given = edits.flatMap((tr) => [...((tr.getMeta(GIVEN_DETAILS) as GivenDetails | undefined) ?? [])])
    const belongings = new Belongings(this.shown, new Map(given))
    this.ydoc.transact(() => {
      for (const tr of edits) {
        tr.steps.forEach((_step, index) => {
          const after = tr.docs[index + 1] ?? tr.doc
          this.shown = writeStep(this.body, this.shown, after, tr.mapping.maps[index] ?? null, belongings)
        })
      }
      if (given.length > 0) for (const shown of this.shown) belongings.fills(shown)
    }, HUMAN)
    if (!typing) this.undoManager.stopCapturing()
    this.onWritten?.(belongings.joined)
  }

  /** Moves blocks of the shown document, as one step of undo. Words that arrive in them meanwhile stay in them. */
  move({ from, to, side, of }: BlockMove): void {
    const moving = this.shown.slice(from, to).flatMap(({ y }) => (isBlock(y) ? [y] : []))
    const target = this.shown[of]?.y
    if (target === undefined || moving.length === 0) return
    this.undoManager.stopCapturing()
    this.ydoc.transact(() => moveChildren(this.body, moving, side, target, newBlockId), MOVED)
    this.undoManager.stopCapturing()
  }

  /** Under which clientIDs the rescued words of a shown block were written. Empty for any other block. */
  writersAt(index: number): number[] {
    const y = this.shown[index]?.y
    return y !== undefined && isRescued(y) ? writersOf(y) : []
  }

  undo(): boolean {
    return this.undoManager.undo() !== null
  }

  redo(): boolean {
    return this.undoManager.redo() !== null
  }

  /** An encoded relative position, or null where there is none (an empty paper). */
  placeOf(position: number): Uint8Array | null {
    return this.view === null ? null : encodePlace(this.shown, this.view.state.doc, position)
  }

  positionOf(place: Uint8Array): number | null {
    return decodePlace(this.ydoc, this.shown, place)
  }

  private readonly rememberPlaces = (transaction: Y.Transaction): void => {
    if (this.view === null || transaction.origin === HUMAN) return
    this.seeCaret()
    const { doc, selection } = this.view.state
    this.before = {
      anchor: encodePlace(this.shown, doc, selection.anchor),
      head: encodePlace(this.shown, doc, selection.head),
      selection,
    }
  }

  private readonly show = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void => {
    if (this.view === null || transaction.origin === HUMAN) return
    const { state } = this.view
    const tr = state.tr.setMeta(FROM_BODY, true).setMeta('addToHistory', false)
    const old = this.shown
    const touched = touchedChildren(this.body, events)
    this.shown = readBody(tr, state.schema, this.body, old, touched)
    this.newer ||= this.shown.some(({ y }, index) => (touched.has(y) || old[index]?.y !== y) && isNewer(y))
    if (!tr.docChanged) return
    if (transaction.origin === this.undoManager) goToChange(tr)
    else this.keepSelection(tr, old)
    if (transaction.origin === MOVED) tr.scrollIntoView()
    this.view.dispatch(tr)
  }

  private keepSelection(tr: Transaction, old: readonly Shown[]): void {
    const { selection } = this.before ?? {}
    if (!(selection instanceof TextSelection)) return
    const place = (encoded: Uint8Array | null | undefined, position: number): number => {
      const found = encoded ? this.positionOf(encoded) : null
      return followSplit(old, this.shown, position, found) ?? found ?? tr.mapping.map(position, -1)
    }
    const anchor = place(this.before?.anchor, selection.anchor)
    const head = place(this.before?.head, selection.head)
    tr.setSelection(TextSelection.between(tr.doc.resolve(anchor), tr.doc.resolve(head)))
  }
}

/** Typing goes on as one undo step; everything else is a step of its own. */
function isTyping(tr: Transaction): boolean {
  const [step] = tr.steps
  return tr.steps.length === 1 && step instanceof ReplaceStep && tr.doc.childCount === tr.before.childCount
}

/** After undo the caret stands where something came back or went away; a changed kind or mark leaves it where it was. */
function goToChange(tr: Transaction): void {
  const index = tr.steps.findLastIndex((step) => step instanceof ReplaceStep)
  if (index < 0) return
  let end: number | null = null
  tr.mapping.maps[index]?.forEach((_from, _to, _newFrom, newTo) => {
    end = newTo
  })
  if (end === null) return
  const position = tr.mapping.slice(index + 1).map(end)
  tr.setSelection(Selection.near(tr.doc.resolve(position), -1)).scrollIntoView()
}
