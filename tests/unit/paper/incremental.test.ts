// @vitest-environment jsdom
// What follows the text block by block says, after any edits by two people, just what it would say of the whole text looked at anew.
import type { Node as PmNode } from '@tiptap/pm/model'
import { expect, test } from 'vitest'
import { completeBlocks } from '../../../renderer/editor/features/paper/binding/human.ts'
import {
  addRecommendation,
  indentBy,
  setStyle,
  splitBlock,
} from '../../../renderer/editor/features/paper/commands/blocks.ts'
import { moveSelected } from '../../../renderer/editor/features/paper/commands/move.ts'
import { newBlockId } from '../../../renderer/editor/features/paper/commands/new-id.ts'
import { Outliner, outlineOf } from '../../../renderer/editor/features/paper/outline/outline.ts'
import { mayHoldRescued, rescuedIn } from '../../../renderer/editor/features/paper/rescued/rescued.ts'
import { changedRange, follow } from '../../../renderer/editor/features/paper/view/changed-range.ts'
import { toBlockAttributes } from '../../../shared/paper/block.ts'
import { draftsFromMarkdown } from '../../../shared/paper/import-text.ts'
import { bodyFromDrafts } from '../../../shared/paper/initial.ts'
import { numberBlocks } from '../../../shared/paper/numbering.ts'
import { PaperRoom } from '../../standin/paper-room.ts'
import { LONG, SEED } from '../../support/seed.ts'
import { openIn, turns, type Writer } from './support/editors.ts'
import { below, type Chance, chance, pick } from './support/random.ts'

const PAPER =
  '# Title\n\nWords here.\n\n1. one\n2. two\n\n- point\n\nRecommendation: Act.\n\n## Part\n\nMore words.\n\nRecommendation: Act again.'
const ROUNDS = LONG ? 40 : 4
const EDITS = 40
const KINDS = ['paragraph', 'heading', 'bullet', 'ordered', 'quote', 'recommendation'] as const

const blocksOf = (doc: PmNode): readonly PmNode[] => doc.content.content

function edit(writer: Writer, random: Chance): void {
  const doc = writer.editor.state.doc
  const block = below(random, doc.childCount)
  writer.caret(block, below(random, doc.child(block).content.size + 1))
  const { binding } = writer.open()
  pick(random, [
    () => writer.type(pick(random, ['a', 'b ', 'word'])),
    () => writer.do(splitBlock),
    () => writer.key('Backspace'),
    () => {
      writer.caret(block, 0)
      writer.key('Backspace')
    },
    () => writer.do(setStyle({ kind: pick(random, KINDS), level: 1 + below(random, 4) })),
    () => writer.do(indentBy(pick(random, [1, -1] as const))),
    () => writer.do(addRecommendation),
    () => writer.do(moveSelected(binding, pick(random, ['up', 'down'] as const))),
    () => binding.undo(),
    () => {
      writer.select(block, 0, doc.child(block).content.size)
      writer.key('Delete')
    },
  ])()
}

function shownNumbers({ editor }: Writer): (string | null)[] {
  return Array.from(editor.view.dom.children).flatMap((element) => {
    const numbered = element.matches('[data-number]') ? element : element.querySelector('[data-number]')
    return element.hasAttribute('data-kind') ? [numbered?.getAttribute('data-number') ?? null] : []
  })
}

test(`numbers, outline, ids and rescued words after random edits by two (seed ${SEED})`, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const random = chance(SEED + round)
    const state = bodyFromDrafts(9, draftsFromMarkdown(PAPER), newBlockId)
    const room = new PaperRoom({ names: ['Anna', 'Boris'], state })
    const [anna, boris] = [await openIn(room, 'Anna'), await openIn(room, 'Boris')]
    const outliner = new Outliner()
    let before = anna.editor.state.doc
    let rescued = rescuedIn(before, anna.open().binding)
    for (let step = 0; step < EDITS; step += 1) {
      edit(below(random, 3) === 0 ? boris : anna, random)
      if (below(random, 2) === 0) await turns()
      if (below(random, 4) === 0) await Promise.all([anna.settled(), boris.settled()])
      const where = `round ${round}, step ${step}`
      const { state: now } = anna.editor
      const numbers = numberBlocks(blocksOf(now.doc).map(({ attrs }) => toBlockAttributes(attrs)))
      expect(shownNumbers(anna), where).toEqual(numbers.map((number) => number?.label ?? null))
      expect(outliner.outlineOf(now), where).toEqual(outlineOf(now))
      const found = rescuedIn(now.doc, anna.open().binding)
      if (!mayHoldRescued(rescued, before, now.doc)) expect(found, where).toEqual([])
      rescued = found
      before = now.doc
      if (step % 5 === 4) {
        // What an undo or a colleague brought without an id gets one by the next letter.
        anna.caret(below(random, now.doc.childCount))
        anna.type('x')
        expect(completeBlocks(anna.editor.state, anna.editor.state), where).toBeNull()
      }
    }
    await Promise.all([anna.close(), boris.close()])
  }
})

test(`what is known of a block goes with it, and of a new one nothing is known (seed ${SEED})`, async () => {
  const random = chance(SEED)
  const state = bodyFromDrafts(9, draftsFromMarkdown(PAPER), newBlockId)
  const anna = await openIn(new PaperRoom({ names: ['Anna'], state }), 'Anna')
  let known: readonly string[] = blocksOf(anna.editor.state.doc).map(({ attrs }) => String(attrs.id))
  const ever = new Set(known)
  for (let step = 0; step < 3 * EDITS; step += 1) {
    const old = anna.editor.state.doc
    edit(anna, random)
    const now = anna.editor.state.doc
    known = follow(known, old, now, '')
    const ids = blocksOf(now).map(({ attrs }) => String(attrs.id))
    expect(known, `step ${step}`).toHaveLength(ids.length)
    known.forEach((id, index) => {
      expect(['', ids[index]], `step ${step}`).toContain(id)
    })
    const { from, before, after } = changedRange(old, now)
    expect(blocksOf(now).slice(0, from)).toEqual(blocksOf(old).slice(0, from))
    expect(blocksOf(now).slice(after)).toEqual(blocksOf(old).slice(before))
    if (known.filter((id) => id !== '').length < 3) known = ids
    for (const id of ids) ever.add(id)
  }
  expect(ever.size).toBeGreaterThan(known.length)
  await anna.close()
})
