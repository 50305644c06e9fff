// GrantBook: epoch keys that colleagues sealed to this device outside the charter, kept as they came: sealed to it, in the sealed store.
// It must never hold an opened key.
import { z } from 'zod'
import { utf8 } from '../../../shared/bytes/codec.ts'
import { bytes } from '../../../shared/contract/bytes.ts'
import { codeOf } from '../../../shared/contract/errors.ts'
import type { GroupId } from '../../../shared/ids/ids.ts'
import type { SealedStore } from '../../../shared/ports/sealed-store.ts'
import { decodeRecord, encodeRecord } from './sealed-record.ts'

const KEY = utf8('all')
const tableOf = (group: GroupId): string => `grants/${group}`

/** A damaged record costs keys that colleagues give again. */
export async function loadGrants(store: SealedStore, group: GroupId): Promise<Uint8Array[]> {
  try {
    return decodeRecord(z.array(bytes), await store.get(tableOf(group), KEY)) ?? []
  } catch (error) {
    if (codeOf(error) !== 'E_STORE_DAMAGED') throw error
    return []
  }
}

export async function saveGrants(
  store: SealedStore,
  group: GroupId,
  grants: readonly Uint8Array[],
): Promise<void> {
  const write = { type: 'put', table: tableOf(group), key: KEY, value: encodeRecord([...grants]) } as const
  await store.write([write], 'synced')
}
