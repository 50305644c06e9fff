// The history of membership for people: who did what to whom, with the names known here and the day on which this device first saw it.
// It must never show keys changing hands: only what changes who belongs, in which role, with which device.
import type { Charter, HistoryEntry } from '../../../shared/charter/charter.ts'
import type { HistoryItem } from '../../../shared/contract/editor-api.ts'
import type { DeviceId, Hash, MemberId } from '../../../shared/ids/ids.ts'

export interface HistoryNames {
  ofDevice(device: DeviceId): string
  ofMember(member: MemberId): string
}

/** Newest first, as far as the charter's own order says what is newer. */
export function historyItems(
  charter: Charter,
  names: HistoryNames,
  seenAt: (statement: Hash) => number | undefined,
): HistoryItem[] {
  const items: HistoryItem[] = []
  for (const entry of charter.history()) {
    const kind = kindOf(entry)
    if (kind === undefined) continue
    const { by, member, device, role, until, flags } = entry
    const seen = seenAt(entry.statement)
    const whom =
      member !== undefined ? names.ofMember(member) : device !== undefined ? names.ofDevice(device) : ''
    items.push({
      kind,
      by: names.ofDevice(by),
      whom,
      ...(role === undefined ? {} : { role }),
      ...(until === undefined ? {} : { until }),
      ...(seen === undefined ? {} : { seen }),
      flags: [...flags],
    })
  }
  return items.reverse()
}

function kindOf({ kind, device }: HistoryEntry): HistoryItem['kind'] | undefined {
  switch (kind) {
    case 'adopt':
    case 'rotate':
      return undefined
    case 'add-device':
      return 'addDevice'
    case 'remove':
      return device === undefined ? 'remove' : 'removeDevice'
    default:
      return kind
  }
}
