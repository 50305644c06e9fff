// The vault that locks by itself, on a clock in the test's hand: after the person's minutes, with a warning, also over a sleep.
import { expect, it } from 'vitest'
import { AutoLock, WARNING_MS } from '../../../electron/host/vault/auto-lock.ts'
import type { LockAfter } from '../../../shared/contract/editor-api.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

const MINUTE = 60_000

function armed(lockAfter: LockAfter = '15') {
  const clock = new VirtualClock()
  const seen = { lockAfter, locks: 0, told: [] as (number | undefined)[] }
  const autoLock = new AutoLock({
    clock,
    lockAfter: () => seen.lockAfter,
    tell: (locksIn) => seen.told.push(locksIn),
    lock: () => {
      seen.locks += 1
      autoLock.disarm()
    },
  })
  autoLock.arm()
  return { clock, seen, autoLock }
}

it('warns a minute before and locks once the time is over, once', async () => {
  const { clock, seen } = armed()
  await clock.advance(14 * MINUTE - 1)
  expect(seen).toMatchObject({ locks: 0, told: [] })
  await clock.advance(1)
  expect(seen.told).toEqual([WARNING_MS])
  await clock.advance(MINUTE - 1)
  expect(seen.locks).toBe(0)
  await clock.advance(1)
  expect(seen.locks).toBe(1)
  await clock.advance(60 * MINUTE)
  expect(seen.locks).toBe(1)
})

it.each(['5', '15', '30', '60'] as const)('keeps to %s minutes', async (lockAfter) => {
  const { clock, seen } = armed(lockAfter)
  await clock.advance(Number(lockAfter) * MINUTE - 1)
  expect(seen.locks).toBe(0)
  await clock.advance(1)
  expect(seen.locks).toBe(1)
})

it('counts from the last time that somebody was there', async () => {
  const { clock, seen, autoLock } = armed('5')
  for (let times = 0; times < 10; times += 1) {
    await clock.advance(3 * MINUTE)
    autoLock.touched()
  }
  expect(seen).toMatchObject({ locks: 0, told: [] })
  await clock.advance(5 * MINUTE)
  expect(seen.locks).toBe(1)
})

it('takes the warning back when somebody stays', async () => {
  const { clock, seen, autoLock } = armed()
  await clock.advance(14 * MINUTE + 30_000)
  autoLock.touched()
  expect(seen.told).toEqual([WARNING_MS, undefined])
  await clock.advance(14 * MINUTE - 1)
  expect(seen).toMatchObject({ locks: 0, told: [WARNING_MS, undefined] })
})

it('locks on waking from a sleep that was too long, before whoever woke it can stay', async () => {
  const { clock, seen, autoLock } = armed()
  await clock.advance(MINUTE)
  clock.suspend(60 * MINUTE)
  autoLock.touched()
  expect(seen.locks).toBe(1)
})

it('looks at the clock within seconds of waking, without being touched', async () => {
  const { clock, seen } = armed()
  clock.suspend(60 * MINUTE)
  await clock.advance(5_000)
  expect(seen.locks).toBe(1)
})

it('warns for what is left when the sleep ended within the last minute', async () => {
  const { clock, seen } = armed()
  clock.suspend(14 * MINUTE + 20_000)
  await clock.advance(5_000)
  expect(seen).toMatchObject({ locks: 0, told: [35_000] })
})

it('is kept from locking by no clock that is set back', async () => {
  const { clock, seen } = armed()
  await clock.advance(10 * MINUTE)
  clock.suspend(-3 * 60 * MINUTE)
  await clock.advance(5 * MINUTE + 5_000)
  expect(seen.locks).toBe(1)
})

it('never locks when the person has chosen so, and does as soon as they choose otherwise', async () => {
  const { clock, seen, autoLock } = armed('never')
  await clock.advance(24 * 60 * MINUTE)
  expect(seen).toMatchObject({ locks: 0, told: [] })
  // As the handler of the setting does: under the old limit, then under the new one.
  autoLock.touched()
  seen.lockAfter = '5'
  autoLock.touched()
  await clock.advance(5 * MINUTE - 1)
  expect(seen.locks).toBe(0)
  await clock.advance(1)
  expect(seen.locks).toBe(1)
})

it('counts nothing while the vault is locked', async () => {
  const { clock, seen, autoLock } = armed()
  await clock.advance(14 * MINUTE)
  autoLock.disarm()
  expect(seen.told).toEqual([WARNING_MS, undefined])
  await clock.advance(60 * MINUTE)
  autoLock.touched()
  expect(seen.locks).toBe(0)
  autoLock.arm()
  await clock.advance(14 * MINUTE)
  expect(seen.locks).toBe(0)
})
