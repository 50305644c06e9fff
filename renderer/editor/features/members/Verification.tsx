// Whether the person at this computer has checked who a member is: one fact in the member's row.
import { CircleAlert, ShieldCheck, ShieldQuestion } from 'lucide-react'
import type { MemberItem } from '../../../../shared/contract/editor-api.ts'
import { useSay } from '../../i18n/say.ts'
import { Note } from '../../ui/Alert.tsx'
import styles from './members.module.css'
import { useName } from './name.ts'

export function VerificationFact({ member }: { readonly member: MemberItem }) {
  const say = useSay()
  if (member.verification === 'verified')
    return (
      <li className={styles.verified}>
        <ShieldCheck aria-hidden="true" />
        {say('members.verified')}
      </li>
    )
  return (
    <li className={styles.caution}>
      {member.verification === 'differed' ? (
        <CircleAlert aria-hidden="true" />
      ) : (
        <ShieldQuestion aria-hidden="true" />
      )}
      {say('members.notVerified')}
    </li>
  )
}

/** Why somebody who was verified no longer is, or what to do about somebody whose words differed. */
export function VerificationReason({ member }: { readonly member: MemberItem }) {
  const say = useSay()
  const name = useName()(member.name)
  const { verification } = member
  if (verification !== 'changed' && verification !== 'differed') return null
  return <Note>{say(verification === 'changed' ? 'verify.changed' : 'verify.differ.do', { name })}</Note>
}
