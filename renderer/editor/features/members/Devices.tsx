// The devices of one member: which is this computer, which are connected. One's own others can be taken out of the group, and one that
// is proved to exist twice can be stopped by anybody.
import { useState } from 'react'
import type { MemberItem } from '../../../../shared/contract/editor-api.ts'
import { useSay } from '../../i18n/say.ts'
import { Button } from '../../ui/Button.tsx'
import { DeviceTakenDialog } from './DeviceTakenDialog.tsx'
import { deviceCode } from './device-code.ts'
import { FreezeDialog } from './FreezeDialog.tsx'
import styles from './members.module.css'

interface DevicesProps {
  readonly group: string
  readonly member: MemberItem
  readonly belongs: boolean
}

export function Devices({ group, member, belongs }: DevicesProps) {
  const say = useSay()
  const [removing, setRemoving] = useState<string>()
  const [stopping, setStopping] = useState('')
  const copied = member.devices.some(({ forked }) => forked === true)
  return (
    <details className={styles.devices} open={copied || undefined}>
      <summary>{say('devices.count', { count: member.devices.length })}</summary>
      <ul aria-label={say('devices.list')}>
        {member.devices.map(({ device, here, online, forked }) => (
          <li key={device} aria-label={say('devices.one', { code: deviceCode(device) })}>
            <span>{say('devices.one', { code: deviceCode(device) })}</span>
            <span className={styles.soft}>
              {say(here ? 'devices.here' : online ? 'members.online' : 'members.offline')}
            </span>
            {forked === true ? <span className={styles.flag}>{say('freeze.proof')}</span> : null}
            {forked === true && belongs ? (
              <Button look="quiet" onPress={() => setStopping(device)}>
                {say('freeze.action')}
              </Button>
            ) : null}
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
      <FreezeDialog
        group={group}
        member={member}
        device={stopping}
        isOpen={stopping !== ''}
        onClose={() => setStopping('')}
      />
    </details>
  )
}
