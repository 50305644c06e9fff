// Beside the device that was taken: which devices of the same member it brought into the group, and which others there are. Those that it
// brought go with it unless a person says otherwise: whoever has it may have added one of theirs.
import type { MemberItem } from '../../../../shared/contract/editor-api.ts'
import { useSay } from '../../i18n/say.ts'
import { Note } from '../../ui/Alert.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { deviceCode } from './device-code.ts'
import { useName } from './name.ts'

type Device = MemberItem['devices'][number]

/** Devices that `taken` brought into the group, and those that these did. */
export function broughtBy(devices: readonly Device[], taken: string): string[] {
  const brought: string[] = []
  const from = new Set([taken])
  for (let grew = true; grew; ) {
    grew = false
    for (const { device, addedBy, here } of devices) {
      if (here || from.has(device) || addedBy === undefined || !from.has(addedBy)) continue
      from.add(device)
      brought.push(device)
      grew = true
    }
  }
  return brought
}

interface FurtherDevicesProps {
  readonly member: MemberItem
  readonly taken: string
  readonly chosen: ReadonlySet<string>
  readonly onChange: (device: string, chosen: boolean) => void
}

export function FurtherDevices({ member, taken, chosen, onChange }: FurtherDevicesProps) {
  const say = useSay()
  const name = useName()(member.name)
  const brought = broughtBy(member.devices, taken)
  const others = member.devices.filter(
    ({ device, here }) => !here && device !== taken && !brought.includes(device),
  )
  const box = (device: string) => (
    <Checkbox
      key={device}
      label={say('taken.also.device', { code: deviceCode(device) })}
      checked={chosen.has(device)}
      onChange={(on) => onChange(device, on)}
    />
  )
  return (
    <>
      {brought.length === 0 ? null : (
        <>
          <Note>{say('taken.also', { count: brought.length })}</Note>
          {brought.map(box)}
        </>
      )}
      {others.length === 0 ? null : (
        <>
          <p>{say('taken.others', { name })}</p>
          {others.map(({ device }) => box(device))}
        </>
      )}
    </>
  )
}
