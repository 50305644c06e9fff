// What the host keeps about members beside the log, byte for byte, and what leaving does with a store in any state.
import { expect, test } from 'vitest'
import { GroupLog } from '../../../electron/host/groups/group-log.ts'
import { listGroups, saveNewGroup } from '../../../electron/host/groups/group-record.ts'
import { finishLeaving, leaveGroup } from '../../../electron/host/members/leave.ts'
import { SeenBook } from '../../../electron/host/members/seen-book.ts'
import { fromUtf8, utf8 } from '../../../shared/bytes/codec.ts'
import { parseId } from '../../../shared/ids/ids.ts'
import { realCrypto } from '../../support/crypto.ts'
import { fixture } from '../../support/fixture.ts'
import { type OpenStore, openStore } from '../../support/open-store.ts'

const GROUP = parseId('GroupId', 'ab'.repeat(32))
const OTHER = parseId('GroupId', 'cd'.repeat(32))
const STATEMENT = parseId('Hash', 'ef'.repeat(32))

async function fill(store: OpenStore, group: typeof GROUP, envelopes: number): Promise<void> {
  const log = new GroupLog(store, realCrypto, group)
  await log.appendStatements([utf8('statement 0')])
  await log.append(Array.from({ length: envelopes }, (_, number) => utf8(`envelope ${number}`)))
  await saveNewGroup(store, { group, deviceKeys: utf8('keys'), addresses: [], invitations: [] })
  const seen = new SeenBook(store, group)
  await seen.load()
  seen.note([STATEMENT], 1_790_000_000_000)
  await seen.flushed()
}

/** Refuses every write after the first few. */
function failing(store: OpenStore, writes: number): OpenStore {
  let left = writes
  return {
    ...store,
    write: async (...args) => {
      if (left-- <= 0) throw new Error('the power went')
      await store.write(...args)
    },
  }
}

test('members-store.txt: when statements were seen, and a leaving under way, are stored as they always were', async () => {
  const store = openStore()
  await fill(store, GROUP, 1)
  const seen = store
    .dump()
    .split('\n')
    .filter((line) => line.startsWith('seen/'))
  await expect(leaveGroup(failing(store, 1), GROUP, 1)).rejects.toThrow('the power went')
  const leaving = store
    .dump()
    .split('\n')
    .filter((line) => line.startsWith('leaving '))
  const dumped = utf8([...seen, ...leaving].join('\n'))
  expect([seen.length, leaving.length]).toEqual([1, 1])
  expect(fromUtf8(await fixture('members-store.txt', dumped))).toBe(fromUtf8(dumped))
})

test('wherever the power goes, the next start leaves nothing of the group and everything of the other', async () => {
  const alone = openStore()
  await fill(alone, OTHER, 3)
  for (let writes = 0; writes < 20; writes++) {
    const store = openStore()
    await fill(store, OTHER, 3)
    await fill(store, GROUP, 1_200)
    const began = await leaveGroup(failing(store, writes), GROUP, 1_200).then(
      () => 'done',
      () => 'cut',
    )
    await finishLeaving(store)
    if (writes === 0) {
      // Nothing was begun: the group is whole.
      expect(await listGroups(store)).toEqual([OTHER, GROUP])
      continue
    }
    expect(store.dump(), `${began} after ${writes} writes`).toBe(alone.dump())
  }
})

test('a count that is too small still leaves nothing', async () => {
  const store = openStore()
  await fill(store, GROUP, 1_200)
  await leaveGroup(store, GROUP, 0)
  expect(store.dump().includes(GROUP)).toBe(false)
})
