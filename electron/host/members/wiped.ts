// Large deletions in one paper: one device's session took away more than a fifth of the text that was there before. Found by
// playing the log, from what the updates hold and from nothing else. It only looks; what it finds is put back by a person or not at all.
import * as Y from 'yjs'
import type { DeviceId } from '../../../shared/ids/ids.ts'
import { BODY_ROOT } from '../../../shared/paper/names.ts'
import { joined, type Parent, type Range, Ranges } from './runs.ts'

/** The part of a text whose loss is large, and the fewest letters that are. */
const SHARE = 1 / 5
const FEWEST = 50
/** After a look that found the words elsewhere in the paper, the next after so much more. */
const STEP = 1 / 10
/** A look reads everything that ever stood in the paper: no more of them than so many times what the updates themselves brought. */
const PATIENCE = 50
/** Per paper: the largest. */
const MOST = 20

export interface Wiped {
  readonly id: string
  readonly author: DeviceId
  /** Letters that were taken away, and attributes of blocks. */
  readonly removed: readonly Range[]
  readonly attributes: readonly Range[]
  /** Each writer's clock when it began: what has a later one was written since. */
  readonly since: ReadonlyMap<number, number>
  /** Of the words that stood there before: letters that stand nowhere in the paper any more, and all. */
  readonly characters: number
  readonly of: number
  /** The text before, a line each block, in the order of the list. */
  readonly text: string
  /** When the last of it came here, unix milliseconds. */
  readonly seen: number | undefined
}

/** What one session took away since it began to, or since the last time that it was much. */
interface Spree {
  readonly author: DeviceId
  /** By the first letter that went: the same however much follows. Empty as long as none has. */
  id: string
  seen: number | undefined
  /** The session's own clock when it began, and how many letters were visible. */
  readonly own: number
  readonly size: number
  readonly removed: Range[]
  readonly attributes: Range[]
  readonly since: ReadonlyMap<number, number>
  letters: number
  nextLook: number
}

/** Who sent an update. `session`: its author and incarnation, as one name. */
export interface Sender {
  readonly author: DeviceId
  readonly session: string
  readonly seen: number | undefined
}

export class WipedWatch {
  readonly #sprees = new Map<string, Spree>()
  /** Under which clientID a session writes, once it has. */
  readonly #writers = new Map<string, number>()
  readonly #found: Wiped[] = []
  /** What updates have brought since the last look. */
  #brought = 0
  #visible = 0
  /** Of those what the last session has written since nobody else did. */
  #fresh = 0
  /** Whose update was the last, and from which clock on nobody else has written since. */
  #last = { session: '', from: Number.POSITIVE_INFINITY }

  /** After each update, in order, with its transaction in a document that keeps what was deleted. */
  look(transaction: Y.Transaction, { author, session, seen }: Sender): void {
    const before = this.#visible
    let written = 0
    for (const [client, letters] of writtenIn(transaction)) {
      this.#writers.set(session, client)
      written += letters
    }
    this.#visible += written
    const writer = this.#writers.get(session)
    if (this.#last.session !== session) {
      const from = writer === undefined ? undefined : transaction.beforeState.get(writer)
      this.#last = { session, from: from ?? 0 }
      this.#fresh = 0
    }
    this.#fresh += written
    const { letters, attributes } = goneIn(transaction)
    this.#brought += letters.length + 1
    if (letters.length + attributes.length === 0) return
    let spree = this.#sprees.get(session)
    // What grew to twice its size is another text.
    const grown = spree !== undefined && before - this.#fresh + written > 2 * spree.size
    if (spree !== undefined && grown) this.#judge(transaction.doc, session, spree)
    if (spree === undefined || grown) {
      // What somebody has just written is no part of the text that they may take away.
      const size = before - (this.#fresh - written)
      const nextLook = Math.max(FEWEST, size * SHARE)
      const clock = (writer === undefined ? undefined : transaction.beforeState.get(writer)) ?? 0
      const own = Math.min(clock, this.#last.from)
      const since = transaction.beforeState
      const none = { removed: [], attributes: [], letters: 0 }
      spree = { author, id: '', seen, own, size, ...none, since, nextLook }
      this.#sprees.set(session, spree)
    }
    spree.seen = seen
    spree.attributes.push(...attributes)
    for (const { client, from, to } of letters) {
      this.#visible -= to - from
      if (client === writer) this.#fresh -= Math.max(0, to - Math.max(from, this.#last.from))
      // What somebody has just written and takes back, before anybody else wrote, is nobody's loss.
      const counts = client === writer ? Math.min(to, spree.own, this.#last.from) : to
      if (from >= counts) continue
      spree.removed.push({ client, from, to: counts })
      spree.letters += counts - from
    }
    if (spree.id === '') {
      const [first] = joined(spree.removed)
      if (first !== undefined) spree.id = `wiped/${first.client}/${first.from}`
    }
    if (this.#brought * PATIENCE >= structsIn(transaction.doc)) this.#judge(transaction.doc, session, spree)
  }

  /** Newest first. `doc`: that of the transactions. */
  found(doc: Y.Doc): readonly Wiped[] {
    for (const [session, spree] of [...this.#sprees]) this.#judge(doc, session, spree)
    return this.#found.toReversed()
  }

  #judge(doc: Y.Doc, session: string, spree: Spree): void {
    if (spree.letters < spree.nextLook) return
    this.#brought = 0
    spree.nextLook = spree.letters + Math.max(FEWEST, spree.size * STEP)
    const { text, lost } = lossIn(doc, spree, this.#writers.get(session))
    if (lost < FEWEST || lost <= text.length * SHARE) return
    this.#sprees.delete(session)
    const { id, author, since, seen } = spree
    const [removed, attributes] = [joined(spree.removed), joined(spree.attributes)]
    this.#found.push({
      id,
      author,
      removed,
      attributes,
      since,
      text,
      seen,
      characters: lost,
      of: text.length,
    })
    if (this.#found.length > MOST) this.#found.splice(leastOf(this.#found), 1)
  }
}

function structsIn(doc: Y.Doc): number {
  let count = 0
  for (const structs of doc.store.clients.values()) count += structs.length
  return count
}

/** Letters, not marks and not attributes. */
function isText(struct: unknown): struct is Y.Item & { content: Y.ContentString } {
  return struct instanceof Y.Item && struct.content instanceof Y.ContentString && struct.parentSub === null
}

/** By clientID, which in one update is one. */
function writtenIn(transaction: Y.Transaction): Map<number, number> {
  const written = new Map<number, number>()
  for (const [client, after] of transaction.afterState) {
    const before = transaction.beforeState.get(client) ?? 0
    if (after <= before) continue
    let letters = 0
    const structs = transaction.doc.store.clients.get(client) ?? []
    for (let at = structs.length - 1; at >= 0; at--) {
      const struct = structs[at]
      if (struct === undefined || struct.id.clock + struct.length <= before) break
      if (isText(struct)) letters += struct.length - Math.max(0, before - struct.id.clock)
    }
    written.set(client, letters)
  }
  return written
}

function goneIn(transaction: Y.Transaction): { letters: Range[]; attributes: Range[] } {
  const [letters, attributes]: [Range[], Range[]] = [[], []]
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    const { client, clock } = struct.id
    const range = { client, from: clock, to: clock + struct.length }
    if (isText(struct)) letters.push(range)
    else if (struct instanceof Y.Item && struct.parentSub !== null) attributes.push(range)
  })
  return { letters, attributes }
}

/** The text without what the session did, and how many of its letters stand in words that are nowhere now. */
function lossIn(doc: Y.Doc, spree: Spree, writer: number | undefined): { text: string; lost: number } {
  const removed = new Ranges(joined(spree.removed))
  const [then, now]: [string[], string[]] = [[], []]
  const walk = (type: Parent): void => {
    let [old, current] = ['', '']
    for (let item = type._start; item !== null; item = item.right) {
      if (item.content instanceof Y.ContentType) walk(item.content.type)
      if (!isText(item)) continue
      const { client, clock } = item.id
      const { str } = item.content
      if (!item.deleted) {
        current += str
        if (client !== writer || clock < spree.own) old += str
      } else
        for (const { from, to } of removed.within(client, clock, clock + str.length))
          old += str.slice(from - clock, to - clock)
    }
    if (old !== '') then.push(old)
    if (current !== '') now.push(current)
  }
  walk(doc.getXmlFragment(BODY_ROOT))
  const text = then.join('\n')
  return { text, lost: lostWords(text, now.join('\n')) }
}

/** Moved, split, joined or retyped, words are there all the same. */
function lostWords(before: string, after: string): number {
  const left = new Map<string, number>()
  for (const word of wordsOf(after)) left.set(word, (left.get(word) ?? 0) + 1)
  let lost = 0
  for (const word of wordsOf(before)) {
    const count = left.get(word) ?? 0
    if (count > 0) left.set(word, count - 1)
    // The space or sign behind it goes with it.
    else lost += word.length + 1
  }
  return Math.min(lost, before.length)
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? []
}

function leastOf(found: readonly Wiped[]): number {
  let least = 0
  found.forEach(({ characters }, at) => {
    if (characters < (found[least]?.characters ?? 0)) least = at
  })
  return least
}
