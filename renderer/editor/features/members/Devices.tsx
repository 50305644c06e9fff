// The devices of one member: which is this computer, which are connected. One's own others can be taken out of the group.
import { useState } from 'react'
import type { MemberItem } from '../../../../shared/contract/editor-api.ts'
import { useSay } from '../../i18n/say.ts'
import { Button } from '../../ui/Button.tsx'
import { DeviceTakenDialog } from './DeviceTakenDialog.tsx'
import { deviceCode } from './device-code.ts'
import styles from './members.module.css'

interface DevicesProps {
  readonly group: string
  readonly member: MemberItem
}

export function Devices({ group, member }: DevicesProps) {
  const say = useSay()
  const [removing, setRemoving] = useState<string>()
  return (
    <details className={styles.devices}>
      <summary>{say('devices.count', { count: member.devices.length })}</summary>
      <ul aria-label={say('devices.list')}>
        {member.devices.map(({ device, here, online }) => (
          <li key={device} aria-label={say('devices.one', { code: deviceCode(device) })}>
            <span>{say('devices.one', { code: deviceCode(device) })}</span>
            <span className={styles.soft}>
              {say(here ? 'devices.here' : online ? 'members.online' : 'members.offline')}
            </span>
            {member.me && !here ? (
              <Button look="quiet" onPress={() => setRemoving(device)}>
                {say('devices.remove')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <DeviceTakenDialog
        group={group}
        member={member}
        first={removing}
        isOpen={removing !== undefined}
        onClose={() => setRemoving(undefined)}
      />
    </details>
  )
}
