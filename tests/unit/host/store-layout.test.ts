// The layout of the sealed store, byte for byte: what an older version wrote, a newer one must read.
import { expect, test } from 'vitest'
import { GroupLog } from '../../../electron/host/groups/group-log.ts'
import { listGroups, loadGroupRecord, saveNewGroup } from '../../../electron/host/groups/group-record.ts'
import { Reach } from '../../../electron/host/reach.ts'
import { fromUtf8, utf8 } from '../../../shared/bytes/codec.ts'
import { RapporteurError } from '../../../shared/contract/errors.ts'
import { parseId } from '../../../shared/ids/ids.ts'
import { realCrypto } from '../../support/crypto.ts'
import { fixture } from '../../support/fixture.ts'
import { openStore } from '../../support/open-store.ts'

const GROUP = parseId('GroupId', 'ab'.repeat(32))
const DEVICE = 'cd'.repeat(16)

test('group records, the log with its counter and hash, the checkpoint and reach are stored as they always were', async () => {
  const store = openStore()
  const log = new GroupLog(store, realCrypto, GROUP)
  await log.appendStatements([utf8('statement 0')])
  await log.append([utf8('envelope 0'), utf8('envelope 1')])
  await log.saveCheckpoint({
    statements: [utf8('statement 0')],
    ledger: utf8('ledger'),
    lanes: [{ lane: 'ef'.repeat(16), state: utf8('state') }],
    extra: utf8('extra'),
  })
  await log.append([utf8('envelope 2')])
  const record = {
    group: GROUP,
    deviceKeys: utf8('device keys'),
    addresses: [{ device: DEVICE, addresses: ['192.0.2.7:4100'] }],
    invitations: [
      {
        issued: utf8('issued'),
        claim: {
          device: DEVICE,
          signingKey: utf8('signing'),
          boxKey: utf8('box'),
          name: 'Boris',
          organisation: 'Civic Compass',
          words: ['one', 'two', 'three', 'four', 'five', 'six'],
        },
      },
    ],
  }
  await saveNewGroup(store, record)
  const listener = {
    listen: async () => ({ port: 4100 }),
    stopListening: async () => undefined,
    ownAddresses: () => [],
  }
  await new Reach({ store, listener, fixed: undefined, changed: () => undefined }).set(true)

  const dumped = utf8(store.dump())
  expect(fromUtf8(await fixture('store-layout.txt', dumped))).toBe(fromUtf8(dumped))

  expect(await listGroups(store)).toEqual([GROUP])
  expect(await loadGroupRecord(store, GROUP)).toEqual(record)
  const loaded = await new GroupLog(store, realCrypto, GROUP).load()
  expect(loaded.damaged).toBe(false)
  expect(loaded.tail.map(fromUtf8)).toEqual(['envelope 2'])
  expect(loaded.checkpoint?.at).toBe(2)
})

test('a record that is missing, altered or uncounted is found, and the rest is kept', async () => {
  const store = openStore()
  const log = new GroupLog(store, realCrypto, GROUP)
  await log.append(['a', 'b', 'c', 'd'].map(utf8))
  const table = `envelopes/${GROUP}`
  const second = new Uint8Array([1, 0, 0, 0])
  const reload = (): ReturnType<GroupLog['load']> => new GroupLog(store, realCrypto, GROUP).load()

  await store.write([{ type: 'delete', table, key: second }], 'synced')
  const lost = await reload()
  expect(lost.damaged).toBe(true)
  expect(lost.tail.map(fromUtf8)).toEqual(['a', 'c', 'd'])

  await store.write([{ type: 'put', table, key: second, value: utf8('B') }], 'synced')
  expect((await reload()).damaged).toBe(true)

  await store.write([{ type: 'put', table, key: second, value: utf8('b') }], 'synced')
  expect((await reload()).damaged).toBe(false)

  await store.write([{ type: 'delete', table: `head/${GROUP}`, key: new Uint8Array([0]) }], 'synced')
  expect((await reload()).tail.map(fromUtf8)).toEqual(['a', 'b', 'c', 'd'])
})

test('what is on its way to the disk is given to nobody, and to nobody ever when the disk refuses it', async () => {
  let refuse: (error: Error) => void = () => undefined
  const store = {
    ...openStore(),
    write: () =>
      new Promise<void>((_, reject) => {
        refuse = reject
      }),
  }
  const log = new GroupLog(store, realCrypto, GROUP)
  const appended = log.append([utf8('not durable yet')])
  const read = log.read([0])
  refuse(new Error('the disk is full'))
  await expect(appended).rejects.toThrow('the disk is full')
  await expect(read).rejects.toThrow('the disk is full')
  await expect(log.append([utf8('behind a hole')])).rejects.toThrow('the disk is full')
})

test('a disk that cannot be read at this moment is no damage: what is there is neither judged nor repaired', async () => {
  const sound = openStore()
  await new GroupLog(sound, realCrypto, GROUP).append(['a', 'b'].map(utf8))
  let refusing = true
  const store = {
    ...sound,
    get: (table: string, key: Uint8Array) =>
      refusing ? Promise.reject(new RapporteurError('E_DISK_FULL')) : sound.get(table, key),
  }
  await expect(new GroupLog(store, realCrypto, GROUP).load()).rejects.toThrow('E_DISK_FULL')
  refusing = false
  expect((await new GroupLog(store, realCrypto, GROUP).load()).damaged).toBe(false)
})
