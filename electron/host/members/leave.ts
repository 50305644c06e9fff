// Leaving a group: everything of it goes from this computer. The store's keys are blinded and cannot be listed, so the table below
// names every place where a group keeps something; a test fails when one is missing. Others are told nothing.
import { z } from 'zod'
import { ByteWriter, utf8 } from '../../../shared/bytes/codec.ts'
import { groupId } from '../../../shared/contract/editor-api.ts'
import type { GroupId } from '../../../shared/ids/ids.ts'
import type { SealedStore, SealedWrite } from '../../../shared/ports/sealed-store.ts'
import { dropFromIndex, dropGroup } from '../groups/group-record.ts'
import { decodeRecord, encodeRecord } from '../groups/sealed-record.ts'

/** How a table's keys are made: one record under byte 0, one under "all", or records numbered from 0. */
type Keys = 'zero' | 'all' | 'numbered'

/** In this order: the counters last, for a crash in between must leave them to go by. Names are followed by `/` and the group. */
export const GROUP_TABLES: { readonly [name: string]: Keys } = {
  // The log: what everyone wrote, and who belongs.
  envelopes: 'numbered',
  statements: 'numbered',
  strays: 'zero',
  checkpoint: 'zero',
  head: 'zero',
  // What devices said they hold, and proofs against those that were copied.
  'heads-known': 'all',
  forks: 'all',
  // Keys of epochs that a colleague handed on.
  grants: 'all',
  // When this device first saw each change of the members.
  seen: 'numbered',
  // On which day which part of the log came.
  arrivals: 'all',
  // What was restored after a review, so that it can be undone.
  restored: 'all',
}

const TABLE = 'leaving'
const KEY = utf8('all')
/** How many records go in one write. */
const BATCH = 512
/** As the log's own search: so many absent in a row are the end. */
const PROBE = 256

const leavingSchema = z.array(z.object({ group: groupId, records: z.number().int().nonnegative() }))
type Leaving = z.infer<typeof leavingSchema>[number]

/**
 * The group is closed and nothing writes for it any more. `records`: at least as many as any of its numbered tables has. When it
 * resolves everything is gone; after a crash {@link finishLeaving} does the rest. Rejects when nothing could be begun: then the
 * group is still whole.
 */
export async function leaveGroup(store: SealedStore, group: GroupId, records: number): Promise<void> {
  const others = (await readLeaving(store)).filter((one) => one.group !== group)
  // One write: from here on the group is not there, and what is left of it is known to be left over.
  await dropGroup(store, group, [markWrite([...others, { group, records }])])
  await finishLeaving(store)
}

/** At every start, before any group is opened. Does nothing when nobody was leaving. */
export async function finishLeaving(store: SealedStore): Promise<void> {
  for (;;) {
    const [next, ...others] = await readLeaving(store)
    if (next === undefined) return
    await dropFromIndex(store, next.group as GroupId)
    for (const [name, keys] of Object.entries(GROUP_TABLES)) {
      await forgetTable(store, `${name}/${next.group}`, keys, next.records)
    }
    await store.write(
      [others.length === 0 ? { type: 'delete', table: TABLE, key: KEY } : markWrite(others)],
      'synced',
    )
    // What was deleted leaves the files only when they are written anew; that it does not leave at once is no failure.
    await store.compact().catch(() => undefined)
  }
}

async function forgetTable(store: SealedStore, table: string, keys: Keys, records: number): Promise<void> {
  if (keys !== 'numbered') {
    const key = keys === 'all' ? utf8('all') : new Uint8Array([0])
    await store.write([{ type: 'delete', table, key }], 'buffered')
    return
  }
  for (let from = 0; ; from += BATCH) {
    const numbers = Array.from({ length: BATCH }, (_, i) => numberKey(from + i))
    if (from >= records) {
      const found = await store.getMany(table, numbers.slice(0, PROBE))
      if (found.every((read) => read === undefined)) return
    }
    await store.write(
      numbers.map((key) => ({ type: 'delete', table, key })),
      'buffered',
    )
  }
}

/** A damaged list names nobody: the groups it named are out of the index, and their keys are gone. */
async function readLeaving(store: SealedStore): Promise<Leaving[]> {
  try {
    return decodeRecord(leavingSchema, await store.get(TABLE, KEY)) ?? []
  } catch {
    return []
  }
}

function markWrite(leaving: readonly Leaving[]): SealedWrite {
  return { type: 'put', table: TABLE, key: KEY, value: encodeRecord([...leaving]) }
}

function numberKey(number: number): Uint8Array {
  return new ByteWriter(4).u32(number).finish()
}
