// A disk that refuses, met at the screens: the status says why, typing goes on, and when there is room again all of it is saved.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { FaultyStore } from '../../../electron/host/adapters/faulty-store.ts'
import { errorsEn } from '../../../renderer/editor/i18n/errors.en.ts'
import type { Person } from '../../../scripts/driver/person.ts'
import { startHere } from '../../support/app-here.ts'
import { seededRandom } from '../../support/crypto.ts'
import { ANA, Cast, comeBack, GROUP, TITLE } from './cast.ts'

const disk = { store: new FaultyStore(seededRandom(31)) }
let cast: Cast
let ana: Person

beforeAll(async () => {
  cast = await Cast.gather()
  ana = await cast.arrive(ANA, 'Open Archive', {
    launch: (options) =>
      startHere(options, { openStore: async () => ({ store: disk.store, repaired: false }) }),
  })
  await ana.createVault()
  await ana.createGroup(GROUP)
  await ana.createPaper(TITLE)
  await ana.typeAtEnd('Typed while there was room.')
  await ana.untilStatus(/^Saved on this device$/)
})
afterEach(() => {
  expect(cast.troubles()).toEqual([])
})
afterAll(() => cast.leave())

test.each(['E_DISK_FULL', 'E_DISK_READ_ONLY'] as const)(
  'DISK_FULL: %s is said in words, typing goes on, and everything is saved once the disk takes it',
  async (code) => {
    disk.store.refuseWrites(code)
    await ana.typeAtEnd(`\n${code}: the first words that found no room.`)
    await ana
      .status()
      .filter({ hasText: `Not saved: ${errorsEn[`error.${code}`]}` })
      .waitFor()
    await ana.typeAtEnd(' And more of them.')
    await ana.untilText('found no room. And more of them.')
    expect((await ana.sight()).saved).toBe(false)
    disk.store.refuseWrites(undefined)
    await ana.untilStatus(/^Saved on this device$/)
    const text = await ana.text()
    expect(text).toContain(`${code}: the first words that found no room. And more of them.`)
    // A power cut at once: what was called saved is what the next start finds.
    disk.store = disk.store.crash()
    await ana.kill()
    await comeBack(ana)
    expect(await ana.text()).toBe(text)
  },
)
