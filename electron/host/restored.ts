// What a restored vault must not bring along. The device keys come with it, so this computer is the same device to everyone; but what
// was promised or opened on the other computer is not promised here. It must never let a vault through of which it cannot say so.
import { codeOf, RapporteurError } from '../../shared/contract/errors.ts'
import type { SealedStore } from '../../shared/ports/sealed-store.ts'
import { type GroupRecord, listGroups, loadGroupRecord, saveGroupRecord } from './groups/group-record.ts'
import { forgetReach } from './reach.ts'

/**
 * Before the first unlock. Invitations: one that was used since the backup would work a second time here. The open port: a person
 * allows it for one computer. Rejects with E_BACKUP_DAMAGED, and nothing changed, when a record cannot be read: it may hold an
 * invitation. Other errors: the disk's.
 */
export async function disarmRestored(store: SealedStore): Promise<void> {
  for (const record of await readAll(store)) await saveGroupRecord(store, { ...record, invitations: [] })
  await forgetReach(store)
}

async function readAll(store: SealedStore): Promise<GroupRecord[]> {
  try {
    const records: GroupRecord[] = []
    for (const group of await listGroups(store)) {
      const record = await loadGroupRecord(store, group)
      if (record === undefined) throw new RapporteurError('E_BACKUP_DAMAGED')
      records.push(record)
    }
    return records
  } catch (error) {
    // Here the other devices are of no help: it is the file that is damaged.
    if (codeOf(error) === 'E_STORE_DAMAGED') throw new RapporteurError('E_BACKUP_DAMAGED')
    throw error
  }
}
