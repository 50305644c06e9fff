// What some devices did to the text of papers, found by playing the log again: what they wrote, what of others' words they deleted,
// and what of it does not count.
// It only looks. A person reads the list and decides; nothing here changes a paper.
import * as Y from 'yjs'
import type { TouchedPaper } from '../../../shared/contract/review-api.ts'
import type { DeviceId, PaperId } from '../../../shared/ids/ids.ts'
import { inspectUpdate } from '../../../shared/ledger/inspect-update.ts'
import { sessionKey } from '../../../shared/ledger/position.ts'
import { newBodyDoc } from '../../../shared/paper/body-doc.ts'
import type { Effects } from '../groups/state.ts'
import type { LeftOut, LeftOutBody } from './left-out.ts'
import type { Reversal } from './restore.ts'
import { joined, type Range } from './runs.ts'
import { type Sender, type Wiped, WipedWatch } from './wiped.ts'
import { missingOf } from './wiped-restore.ts'

/** One stretch of work in one block. */
interface Change {
  readonly kind: 'inserted' | 'deleted'
  readonly block: string
  readonly ranges: Range[]
  seen: number | undefined
}

/** A change and where its letters are, in a document of its own in which deleted text can still be read. */
export interface Found {
  readonly id: string
  readonly kind: Change['kind']
  /** All of it, in the order of the page. */
  readonly text: string
  /** Those of its letters that stand in the paper. */
  readonly standing: readonly Range[]
  /** Where a deletion was, as an encoded relative position. */
  readonly place: Uint8Array | undefined
  readonly seen: number | undefined
}

/** Characters of an excerpt, and changes a paper, beyond which a list helps nobody. */
const EXCERPT = 400
const MOST = 300

type Body = Effects['bodies'][number]
type Titled = { readonly paper: PaperId; readonly title: string }

export class Touched {
  readonly #devices: ReadonlySet<DeviceId>
  readonly #arrived: (logNumber: number) => number | undefined
  readonly #papers = new Map<PaperId, PaperPast>()
  readonly #leftOut = new Map<PaperId, PaperPast>()

  /** `devices`: those of the person whose changes are looked for. `arrived`: when a record of the log came here. */
  constructor(devices: ReadonlySet<DeviceId>, arrived: (logNumber: number) => number | undefined) {
    this.#devices = devices
    this.#arrived = arrived
  }

  /** Accepted updates in causal order, from the first on. `logNumber`: with which record they came to count. */
  take(bodies: readonly Body[], logNumber: number): void {
    const seen = this.#arrived(logNumber)
    for (const { paper, update, author, incarnation } of bodies) {
      const sender = { author, session: sessionKey(author, incarnation), seen }
      this.#past(paper).apply(update, this.#devices.has(author), sender)
    }
  }

  /** What does not count, in order of arrival, once everything that does is taken. What is not well made is passed over. */
  takeLeftOut(bodies: readonly LeftOutBody[]): void {
    for (const body of bodies) {
      const left = this.#leftOut.get(body.paper) ?? this.#past(body.paper).copy()
      this.#leftOut.set(body.paper, left)
      left.applyUnchecked(body)
    }
  }

  /** Newest first. */
  in(paper: PaperId): Found[] {
    return this.#papers.get(paper)?.found() ?? []
  }

  /** Of the papers that are there, those in which something was found. */
  list(papers: readonly Titled[]): TouchedPaper[] {
    return papers
      .map(({ paper, title }) => ({ paper, title, changes: this.in(paper).slice(0, MOST).map(shown) }))
      .filter(({ changes }) => changes.length > 0)
  }

  /** Large deletions in the paper by whomever, or that one, newest first, each with what would put it back. */
  wipedIn(paper: PaperId, id?: string): { wiped: Wiped; back: Reversal }[] {
    return this.#papers.get(paper)?.wiped(id) ?? []
  }

  /** What the papers would get if what is left out counted. */
  listLeftOut(papers: readonly Titled[], { titles }: Pick<LeftOut, 'titles'>): TouchedPaper[] {
    const known = new Map([...titles, ...papers.map(({ paper, title }) => [paper, title] as const)])
    return [...this.#leftOut]
      .map(([paper, left]) => ({
        paper,
        title: known.get(paper) ?? '',
        changes: left.found().slice(0, MOST).map(shown),
      }))
      .filter(({ changes }) => changes.length > 0)
  }

  /** Nothing readable stays behind. */
  destroy(): void {
    for (const pasts of [this.#papers, this.#leftOut]) {
      for (const past of pasts.values()) past.destroy()
      pasts.clear()
    }
  }

  #past(paper: PaperId): PaperPast {
    const past = this.#papers.get(paper) ?? new PaperPast()
    this.#papers.set(paper, past)
    return past
  }
}

function shown({ id, kind, text, standing, seen }: Found): TouchedPaper['changes'][number] {
  const settled = kind === 'inserted' && standing.length === 0
  const when = seen === undefined ? {} : { seen }
  return { change: id, kind, text: excerptOf(text), characters: text.length, settled, ...when }
}

export function excerptOf(text: string): string {
  return text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text
}

class PaperPast {
  readonly #doc = newBodyDoc()
  readonly #changes: Change[] = []
  readonly #watch = new WipedWatch()
  /** Writers' numbers under which the person wrote. */
  readonly #theirs = new Set<number>()

  constructor() {
    // Deleted text must stay readable here: it is what is looked for.
    this.#doc.gc = false
  }

  /** `sender`: absent where large deletions are not looked for. */
  apply(update: Uint8Array, theirs: boolean, sender?: Sender): void {
    const look = (transaction: Y.Transaction): void => {
      if (theirs) this.#look(transaction, sender?.seen)
      if (sender !== undefined) this.#watch.look(transaction, sender)
    }
    this.#doc.on('afterTransaction', look)
    Y.applyUpdate(this.#doc, update)
    this.#doc.off('afterTransaction', look)
  }

  wiped(id?: string): { wiped: Wiped; back: Reversal }[] {
    const found = this.#watch.found(this.#doc).filter((one) => id === undefined || one.id === id)
    return found.map((wiped) => ({ wiped, back: missingOf(this.#doc, wiped) }))
  }

  /** The paper as it stands, with nothing that would be listed. */
  copy(): PaperPast {
    const past = new PaperPast()
    past.apply(Y.encodeStateAsUpdate(this.#doc), false)
    for (const client of this.#theirs) past.#theirs.add(client)
    return past
  }

  /** Theirs, but not yet judged: it must hold what recipients ask of an update before Yjs may see it. */
  applyUnchecked({ update, client, schema }: LeftOutBody): void {
    const nextClock = Y.getState(this.#doc.store, client)
    const isAttribute = (): boolean => false
    if (inspectUpdate(update, { author: client, nextClock, schema, isAttribute }) !== undefined)
      this.apply(update, true)
  }

  found(): Found[] {
    return this.#changes.map((change) => this.#find(change)).reverse()
  }

  destroy(): void {
    this.#doc.destroy()
  }

  #look(transaction: Y.Transaction, seen: number | undefined): void {
    const { store } = transaction.doc
    for (const [client, after] of transaction.afterState) {
      const before = transaction.beforeState.get(client) ?? 0
      if (after > before) this.#theirs.add(client)
      if (after === before) continue
      const structs = store.clients.get(client) ?? []
      // From behind, and no copy: a long paper has many, and this runs for each keystroke.
      for (let i = structs.length - 1; i >= 0; i--) {
        const struct = structs[i]
        if (struct === undefined || struct.id.clock + struct.length <= before) break
        if (struct instanceof Y.Item) this.#note('inserted', struct, seen)
      }
    }
    Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
      // What they took back of their own is nobody's loss.
      if (struct instanceof Y.Item && !this.#theirs.has(struct.id.client)) this.#note('deleted', struct, seen)
    })
  }

  #note(kind: Change['kind'], item: Y.Item, seen: number | undefined): void {
    const block = item.content instanceof Y.ContentString ? blockOf(item) : undefined
    if (block === undefined) return
    const { client, clock } = item.id
    const range = { client, from: clock, to: clock + item.length }
    // Replacing words inserts and deletes by turns: that is one of each, not many.
    const last = this.#changes.slice(-2).findLast((change) => change.kind === kind)
    if (last?.block !== block) {
      this.#changes.push({ kind, block, ranges: [range], seen })
      return
    }
    last.seen = seen
    const end = last.ranges.at(-1)
    if (end !== undefined && end.client === client && end.to === clock) end.to = range.to
    else last.ranges.push(range)
  }

  #find({ kind, ranges, seen }: Change): Found {
    let text = ''
    const standing: Range[] = []
    let place: Uint8Array | undefined
    for (const { item, from, to } of this.#itemsIn(ranges)) {
      if (!(item.content instanceof Y.ContentString)) continue
      text += item.content.str.slice(from - item.id.clock, to - item.id.clock)
      if (!item.deleted) standing.push({ client: item.id.client, from, to })
      if (kind === 'deleted' && place === undefined) place = placeBefore(item)
    }
    const first = ranges[0]
    return { id: `${kind}/${first?.client}/${first?.from}`, kind, text, standing, place, seen }
  }

  /** The items that hold the ranges, in the order of the page. */
  #itemsIn(ranges: readonly Range[]): { item: Y.Item; from: number; to: number }[] {
    const parts: { item: Y.Item; from: number; to: number }[] = []
    const parents = new Set<Y.AbstractType<unknown>>()
    // One item may hold several of the ranges: in the order of the page then, and none of them walked past twice.
    const joint = joined(ranges)
    for (const { client, from } of joint) {
      const item = Y.getItem(this.#doc.store, Y.createID(client, from))
      if (item.parent instanceof Y.AbstractType) parents.add(item.parent as Y.AbstractType<unknown>)
    }
    for (const parent of parents) {
      for (let item = parent._start; item !== null; item = item.right) {
        const { client, clock } = item.id
        for (const range of joint) {
          const from = Math.max(range.from, clock)
          const to = Math.min(range.to, clock + item.length)
          if (range.client === client && from < to) parts.push({ item, from, to })
        }
      }
    }
    return parts
  }
}

/** The top element that the item is in, as a name for it. */
function blockOf(item: Y.Item): string | undefined {
  let at: Y.Item = item
  for (;;) {
    const { parent } = at
    if (!(parent instanceof Y.AbstractType)) return undefined
    if (parent._item === null) return `${at.id.client}/${at.id.clock}`
    at = parent._item
  }
}

/** Behind the last letter before the item that stands in the paper; at the start of the text where there is none. */
function placeBefore(item: Y.Item): Uint8Array | undefined {
  const { parent } = item
  if (!(parent instanceof Y.AbstractType)) return undefined
  let index = 0
  for (let left = item.left; left !== null; left = left.left) {
    if (!left.deleted && left.countable) index += left.length
  }
  return Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(parent, index, -1))
}
