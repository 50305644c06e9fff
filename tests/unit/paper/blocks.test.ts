// @vitest-environment jsdom
// What the keys do to blocks, pressed in a real editor.
import { describe, expect, test } from 'vitest'
import {
  addRecommendation,
  setStyle,
  toggleStyle,
} from '../../../renderer/editor/features/paper/commands/blocks.ts'
import { linkTarget, removeLink, setLink } from '../../../renderer/editor/features/paper/commands/links.ts'
import { draftsFromMarkdown } from '../../../shared/paper/import-text.ts'
import { bodyFromDrafts } from '../../../shared/paper/initial.ts'
import { PaperRoom } from '../../standin/paper-room.ts'
import { openIn, type Writer } from './support/editors.ts'

let nextId = 0
const id = (): string => (nextId++).toString(16).padStart(32, '0')

async function writing(markdown: string): Promise<Writer> {
  const room = new PaperRoom({ names: ['Anna'], state: bodyFromDrafts(9, draftsFromMarkdown(markdown), id) })
  return openIn(room, 'Anna')
}

function idsOf(writer: Writer): string[] {
  const ids: string[] = []
  writer.editor.state.doc.forEach(({ attrs }) => {
    ids.push(attrs.id)
  })
  return ids
}

describe('Enter', () => {
  test('splits, keeps the id of the first part and gives the second a new one', async () => {
    const anna = await writing('Hello world')
    const [before] = idsOf(anna)
    anna.caret(0, 5)
    anna.key('Enter')
    expect(anna.text()).toBe('Hello\n world')
    expect(idsOf(anna)[0]).toBe(before)
    expect(idsOf(anna)[1]).toMatch(/^[0-9a-f]{32}$/)
    expect(new Set(idsOf(anna)).size).toBe(2)
  })

  test('after a heading goes on with text, in the middle of one makes two', async () => {
    const anna = await writing('## A heading')
    anna.caret(0, 9)
    anna.key('Enter')
    expect(anna.kinds()).toEqual(['heading2', 'paragraph'])
    anna.caret(0, 1)
    anna.key('Enter')
    expect(anna.kinds()).toEqual(['heading2', 'heading2', 'paragraph'])
  })

  test('before the first letter makes room above, and the words keep their block', async () => {
    const anna = await writing('Words')
    const [before] = idsOf(anna)
    anna.caret(0, 0)
    anna.key('Enter')
    expect(anna.text()).toBe('\nWords')
    expect(idsOf(anna)[1]).toBe(before)
    anna.type('x')
    expect(anna.text()).toBe('\nxWords')
  })

  test('in a recommendation makes the next one, and in an empty one returns to text', async () => {
    const anna = await writing('Recommendation: Repeal the law.')
    anna.caret(0, 15)
    anna.key('Enter')
    expect(anna.kinds()).toEqual(['recommendation', 'recommendation'])
    anna.key('Enter')
    expect(anna.kinds()).toEqual(['recommendation', 'paragraph'])
  })

  test('in an empty list item goes out step by step', async () => {
    const anna = await writing('- one\n  - two')
    anna.caret(1, 3)
    anna.key('Enter')
    expect(anna.kinds()).toEqual(['bullet', 'bullet1', 'bullet1'])
    anna.key('Enter')
    expect(anna.kinds()).toEqual(['bullet', 'bullet1', 'bullet'])
    anna.key('Enter')
    expect(anna.kinds()).toEqual(['bullet', 'bullet1', 'paragraph'])
  })

  test('replaces a selection across blocks', async () => {
    const anna = await writing('One two\n\nThree four')
    anna.editor.view.dispatch(
      anna.editor.state.tr.setSelection(
        (await import('@tiptap/pm/state')).TextSelection.create(anna.editor.state.doc, 4, 15),
      ),
    )
    anna.key('Enter')
    expect(anna.text()).toBe('One\n four')
  })
})

describe('Backspace and Tab', () => {
  test('at the start first makes the block simpler, then joins', async () => {
    const anna = await writing('First\n\n- one\n  - two')
    anna.caret(2, 0)
    anna.key('Backspace')
    expect(anna.kinds()).toEqual(['paragraph', 'bullet', 'bullet'])
    anna.key('Backspace')
    expect(anna.kinds()).toEqual(['paragraph', 'bullet', 'paragraph'])
    anna.key('Backspace')
    expect(anna.text()).toBe('First\nonetwo')
  })

  test('Tab indents list items up to the eighth step and is left alone elsewhere', async () => {
    const anna = await writing('Text\n\n- one')
    anna.caret(0)
    expect(anna.key('Tab')).toBe(false)
    anna.caret(1)
    for (let times = 0; times < 10; times += 1) expect(anna.key('Tab')).toBe(true)
    expect(anna.kinds()).toEqual(['paragraph', 'bullet8'])
    anna.key('Tab', { shiftKey: true })
    expect(anna.kinds()).toEqual(['paragraph', 'bullet7'])
  })

  test('everything selected and deleted leaves one block to type in', async () => {
    const anna = await writing('# One\n\nTwo')
    anna.key('a', { ctrlKey: true })
    anna.key('Backspace')
    anna.type('again')
    expect(anna.text()).toBe('again')
  })
})

describe('styles', () => {
  test('a style is set, and taken back by choosing it again', async () => {
    const anna = await writing('Words')
    anna.caret(0, 2)
    anna.do(toggleStyle({ kind: 'heading', level: 3 }))
    expect(anna.kinds()).toEqual(['heading3'])
    expect(anna.editor.state.selection.head).toBe(3)
    anna.do(toggleStyle({ kind: 'heading', level: 2 }))
    expect(anna.kinds()).toEqual(['heading2'])
    anna.do(toggleStyle({ kind: 'heading', level: 2 }))
    expect(anna.kinds()).toEqual(['paragraph'])
  })

  test('leaving a list forgets the indent', async () => {
    const anna = await writing('- one\n  - two')
    anna.caret(1, 0)
    anna.do(setStyle({ kind: 'quote' }))
    anna.do(setStyle({ kind: 'bullet' }))
    expect(anna.kinds()).toEqual(['bullet', 'bullet'])
  })

  test('signs at the start of plain text become a style, and Backspace takes that back', async () => {
    const cases: [string, string][] = [
      ['## ', 'heading2'],
      ['- ', 'bullet'],
      ['1. ', 'ordered'],
      ['> ', 'quote'],
    ]
    for (const [signs, kind] of cases) {
      const anna = await writing('Words')
      anna.caret(0, 0)
      anna.type(signs)
      expect(anna.kinds()).toEqual([kind])
      expect(anna.text()).toBe('Words')
      anna.key('Backspace')
      expect(anna.kinds()).toEqual(['paragraph'])
      expect(anna.text()).toBe(`${signs}Words`)
    }
  })

  test('a new recommendation comes below, or takes an empty paragraph', async () => {
    const anna = await writing('Words')
    anna.caret(0, 2)
    anna.do(addRecommendation)
    anna.type('Repeal')
    expect(anna.kinds()).toEqual(['paragraph', 'recommendation'])
    expect(anna.text()).toBe('Words\nRepeal')
    expect(anna.editor.view.dom.querySelector('[role=group]')?.getAttribute('aria-label')).toBe(
      'Recommendation 1',
    )
  })

  test('numbers of recommendations and items are shown and follow every change', async () => {
    const anna = await writing('Recommendation: One.\n\n1. a\n2. b\n\nRecommendation: Two.')
    const numbers = (): (string | null)[] =>
      Array.from(anna.editor.view.dom.querySelectorAll('[data-number]'), (node) =>
        node.getAttribute('data-number'),
      )
    expect(numbers()).toEqual(['1', '1.', '2.', '2'])
    anna.caret(0, 4)
    anna.key('Enter')
    expect(numbers()).toEqual(['1', '2', '1.', '2.', '3'])
    anna.caret(3, 0)
    anna.key('Tab')
    expect(numbers()).toEqual(['1', '2', '1.', 'a.', '3'])
  })
})

describe('links', () => {
  test('a link is set on the selection, found again from within, and removed', async () => {
    const anna = await writing('See the opinion here.')
    anna.select(0, 8, 15)
    anna.do(setLink(linkTarget(anna.editor.state), 'https://example.org/'))
    anna.caret(0, 10)
    const target = linkTarget(anna.editor.state)
    expect(target).toEqual({ from: 9, to: 16, href: 'https://example.org/' })
    expect(anna.editor.view.dom.querySelector('a')?.textContent).toBe('opinion')
    anna.do(removeLink(target))
    expect(anna.editor.view.dom.querySelector('a')).toBeNull()
  })

  test('without a selection the address itself is written, and typing after it is not linked', async () => {
    const anna = await writing('Write to ')
    anna.caret(0, 8)
    anna.type(' ')
    anna.do(setLink(linkTarget(anna.editor.state), 'mailto:a@b.org'))
    anna.type('!')
    expect(anna.text()).toBe('Write to a@b.org!')
    expect(anna.editor.view.dom.querySelector('a')?.textContent).toBe('a@b.org')
  })
})

describe('an empty paper', () => {
  test('opens without an edit, and the first key makes a block', async () => {
    const room = new PaperRoom({ names: ['Anna'], state: Uint8Array.of(0, 0) })
    const anna = await openIn(room, 'Anna')
    await anna.settled()
    expect(room.device('Anna').sent).toEqual([])
    anna.type('a')
    await anna.settled()
    expect(anna.text()).toBe('a')
    expect(room.device('Anna').sent.length).toBeGreaterThan(0)
  })
})
