// The vault locks by itself: the page's last words are on the disk before the keys go, and the clock that counts is that of the wall.
import { expect, test } from 'vitest'
import { systemClock } from '../../electron/host/adapters/system-clock.ts'
import { utf8 } from '../../shared/bytes/codec.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import { PASSPHRASE } from '../support/host-cast.ts'
import { gatherPlayers } from '../support/players.ts'
import { until } from '../support/until.ts'

const { arrive } = gatherPlayers()

/** The machine's clock, and how long it has slept. */
function wallClock(): { clock: Clock; suspend(milliseconds: number): void } {
  let slept = 0
  return {
    clock: { now: () => systemClock.now() + slept, after: systemClock.after },
    suspend: (milliseconds) => {
      slept += milliseconds
    },
  }
}

test('after a sleep the vault is locked before whoever wakes the machine reads a line, and the last words are kept', async () => {
  const { clock, suspend } = wallClock()
  const ana = await arrive('Ana', {}, clock)
  const group = await ana.foundGroup('Shrinking civic space')
  const { paper } = await ana.call('papers.create', { group, title: 'Safe to speak', kind: 'declaration' })
  const desk = await ana.read(group, paper)
  ana.lastWords = async () => {
    desk.type('Typed as the lid closed. ')
    await desk.acknowledged()
  }
  suspend(16 * 60_000)
  await ana.call('vault.touch', {})
  await until('the vault to lock', async () => (await ana.call('app.state', {})).vault === 'locked')
  expect(desk.failures).toEqual([])
  await expect(ana.page(group)).rejects.toThrow('E_VAULT_LOCKED')
  await ana.call('vault.unlock', { passphrase: utf8(PASSPHRASE) })
  expect((await ana.read(group, paper)).text).toContain('Typed as the lid closed.')
})

test('the minutes are a setting that outlives nothing but itself, and the page is warned', async () => {
  const { clock, suspend } = wallClock()
  const ana = await arrive('Ana', {}, clock)
  const warnings: (number | undefined)[] = []
  ana.host?.onEvent((event, payload) => {
    if (event === 'vault.idle') warnings.push('locksIn' in payload ? payload.locksIn : undefined)
  })
  expect((await ana.call('app.state', {})).lockAfter).toBe('15')
  await ana.call('settings.set', { lockAfter: '30' })
  suspend(29 * 60_000 + 1_000)
  // Within seconds the host looks at the clock.
  await until('the warning', () => warnings.length === 1, 10_000)
  expect(warnings[0]).toBeLessThan(59_500)
  await ana.call('vault.touch', {})
  expect(warnings).toEqual([warnings[0], undefined])
  await ana.call('settings.set', { lockAfter: 'never' })
  suspend(24 * 60 * 60_000)
  await ana.call('vault.touch', {})
  expect((await ana.call('app.state', {})).vault).toBe('unlocked')
})
