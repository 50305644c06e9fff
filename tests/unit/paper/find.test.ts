// @vitest-environment jsdom
// Finding and replacing: in plain texts, and in an open paper, where looking must send nothing.
import { afterEach, describe, expect, test } from 'vitest'
import { foundIn, look, stopLooking } from '../../../renderer/editor/features/paper/find/find.ts'
import { goToMatch, replaceAll, replaceMatch } from '../../../renderer/editor/features/paper/find/steps.ts'
import { finder } from '../../../shared/paper/find.ts'
import { draftsFromMarkdown } from '../../../shared/paper/import-text.ts'
import { bodyFromDrafts } from '../../../shared/paper/initial.ts'
import { PaperRoom } from '../../standin/paper-room.ts'
import { openIn, type Writer } from './support/editors.ts'

const found = (text: string, query: string, matchCase = false, wholeWords = false): string[] =>
  finder({ query, matchCase, wholeWords })(text).map(({ from, to }) => text.slice(from, to))

describe('in a text', () => {
  test('case, in Latin and Cyrillic', () => {
    expect(found('State state STATE', 'state')).toEqual(['State', 'state', 'STATE'])
    expect(found('State state STATE', 'state', true)).toEqual(['state'])
    expect(found('Право и право', 'ПРАВО')).toEqual(['Право', 'право'])
  })

  test('whole words', () => {
    expect(found('a law, laws, outlaw; Law', 'law', false, true)).toEqual(['law', 'Law'])
    expect(found('право, права, правозащитник', 'право', false, true)).toEqual(['право'])
    expect(found('😀law', 'law', false, true)).toEqual(['law'])
  })

  test('signs that mean something in patterns are signs; spaces and apostrophes stand for their kin', () => {
    for (const query of ['(a+b)*', '[x]', 'a.b', '$1', '\\d', '-', '/', '{2}', '^'])
      expect(found(`x ${query} axb y`, query), query).toEqual([query])
    expect(found('20\u00a0000 and women’s', '20 000')).toHaveLength(1)
    expect(found('20\u00a0000 and women’s', "women's")).toHaveLength(1)
    expect(found('anything', '')).toEqual([])
    expect(found('aaaa', 'aa')).toHaveLength(2)
  })
})

describe('in a paper', () => {
  let writer: Writer
  let room: PaperRoom
  afterEach(() => writer.close())

  async function open(markdown: string, query: string): Promise<void> {
    let next = 0
    const state = bodyFromDrafts(77, draftsFromMarkdown(markdown), () =>
      (next++).toString(16).padStart(32, '0'),
    )
    room = new PaperRoom({ names: ['Amina'], state })
    writer = await openIn(room, 'Amina')
    const { view } = writer.editor
    view.dispatch(look(view.state.tr, { query, matchCase: false, wholeWords: false }))
  }
  const sent = (): number => room.device('Amina').sent.length

  test('matches run across marks, and follow what is typed; looking, going on and stopping send nothing', async () => {
    await open('The **draft** law\n\nA draft law.', 'draft law')
    expect(foundIn(writer.editor.state).matches).toHaveLength(2)
    expect(writer.editor.view.dom.querySelectorAll('.paper-found').length).toBeGreaterThan(1)
    writer.caret(0, 0)
    writer.do(goToMatch(false))
    expect(foundIn(writer.editor.state).current).toBe(0)
    writer.do(goToMatch(false))
    expect(foundIn(writer.editor.state).current).toBe(1)
    writer.do(goToMatch(false))
    expect(foundIn(writer.editor.state).current).toBe(0)
    writer.do(goToMatch(true))
    expect(foundIn(writer.editor.state).current).toBe(1)
    const { view } = writer.editor
    view.dispatch(stopLooking(view.state.tr))
    expect(writer.editor.view.dom.querySelectorAll('.paper-found')).toHaveLength(0)
    await writer.settled()
    expect(sent()).toBe(0)
    view.dispatch(look(view.state.tr, { query: 'a draft', matchCase: false, wholeWords: false }))
    writer.caret(1, 0)
    writer.type('In a draft: ')
    expect(foundIn(writer.editor.state).matches).toHaveLength(2)
  })

  test('Replace changes the selected match only and goes on from it', async () => {
    await open('law law law', 'law')
    writer.caret(0, 0)
    writer.do(replaceMatch('statute'))
    expect(writer.text()).toBe('law law law')
    writer.do(replaceMatch('statute'))
    writer.do(goToMatch(false))
    writer.do(replaceMatch('statute'))
    expect(writer.text()).toBe('statute statute law')
  })

  test('Replace all is one edit, and one undo takes it back, with every mark; a replacement may hold the word', async () => {
    await open('A **dra**ft law and a draft\n\n- no draft\n- nothing', 'draft')
    const before = JSON.stringify(writer.editor.state.doc.toJSON())
    writer.do(replaceAll('redraft'))
    expect(writer.text()).toBe('A redraft law and a redraft\nno redraft\nnothing')
    await writer.settled()
    expect(sent()).toBe(1)
    writer.open().binding.undo()
    expect(writer.text()).toBe('A draft law and a draft\nno draft\nnothing')
    expect(JSON.stringify(writer.editor.state.doc.toJSON())).toBe(before)
    writer.do(replaceAll(''))
    expect(writer.text()).toBe('A  law and a \nno \nnothing')
  })
})
