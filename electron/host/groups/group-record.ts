// What this device keeps of a group besides its log: its own keys there, where colleagues were last reached, the invitations that
// it gave out and who came with them. One sealed record a group.
import { z } from 'zod'
import { utf8 } from '../../../shared/bytes/codec.ts'
import { bytes } from '../../../shared/contract/bytes.ts'
import { deviceId, groupId, memberId } from '../../../shared/contract/editor-api.ts'
import { RapporteurError } from '../../../shared/contract/errors.ts'
import type { GroupId } from '../../../shared/ids/ids.ts'
import type { SealedRead, SealedStore, SealedWrite } from '../../../shared/ports/sealed-store.ts'
import { decodeRecord, encodeRecord } from './sealed-record.ts'

/** Two copies, written one after the other: without its keys a group could never be opened again. */
const COPIES = ['a', 'b'] as const
type Copy = (typeof COPIES)[number]
const TABLE = 'groups'
const INDEX_TABLE = 'group-index'

/** Who proved an invitation's secret first. */
const claim = z.object({
  device: deviceId,
  signingKey: bytes,
  boxKey: bytes,
  name: z.string(),
  organisation: z.string(),
  words: z.array(z.string()),
  /** What it signed to become a further device of this one's member; left out by callers of an earlier version. */
  consent: bytes.optional(),
})
export type Claim = z.infer<typeof claim>

const schema = z.object({
  group: groupId,
  /** As `encodeDeviceKeys` writes them. */
  deviceKeys: bytes,
  addresses: z.array(z.object({ device: deviceId, addresses: z.array(z.string()) })),
  /** `issued` as `encodeIssued` writes it. */
  invitations: z.array(z.object({ issued: bytes, claim: claim.optional() })),
  /** Members whose safety words were compared here, and the devices that they stood for. Never sent. */
  compared: z
    .array(z.object({ member: memberId, devices: z.array(deviceId), match: z.boolean() }))
    .optional(),
})
export type GroupRecord = z.infer<typeof schema>

/** In the order in which the groups came to this device. `E_STORE_DAMAGED` when both copies are. */
export async function listGroups(store: SealedStore): Promise<GroupId[]> {
  const list = await readCopies(store, INDEX_TABLE, 'all', z.array(groupId))
  return (list ?? []) as GroupId[]
}

export async function loadGroupRecord(store: SealedStore, group: GroupId): Promise<GroupRecord | undefined> {
  return readCopies(store, TABLE, group, schema)
}

export async function saveGroupRecord(store: SealedStore, record: GroupRecord): Promise<void> {
  for (const copy of COPIES) await store.write([copyWrite(TABLE, record.group, record, copy)], 'synced')
}

/** Record, index and whatever it replaces in one write: a crash leaves the group whole or absent. */
export async function saveNewGroup(
  store: SealedStore,
  record: GroupRecord,
  also: readonly SealedWrite[] = [],
): Promise<void> {
  const groups = await listGroups(store)
  if (!groups.includes(record.group as GroupId)) groups.push(record.group as GroupId)
  const writes = (copy: Copy): SealedWrite[] => [
    copyWrite(TABLE, record.group, record, copy),
    copyWrite(INDEX_TABLE, 'all', groups, copy),
  ]
  await store.write([...writes('a'), ...also], 'synced')
  await store.write(writes('b'), 'synced')
}

/** The counterpart: record and index in one write, with `also`. Rejects with the group untouched. */
export async function dropGroup(
  store: SealedStore,
  group: GroupId,
  also: readonly SealedWrite[],
): Promise<void> {
  const rest = (await listGroups(store)).filter((other) => other !== group)
  const writes = COPIES.flatMap((copy): SealedWrite[] => [
    { type: 'delete', table: TABLE, key: copyKey(group, copy) },
    copyWrite(INDEX_TABLE, 'all', rest, copy),
  ])
  await store.write([...writes, ...also], 'synced')
}

/** Does nothing when the group is not there. */
export async function dropFromIndex(store: SealedStore, group: GroupId): Promise<void> {
  if ((await listGroups(store)).includes(group)) await dropGroup(store, group, [])
}

/** `E_STORE_DAMAGED` when neither copy is whole. */
async function readCopies<Shape extends object>(
  store: SealedStore,
  table: string,
  name: string,
  shape: z.ZodType<Shape>,
): Promise<Shape | undefined> {
  const reads = await store.getMany(
    table,
    COPIES.map((copy) => copyKey(name, copy)),
  )
  const copies = reads.map((read) => whole(shape, read))
  const record = copies.find((copy) => copy !== undefined)
  if (record === undefined) {
    if (reads.some((read) => read !== undefined)) throw new RapporteurError('E_STORE_DAMAGED')
    return undefined
  }
  // Made whole again at once, before the other copy has its turn. A disk that refuses says so at the next write.
  const lost = COPIES.filter((_, at) => copies[at] === undefined)
  const mended = lost.map((copy) => copyWrite(table, name, record, copy))
  if (mended.length > 0) await store.write(mended, 'synced').catch(() => undefined)
  return record
}

function whole<Shape>(shape: z.ZodType<Shape>, read: SealedRead): Shape | undefined {
  try {
    return decodeRecord(shape, read)
  } catch {
    return undefined
  }
}

function copyWrite(table: string, name: string, value: object, copy: Copy): SealedWrite {
  return { type: 'put', table, key: copyKey(name, copy), value: encodeRecord(value) }
}

function copyKey(name: string, copy: Copy): Uint8Array {
  return utf8(`${name}/${copy}`)
}
