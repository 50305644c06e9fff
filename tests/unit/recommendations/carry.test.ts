// @vitest-environment jsdom
// Details go along with the words: a join unites them, cut, copy and drag bring them, and one undo takes all of it back.
import { joinBackward, joinForward } from '@tiptap/pm/commands'
import { TextSelection } from '@tiptap/pm/state'
import { beforeEach, describe, expect, test } from 'vitest'
import { writeDetails } from '../../../renderer/editor/features/paper/details/change.ts'
import { forgetCopiedDetails } from '../../../renderer/editor/features/paper/paste/copied-details.ts'
import { draftsFromMarkdown } from '../../../shared/paper/import-text.ts'
import { bodyFromDrafts } from '../../../shared/paper/initial.ts'
import type { DetailsChange } from '../../../shared/paper/recommendation-change.ts'
import { type Recommendation, recommendationsIn } from '../../../shared/paper/recommendations.ts'
import { PaperRoom } from '../../standin/paper-room.ts'
import { openIn, type Writer } from '../paper/support/editors.ts'

let nextId = 0
const id = (): string => (nextId++).toString(16).padStart(32, '0')
const ENTRY = 'e'.repeat(32)
const MINE = 'c'.repeat(32)

beforeEach(forgetCopiedDetails)

const recs = (writer: Writer): Recommendation[] => recommendationsIn(writer.open().binding.body)

async function writing(markdown: string, ...details: readonly DetailsChange[][]): Promise<Writer> {
  const state = bodyFromDrafts(9, draftsFromMarkdown(markdown), id)
  const writer = await openIn(new PaperRoom({ names: ['Anna'], state }), 'Anna')
  const known = recs(writer)
  details.forEach((changes, index) => {
    for (const change of changes)
      expect(writeDetails(writer.open().binding, known[index]?.id ?? '', change)).toBe(true)
  })
  return writer
}

const REPEAL: DetailsChange[] = [
  { kind: 'add', field: 'to', value: 'state:BY' },
  { kind: 'add', field: 'theme', value: 'rule-of-law' },
  { kind: 'choose', field: 'date', value: '2027-05-01' },
]
const RELEASE: DetailsChange[] = [
  { kind: 'add', field: 'to', value: 'ODIHR' },
  { kind: 'add', field: 'theme', value: 'rule-of-law' },
  { kind: 'choose', field: 'date', value: '2028-01-01' },
  { kind: 'choose', field: 'priority', value: 'high' },
  { kind: 'choose', field: 'responsible', value: MINE },
  { kind: 'choose', field: 'status', value: 'agreed' },
  { kind: 'evidence', entry: ENTRY, text: 'A witness', revision: 'f'.repeat(32), replaces: [] },
  { kind: 'keepOut', entry: ENTRY, value: true },
]
const TWO = 'R: Repeal.\n\nR: Release.'
const UNION = {
  addressees: ['ODIHR', 'state:BY'],
  themes: ['rule-of-law'],
  date: '2027-05-01',
  priority: 'high',
  responsible: MINE,
  status: 'proposed',
  others: {},
  evidence: [{ text: 'A witness', keepOut: true }],
}

describe('a join', () => {
  test('has the details of both; where one can hold, the first’s; it is told, and one undo takes it back', async () => {
    const anna = await writing(TWO, REPEAL, RELEASE)
    const before = recs(anna)
    const told: boolean[] = []
    anna.open().binding.onWritten = (joined) => told.push(joined)
    anna.caret(0, 7)
    anna.do(joinForward)
    expect(recs(anna)).toMatchObject([{ text: 'Repeal.Release.', id: before[0]?.id, details: UNION }])
    expect(told).toEqual([true])
    anna.open().binding.undo()
    expect(recs(anna)).toEqual(before)
  })

  test('by Backspace, which makes plain text first', async () => {
    const anna = await writing(TWO, REPEAL, RELEASE)
    anna.caret(1)
    anna.key('Backspace')
    anna.do(joinBackward)
    expect(recs(anna)).toMatchObject([{ text: 'Repeal.Release.', details: UNION }])
  })

  test('over a selection; of one that is deleted to its last word nothing is taken', async () => {
    const anna = await writing(`${TWO}\n\nR: Fund.`, REPEAL, RELEASE)
    const { doc } = anna.editor.state
    const startOf = (block: number): number => {
      let at = 1
      for (let index = 0; index < block; index += 1) at += doc.child(index).nodeSize
      return at
    }
    const across = (from: number, to: number) => {
      const { tr } = anna.editor.state
      return tr.setSelection(TextSelection.create(tr.doc, from, to))
    }
    anna.editor.view.dispatch(across(3, startOf(1) + 8).deleteSelection())
    expect(recs(anna)[0]).toMatchObject({ text: 'Re', details: { addressees: ['state:BY'] } })
    anna.open().binding.undo()
    anna.editor.view.dispatch(across(3, startOf(1) + 2).deleteSelection())
    expect(recs(anna)[0]).toMatchObject({ text: 'Release.', details: UNION })
  })

  test('of two that have the same, or nothing, tells nothing', async () => {
    const anna = await writing(TWO, REPEAL)
    const told: boolean[] = []
    anna.open().binding.onWritten = (joined) => told.push(joined)
    anna.caret(0, 7)
    anna.do(joinForward)
    expect(told).toEqual([false])
  })
})

/** Copies these blocks wholly, as the keys do, and answers with what is on the clipboard. */
function copy(writer: Writer, from: number, to: number): string {
  const { state, view } = writer.editor
  let start = 1
  for (let index = 0; index < from; index += 1) start += state.doc.child(index).nodeSize
  let end = start
  for (let index = from; index <= to; index += 1) end += state.doc.child(index).nodeSize
  view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, start, end - 2)))
  const data = new Map<string, string>()
  const clipboardData = {
    clearData: () => data.clear(),
    setData: (type: string, value: string) => data.set(type, value),
  }
  view.dom.dispatchEvent(
    Object.assign(new Event('copy', { bubbles: true, cancelable: true }), { clipboardData }),
  )
  return data.get('text/html') ?? ''
}

const pasteEvent = (): ClipboardEvent => new Event('paste') as ClipboardEvent

describe('the clipboard', () => {
  test('copied: new ids, the same details, and nothing of them on the clipboard', async () => {
    const anna = await writing(`${TWO}\n\nAfter.`, REPEAL, RELEASE)
    const html = copy(anna, 0, 1)
    expect(html).not.toMatch(/witness|BY|ODIHR|evidence|[0-9a-f]{32}/)
    anna.caret(2, 6)
    anna.editor.view.pasteHTML(html, pasteEvent())
    const found = recs(anna)
    expect(found.map(({ text }) => text)).toEqual(['Repeal.', 'Release.', 'Repeal.', 'Release.'])
    expect(new Set(found.map((one) => one.id)).size).toBe(4)
    expect(found[2]?.details).toEqual(found[0]?.details)
    expect(found[3]?.details).toEqual(found[1]?.details)
    anna.open().binding.undo()
    expect(recs(anna)).toHaveLength(2)
  })

  test('cut and pasted into an empty line', async () => {
    const anna = await writing(`Before.\n\n${TWO}`, REPEAL, RELEASE)
    const details = recs(anna)[1]?.details
    const html = copy(anna, 2, 2)
    anna.editor.view.dispatch(anna.editor.state.tr.deleteSelection())
    expect(recs(anna)[1]).toMatchObject({ text: '' })
    anna.caret(0, 7)
    anna.key('Enter')
    anna.editor.view.pasteHTML(html, pasteEvent())
    expect(recs(anna)[0]).toMatchObject({ text: 'Release.', details })
  })

  test('a part of one, or one that was forgotten, comes as words alone', async () => {
    const anna = await writing(`${TWO}\n\nAfter.`, REPEAL, RELEASE)
    const html = copy(anna, 0, 0)
    forgetCopiedDetails()
    anna.caret(2, 6)
    anna.editor.view.pasteHTML(html, pasteEvent())
    expect(recs(anna).at(-1)).toMatchObject({ text: 'Repeal.', details: { addressees: [] } })
  })

  test('whatever is dragged meanwhile, what was copied keeps its details', async () => {
    const anna = await writing(`${TWO}\n\nAfter.`, REPEAL, RELEASE)
    const details = recs(anna)[0]?.details
    const html = copy(anna, 0, 0)
    // As the editor does when a drag begins.
    const { state, view } = anna.editor
    view.serializeForClipboard(state.doc.slice(state.doc.child(0).nodeSize))
    anna.caret(2, 6)
    anna.key('Enter')
    view.pasteHTML(html, pasteEvent())
    expect(recs(anna).at(-1)).toMatchObject({ text: 'Repeal.', details })
  })

  test('of one window’s two groups each keeps its own', async () => {
    const { rememberDetails, recallDetails } = await import(
      '../../../renderer/editor/features/paper/paste/copied-details.ts'
    )
    const anna = await writing(TWO, REPEAL)
    const { doc } = anna.editor.state
    rememberDetails('one', anna.open().binding, doc, doc.content)
    expect(recallDetails('two', doc.content.content)).toEqual([undefined, undefined])
    expect(recallDetails('one', doc.content.content)[0]?.has('to.state:BY')).toBe(true)
  })
})

describe('dragged blocks', () => {
  test('moved they keep id and details, copied they get an id of their own', async () => {
    const anna = await writing(`${TWO}\n\nAfter.`, REPEAL, RELEASE)
    const before = recs(anna)
    const { doc } = anna.editor.state
    const first = doc.child(0)
    anna.editor.view.dispatch(
      anna.editor.state.tr.delete(0, first.nodeSize).insert(doc.content.size - first.nodeSize, first),
    )
    expect(recs(anna)).toMatchObject([
      { id: before[1]?.id, details: before[1]?.details },
      { id: before[0]?.id, details: before[0]?.details },
    ])
    const again = anna.editor.state.doc
    anna.editor.view.dispatch(anna.editor.state.tr.insert(again.content.size, again.child(0)))
    const [copied, , image] = recs(anna)
    expect(image?.details).toEqual(copied?.details)
    expect(new Set(recs(anna).map((one) => one.id)).size).toBe(3)
  })
})
