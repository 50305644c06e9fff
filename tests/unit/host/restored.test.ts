// A restored vault lets nobody in with an invitation of the old computer, and is refused where that cannot be made sure.
import { expect, test } from 'vitest'
import { loadGroupRecord, saveNewGroup } from '../../../electron/host/groups/group-record.ts'
import { disarmRestored } from '../../../electron/host/restored.ts'
import { utf8 } from '../../../shared/bytes/codec.ts'
import { parseId } from '../../../shared/ids/ids.ts'
import { openStore } from '../../support/open-store.ts'

const FIRST = parseId('GroupId', 'ab'.repeat(32))
const SECOND = parseId('GroupId', 'cd'.repeat(32))

async function twoGroups() {
  const store = openStore()
  for (const group of [FIRST, SECOND]) {
    const invitations = [{ issued: utf8('issued') }]
    await saveNewGroup(store, { group, deviceKeys: utf8('keys'), addresses: [], invitations })
  }
  return store
}

test('its invitations are gone, its keys and addresses stay', async () => {
  const store = await twoGroups()
  await disarmRestored(store)
  for (const group of [FIRST, SECOND])
    expect(await loadGroupRecord(store, group)).toMatchObject({ deviceKeys: utf8('keys'), invitations: [] })
})

test('a record that cannot be read, or is missing, refuses the whole of it, and nothing is changed', async () => {
  for (const spoil of ['damage', 'loss'] as const) {
    const store = await twoGroups()
    for (const copy of ['a', 'b']) {
      const key = utf8(`${SECOND}/${copy}`)
      const write =
        spoil === 'loss'
          ? ({ type: 'delete', table: 'groups', key } as const)
          : ({ type: 'put', table: 'groups', key, value: utf8('noise') } as const)
      expect(await store.get('groups', key)).toBeDefined()
      await store.write([write], 'synced')
    }
    const before = store.dump()
    await expect(disarmRestored(store)).rejects.toThrow('E_BACKUP_DAMAGED')
    expect(store.dump()).toBe(before)
  }
})
