// A coordinator locks the vault at the very moment when somebody knocks or is admitted, on a slow disk. Whatever the moment, the
// group, its keys and the invitation are there afterwards. (A save that was under way once wrote wiped keys.)
import { expect, test } from 'vitest'
import { MemoryStore } from '../../electron/host/adapters/memory-store.ts'
import type { HostSeams } from '../../electron/host/host.ts'
import { utf8 } from '../../shared/bytes/codec.ts'
import type { Store } from '../../shared/ports/store.ts'
import { PASSPHRASE } from '../support/host-cast.ts'
import { gatherPlayers } from '../support/players.ts'
import { until } from '../support/until.ts'

const { arrive } = gatherPlayers()

/** Every write takes a few milliseconds, so that a lock can fall between two of them. */
function slowDisk(): HostSeams {
  const memory = new MemoryStore()
  const store: Store = {
    get: (key) => memory.get(key),
    getMany: (keys) => memory.getMany(keys),
    write: async (writes) => {
      await new Promise((resolve) => setTimeout(resolve, 4))
      await memory.write(writes)
    },
    keys: () => memory.keys(),
    entries: () => memory.entries(),
    compact: () => memory.compact(),
    close: async () => undefined,
  }
  return { openStore: async () => ({ store, repaired: false }) }
}

test('a lock at any moment of a knock or an admission loses neither group nor invitation', async () => {
  const ana = await arrive('Ana', slowDisk())
  const group = await ana.foundGroup('Slow but sure')
  for (const delay of [0, 3, 8, 15]) {
    const guest = await arrive(`Guest ${delay}`)
    const { link } = await ana.call('members.invite', { group, role: 'drafter' })
    await guest.call('groups.join', { invitation: link, yourName: guest.name, organisation: 'Visitors' })
    const relock = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, delay))
      await ana.call('vault.lock', {})
      await ana.call('vault.unlock', { passphrase: utf8(PASSPHRASE) })
      expect((await ana.call('groups.list', {})).groups.map((item) => item.group)).toEqual([group])
    }
    await relock()
    let waiting: string | undefined
    await until(`${guest.name} to knock again`, async () => {
      waiting = (await ana.page(group)).waiting.find(({ name }) => name === guest.name)?.waiting
      return waiting !== undefined
    })
    const admitted = ana.call('members.admit', { group, waiting: waiting ?? '' }).catch(() => undefined)
    await relock()
    await admitted
    const again = (await ana.page(group)).waiting.find(({ name }) => name === guest.name)?.waiting
    if (again !== undefined) await ana.call('members.admit', { group, waiting: again })
    await until(`${guest.name} to be let in`, async () =>
      (await guest.call('groups.list', {})).groups.some((item) => item.group === group),
    )
  }
  expect(ana.notices).not.toContain('E_STORE_DAMAGED')
})
