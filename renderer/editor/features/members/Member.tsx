// One member as the others see them: name, organisation, role, whether verified, whether connected, with which devices, and what a
// person may do about them.
import { CircleCheck, CircleDashed } from 'lucide-react'
import { useIntl } from 'react-intl'
import type { GroupPage, MemberItem } from '../../../../shared/contract/editor-api.ts'
import { useSay } from '../../i18n/say.ts'
import { Unreachable } from '../reach/Unreachable.tsx'
import { isUnreachable } from '../reach/unreachable.ts'
import { countryName } from './countries.ts'
import { Devices } from './Devices.tsx'
import { MemberActions } from './MemberActions.tsx'
import { MemberLeftOut } from './MemberLeftOut.tsx'
import styles from './members.module.css'
import { MEMBERSHIP_NAMES } from './memberships.ts'
import { useName } from './name.ts'
import { ROLE_NAMES } from './roles.ts'
import { VerificationFact, VerificationReason } from './Verification.tsx'

interface MemberProps {
  readonly page: GroupPage
  readonly member: MemberItem
  readonly nameId: string
}

export function Member({ page, member, nameId }: MemberProps) {
  const shown = useName()
  return (
    <div className={styles.member}>
      <p id={nameId} className={`${styles.who} ${styles.name}`}>
        {shown(member.name)}
      </p>
      <Facts member={member} />
      <div className={styles.second}>
        <Standing member={member} />
        {member.me ? null : <Contact member={member} />}
      </div>
      <VerificationReason member={member} />
      <MemberLeftOut page={page} member={member} />
      {isUnreachable(member) ? <Unreachable group={page.group} member={member} /> : null}
      <div className={styles.foot}>
        <Devices group={page.group} member={member} belongs={page.belongs} />
        <MemberActions page={page} member={member} />
      </div>
    </div>
  )
}

/** Organisation, country and kind of membership, as far as they are stated. */
function Standing({ member }: { readonly member: MemberItem }) {
  const say = useSay()
  const { locale } = useIntl()
  const parts = [
    member.organisation,
    member.country === undefined ? '' : countryName(locale, member.country),
    member.membership === undefined ? '' : say(MEMBERSHIP_NAMES[member.membership]),
  ]
  return <p className={styles.soft}>{parts.filter((part) => part !== '').join(' · ')}</p>
}

const CONTACTS = ['members.online.direct', 'members.online', 'members.offline'] as const

/** As wide as the longest of its words: when somebody comes or goes, no other word on the page moves. */
function Contact({ member }: { readonly member: MemberItem }) {
  const say = useSay()
  const online = member.devices.some((device) => device.online)
  const direct = member.devices.some((device) => device.road === 'webrtc')
  const longest = CONTACTS.map((id) => say(id)).reduce((a, b) => (a.length >= b.length ? a : b))
  return (
    <p className={styles.contact} data-longest={longest}>
      {online ? <CircleCheck aria-hidden="true" /> : <CircleDashed aria-hidden="true" />}
      {say(direct ? 'members.online.direct' : online ? 'members.online' : 'members.offline')}
    </p>
  )
}

function Facts({ member }: { readonly member: MemberItem }) {
  const say = useSay()
  const intl = useIntl()
  const until = member.until === undefined ? undefined : intl.formatDate(member.until, { dateStyle: 'long' })
  return (
    <ul className={styles.facts}>
      <li>{say(ROLE_NAMES[member.role])}</li>
      {until === undefined ? null : <li>{say('members.until', { date: until })}</li>}
      {member.me ? <li>{say('members.you')}</li> : <VerificationFact member={member} />}
    </ul>
  )
}
