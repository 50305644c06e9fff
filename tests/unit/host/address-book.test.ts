// Addresses are hints that members tell each other: what one hears of a third must never push out what the third said, nor go
// round for ever.
import { expect, test } from 'vitest'
import { AddressBook } from '../../../electron/host/groups/address-book.ts'
import { parseId } from '../../../shared/ids/ids.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

const DEVICE = parseId('DeviceId', 'cd'.repeat(16))
const book = (...addresses: string[]): AddressBook =>
  new AddressBook(new VirtualClock(), [{ device: DEVICE, addresses }], async () => undefined)

test('hearsay fills free places and displaces nothing', () => {
  const known = book('192.0.2.1:1', '192.0.2.2:2')
  expect(known.learn(DEVICE, ['198.51.100.9:9'], false)).toBe(true)
  expect(known.learn(DEVICE, ['198.51.100.8:8'], false)).toBe(false)
  expect(known.of(DEVICE)).toEqual(['192.0.2.1:1', '192.0.2.2:2', '198.51.100.9:9'])
})

test('a device’s own word comes first', () => {
  const known = book('192.0.2.1:1', '192.0.2.2:2', '192.0.2.3:3')
  expect(known.learn(DEVICE, ['203.0.113.5:5'], true)).toBe(true)
  expect(known.of(DEVICE)).toEqual(['203.0.113.5:5', '192.0.2.1:1', '192.0.2.2:2'])
})

test('two who know different old addresses of a third fall silent', () => {
  const [a, b] = [
    book('192.0.2.1:1', '192.0.2.2:2', '192.0.2.3:3'),
    book('192.0.2.4:4', '192.0.2.5:5', '192.0.2.6:6'),
  ]
  let rounds = 0
  for (let news = true; news && rounds < 20; rounds++) {
    const [fromA, fromB] = [a.of(DEVICE), b.of(DEVICE)]
    news = [b.learn(DEVICE, fromA, false), a.learn(DEVICE, fromB, false)].includes(true)
  }
  expect(rounds).toBeLessThan(3)
})

test('what is no address is not learned', () => {
  const known = book()
  expect(known.learn(DEVICE, ['not an address', ''], true)).toBe(false)
  expect(known.of(DEVICE)).toEqual([])
})

test('a peer whose address changes with every frame costs a write a second, and its last word is kept', async () => {
  const clock = new VirtualClock()
  const saved: unknown[] = []
  const known = new AddressBook(clock, [], async (all) => {
    saved.push(all)
  })
  for (let i = 0; i < 5_000; i++) {
    expect(known.learn(DEVICE, [`192.0.2.1:${i + 1}`], true)).toBe(true)
    if (i % 100 === 0) await clock.advance(100)
  }
  await clock.advance(1_000)
  expect(saved.length).toBeLessThanOrEqual(8)
  const last = { device: DEVICE, addresses: ['192.0.2.1:5000', '192.0.2.1:4999', '192.0.2.1:4998'] }
  expect(saved.at(-1)).toEqual([last])
})

test('what was learned at the last moment is on the disk when the group closes', async () => {
  const saved: unknown[] = []
  const known = new AddressBook(new VirtualClock(), [], async (all) => {
    saved.push(all)
  })
  known.learn(DEVICE, ['192.0.2.1:1'], true)
  await known.flushed()
  await known.flushed()
  expect(saved).toEqual([[{ device: DEVICE, addresses: ['192.0.2.1:1'] }]])
})
