// One member as the others see them: name, organisation, role, whether verified, whether connected.
import { CircleCheck, CircleDashed, ShieldQuestion } from 'lucide-react'
import type { MemberItem } from '../../../../shared/contract/editor-api.ts'
import { useSay } from '../../i18n/say.ts'
import { Unreachable } from '../reach/Unreachable.tsx'
import { isUnreachable } from '../reach/unreachable.ts'
import styles from './members.module.css'
import { ROLE_NAMES } from './roles.ts'

interface MemberProps {
  readonly group: string
  readonly member: MemberItem
  readonly nameId: string
}

export function Member({ group, member, nameId }: MemberProps) {
  const say = useSay()
  const online = member.devices.some((device) => device.online)
  const direct = member.devices.some((device) => device.road === 'webrtc')
  return (
    <div className={styles.member}>
      <div className={styles.who}>
        <p id={nameId} className={styles.name}>
          {member.name}
        </p>
        <p className={styles.soft}>{member.organisation}</p>
      </div>
      <ul className={styles.facts}>
        <li>{say(ROLE_NAMES[member.role])}</li>
        {member.me ? (
          <li>{say('members.you')}</li>
        ) : (
          <>
            <li className={styles.caution}>
              <ShieldQuestion aria-hidden="true" />
              {say('members.notVerified')}
            </li>
            <li>
              {online ? <CircleCheck aria-hidden="true" /> : <CircleDashed aria-hidden="true" />}
              {say(direct ? 'members.online.direct' : online ? 'members.online' : 'members.offline')}
            </li>
          </>
        )}
      </ul>
      {isUnreachable(member) ? <Unreachable group={group} member={member} /> : null}
    </div>
  )
}
