// Moved blocks and rescued words on real hosts: two people who cannot reach each other, over restarts, and who is named afterwards.
import { expect, test } from 'vitest'
import { blockElement, bodyOf, emptyBlock, isBlock, shownChildren } from '../../shared/paper/body.ts'
import { moveChildren } from '../../shared/paper/order.ts'
import { isRescued, writersOf } from '../../shared/paper/rescued.ts'
import { agree, type Desk } from '../support/host-cast.ts'
import { gatherPlayers } from '../support/players.ts'

const { arrive } = gatherPlayers()

const blocksOf = (desk: Desk) => shownChildren(bodyOf(desk.doc)).filter(isBlock)

function write(desk: Desk, ...lines: readonly string[]): void {
  desk.doc.transact(() => {
    const blocks = lines.map((text, index) =>
      blockElement({ kind: 'paragraph', level: 1, indent: 0, id: String(index).padStart(32, '0') }, [
        { text, marks: {} },
      ]),
    )
    bodyOf(desk.doc).insert(bodyOf(desk.doc).length, blocks)
  })
}

function moveUp(desk: Desk, index: number, name: string): void {
  const blocks = blocksOf(desk)
  const [above, block] = [blocks[index - 1], blocks[index]]
  if (above === undefined || block === undefined) throw new Error('nothing to move')
  desk.doc.transact(() => moveChildren(bodyOf(desk.doc), [block], 'before', above, () => name.repeat(32)))
}

async function apart() {
  const [ana, boris] = [await arrive('Ana'), await arrive('Boris')]
  const group = await ana.foundGroup('Shrinking civic space')
  const { paper } = await ana.call('papers.create', { group, title: 'Safe to speak', kind: 'declaration' })
  await boris.join(ana, group, 'drafter')
  const hers = await ana.read(group, paper)
  write(hers, 'One.', 'Two.', 'Three.')
  await hers.acknowledged()
  const his = await boris.read(group, paper)
  await his.shows('Three.')
  await ana.leave()
  return { ana, boris, group, paper, his }
}

test('words written in a block that a colleague deletes meanwhile are found on both sides, and named', async () => {
  const { ana, boris, group, paper, his } = await apart()
  his.type(' Said by Boris.', 2)
  await his.acknowledged()
  await boris.leave()
  await ana.comeBack()
  const hers = await ana.read(group, paper)
  const second = blocksOf(hers)[2]
  if (second === undefined) throw new Error('no such block')
  hers.doc.transact(() => emptyBlock(second))
  await hers.acknowledged()
  await boris.comeBack()
  await hers.shows('Said by Boris.')
  const found = blocksOf(hers).filter(isRescued)
  expect(found).toHaveLength(1)
  const writers = found.flatMap(writersOf)
  const named = await ana.call('paper.writers', { session: hers.session, clients: [...writers, 12_345] })
  expect(named.writers).toEqual([{ client: writers[0], name: 'Boris' }])
  const again = await boris.read(group, paper)
  await agree(hers, again)
  const told = await boris.call('paper.writers', { session: again.session, clients: writers })
  expect(told.writers.map(({ name }) => name)).toEqual(['Boris'])
  await expect(ana.call('paper.writers', { session: 'f'.repeat(32), clients: [] })).rejects.toThrow()
})

test('one block moved by two who cannot reach each other stands once, with what either wrote in it', async () => {
  const { ana, boris, group, paper, his } = await apart()
  his.type(' More.', 3)
  moveUp(his, 3, 'a')
  await his.acknowledged()
  await boris.leave()
  await ana.comeBack()
  const hers = await ana.read(group, paper)
  moveUp(hers, 3, 'b')
  moveUp(hers, 2, 'c')
  await hers.acknowledged()
  await boris.comeBack()
  const again = await boris.read(group, paper)
  await hers.shows('More.')
  await agree(hers, again)
  expect(hers.text.split('\n').filter((line) => line.startsWith('Three.'))).toEqual(['Three. More.'])
  expect(hers.failures).toEqual([])
  expect(his.failures).toEqual([])
})
