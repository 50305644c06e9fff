// What a restored vault must not bring along. The device keys come with it, so this computer is the same device to everyone; but what
// was promised or opened on the other computer is not promised here.
import type { SealedStore } from '../../shared/ports/sealed-store.ts'
import { listGroups, loadGroupRecord, saveGroupRecord } from './groups/group-record.ts'
import { forgetReach } from './reach.ts'

/**
 * Before the first unlock. Invitations: one that was used since the backup would work a second time here. The open port: a person
 * allows it for one computer. Errors: the disk's.
 */
export async function disarmRestored(store: SealedStore): Promise<void> {
  for (const group of await listGroups(store).catch(() => [])) {
    // A record that cannot be read is told when the group is opened.
    const record = await loadGroupRecord(store, group).catch(() => undefined)
    if (record !== undefined) await saveGroupRecord(store, { ...record, invitations: [] })
  }
  await forgetReach(store)
}
