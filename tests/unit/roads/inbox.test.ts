// What waits for a Link's listener.
import { expect, it } from 'vitest'
import { Inbox } from '../../../electron/host/adapters/inbox.ts'
import { until } from '../../support/until.ts'

const nothing = (): void => undefined

it('hands over one at a time, in order, and counts what waits', async () => {
  let taken = 0
  const inbox = new Inbox(100, () => taken++, nothing)
  const heard: number[] = []
  let release: () => void = nothing
  for (const mark of [1, 2, 3]) inbox.add(Uint8Array.of(mark, 0))
  inbox.listen((message) => {
    heard.push(message[0] ?? -1)
    if (heard.length > 1) return
    return new Promise<void>((resolve) => {
      release = resolve
    })
  })
  expect(heard).toEqual([1])
  expect(inbox.waiting).toBe(6)
  release()
  await until('all are taken', () => taken === 3)
  expect(heard).toEqual([1, 2, 3])
  expect(inbox.waiting).toBe(0)
})

it('says when more waits than may', () => {
  const inbox = new Inbox(4, nothing, nothing)
  expect(inbox.add(new Uint8Array(4))).toBe(true)
  expect(inbox.add(new Uint8Array(1))).toBe(false)
})

it.each([
  [
    'throws',
    () => {
      throw new Error('broken')
    },
  ],
  ['rejects', () => Promise.reject(new Error('broken'))],
])('a listener that %s costs its Link, and nothing more is handed over', async (_what, listener) => {
  let failed = 0
  let taken = 0
  const inbox = new Inbox(
    100,
    () => taken++,
    () => failed++,
  )
  inbox.add(Uint8Array.of(1))
  inbox.add(Uint8Array.of(2))
  inbox.listen(listener)
  await until('the Link is told', () => failed === 1)
  inbox.add(Uint8Array.of(3))
  expect(taken).toBe(0)
})
