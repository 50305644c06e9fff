// What is known of somebody's changes before and after a removal: whether all of them are here, what a taken device had, what is left out.
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { HeadsBook } from '../../../electron/host/groups/heads-book.ts'
import { exposureOf } from '../../../electron/host/members/exposure.ts'
import { Review } from '../../../electron/host/members/review.ts'
import { Touched } from '../../../electron/host/members/touched.ts'
import { idFrom } from '../../../shared/ids/ids.ts'
import { signHeads } from '../../../shared/ledger/heads.ts'
import { BODY_SCHEMA } from '../../../shared/paper/names.ts'
import { changePaper, newPaper } from '../../../shared/records/desk.ts'
import { realCrypto as crypto } from '../../support/crypto.ts'
import { openStore } from '../../support/open-store.ts'
import { RealMember } from '../../support/real-groups.ts'
import { Cast } from '../../support/replicas.ts'
import { systemClock as clock } from '../../support/system-clock.ts'
import { until } from '../../support/until.ts'

const everyone: RealMember[] = []

afterEach(async () => {
  for (const member of everyone.splice(0)) await member.stop()
})

async function coalition(): Promise<{ ana: RealMember; boris: RealMember }> {
  const ana = await RealMember.found(new Cast(crypto, clock))
  const boris = await ana.admit('drafter')
  everyone.push(ana, boris)
  return { ana, boris }
}

function reviewOf({ group, heads }: RealMember): Review {
  return new Review({
    ...{ crypto, clock, store: openStore(), group, heads, arrivals: { at: () => undefined } },
    nameOf: () => '',
    changed: () => undefined,
  })
}

/** All that the first has and the second lacks goes over. */
async function pass(from: RealMember, to: RealMember): Promise<void> {
  await to.group.receiveStatements(from.group.state.charter.all(), from.keys.id)
  const { ledger } = from.group.state
  const lacking = ledger
    .devices()
    .flatMap((device) => ledger.positionsAfter(device, to.group.state.ledger.leaves(device)))
  const envelopes = await from.group.read(lacking)
  await to.group.receiveEnvelopes(
    envelopes.filter((envelope) => envelope !== undefined),
    from.keys.id,
  )
}

async function typed(member: RealMember, text: string): Promise<void> {
  member.type(text, 0)
  await until('it to count', () => member.counted.includes(text.slice(0, 20)))
  await member.group.durableFrontier()
}

test('that something of a member has not come here is known as soon as anybody has signed for it', async () => {
  const { ana, boris } = await coalition()
  const review = reviewOf(ana)
  expect(review.lacks([boris.keys.id])).toBe(false)
  await typed(boris, 'Not yet with Ana')
  expect(review.lacks([boris.keys.id])).toBe(false)
  boris.heads.sign(await boris.group.durableFrontier(), 1, boris.keys.signing.secretKey)
  for (const record of boris.heads.records()) ana.heads.take(record)
  expect(review.lacks([boris.keys.id])).toBe(true)
  expect(review.lacks([ana.keys.id])).toBe(false)
  await pass(boris, ana)
  expect(review.lacks([boris.keys.id])).toBe(false)
})

test('SHRINKING_WORD: a device that signs that it holds nothing has what it once signed for, also after a restart', async () => {
  const { ana, boris } = await coalition()
  const paper = newPaper(crypto, ana.member, 'The witness', 'declaration')
  const other = newPaper(crypto, ana.member, 'Taken out', 'declaration')
  for (const { record } of [paper, other]) await ana.group.writeRecord({ kind: 'desk' }, record)
  await ana.group.writeRecord({ kind: 'desk' }, changePaper(crypto, other.paper, { deleted: true }))
  const store = openStore()
  const { group } = ana
  const open = async (): Promise<HeadsBook> => {
    const book = new HeadsBook({
      ...{ crypto, store, group: group.id, self: ana.keys.id },
      signingKeyOf: (device) => group.state.charter.device(device)?.signingKey,
      covers: (leaves, position) => group.state.ledger.covers(leaves, position),
    })
    await book.load()
    return book
  }
  const says = (book: HeadsBook, counter: number, leaves: ReturnType<typeof group.state.ledger.frontier>) =>
    book.take(
      signHeads(crypto, group.id, { device: boris.keys.id, counter, leaves }, boris.keys.signing.secretKey),
    )
  let book = await open()
  says(book, 1, await group.durableFrontier())
  // An honest device only ever holds more: then nothing else is kept.
  await ana.group.writeRecord({ kind: 'desk' }, changePaper(crypto, paper.paper, { title: 'The witnesses' }))
  const all = await group.durableFrontier()
  says(book, 2, all)
  expect(book.everHeld(boris.keys.id)).toEqual(all)
  // Whoever has it takes that back, as often as they like.
  for (let counter = 3; counter < 40; counter++) says(book, counter, counter % 2 === 0 ? all.slice(0, 1) : [])
  expect(book.everHeld(boris.keys.id)).toEqual(all)
  await book.flushed()
  book = await open()
  expect(book.leaves(boris.keys.id)).toEqual([])
  expect(book.everHeld(boris.keys.id)).toEqual(all)
  const report = exposureOf(group.state, book, [boris.keys.id], 'Boris')
  expect(report).toMatchObject({
    known: true,
    spoke: 39,
    papers: [
      { title: 'The witnesses', deleted: false, holds: 'all', missing: 0 },
      { title: 'Taken out', deleted: true, holds: 'all', missing: 0 },
    ],
  })
  // To colleagues goes its newest word alone.
  expect(book.records()).toHaveLength(1)
})

test('what a removal leaves out is read from what is held, in parts as well, and comes back whole', async () => {
  const { ana, boris } = await coalition()
  const carla = await ana.admit('coordinator')
  everyone.push(carla)
  const long = `A very long statement. ${'Words. '.repeat(50_000)}`
  await typed(boris, 'Short')
  await pass(boris, ana)
  await typed(boris, long)
  await pass(boris, carla)
  await ana.group.removeMember(boris.member)
  await pass(ana, carla)
  expect(carla.counted).not.toContain('A very long')
  const review = reviewOf(carla)
  const parts = review.leftOut(boris.member)
  expect(parts).toBeGreaterThan(1)
  const { leftOut } = await review.page(boris.member)
  expect(leftOut.changes).toBe(parts)
  expect(leftOut.papers[0]?.changes).toMatchObject([{ kind: 'inserted', characters: long.length }])
  await review.keep(boris.member)
  expect(carla.counted).toContain('A very long')
  expect(review.leftOut(boris.member)).toBe(0)
  await pass(carla, ana)
  expect(ana.counted).toContain('A very long')
  // A reviewer of the list does not keep anything.
  const dora = await ana.admit('drafter')
  everyone.push(dora)
  await pass(ana, dora)
  await expect(reviewOf(dora).keep(boris.member)).rejects.toThrow('E_ROLE_FORBIDS')
})

test('what was left out and is not well made is passed over, and never given to the editor’s library', () => {
  const paper = idFrom('PaperId', new Uint8Array(16).fill(7))
  const touched = new Touched(new Set(), () => undefined)
  const doc = new Y.Doc()
  doc.clientID = 5
  doc.getText('elsewhere').insert(0, 'outside the schema')
  const foreign = new Y.Doc()
  foreign.clientID = 6
  foreign.getText('t').insert(0, 'in another name')
  const updates = [
    Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255, 127),
    Y.encodeStateAsUpdate(doc),
    Y.encodeStateAsUpdate(foreign),
    new Uint8Array(0),
  ]
  touched.takeLeftOut(updates.map((update) => ({ paper, update, client: 5, schema: BODY_SCHEMA })))
  expect(touched.listLeftOut([], { titles: new Map() })).toEqual([])
  touched.destroy()
})
