// Invitations of this device that nobody has come with yet: for which role, until when, and the way to take one back.
import { useIntl } from 'react-intl'
import type { Granted, InvitationItem } from '../../../../shared/contract/editor-api.ts'
import { useClient } from '../../app/client.ts'
import { useNotify } from '../../app/Notices.tsx'
import { useSay } from '../../i18n/say.ts'
import { Button } from '../../ui/Button.tsx'
import { List, ListItem } from '../../ui/List.tsx'
import { Section } from '../../ui/Page.tsx'
import styles from './members.module.css'
import { ROLE_NAMES } from './roles.ts'

interface InvitationListProps {
  readonly group: string
  readonly invitations: readonly InvitationItem[]
}

export function InvitationList({ group, invitations }: InvitationListProps) {
  const say = useSay()
  const intl = useIntl()
  const client = useClient()
  const notify = useNotify()
  const grants = useGrants()
  if (invitations.length === 0) return null
  const withdraw = async (invitation: string) => {
    const reply = await client.call('members.withdraw', { group, invitation })
    if (!reply.ok) notify(reply.code)
  }
  return (
    <Section title={say('invite.open')}>
      <List label={say('invite.open')}>
        {invitations.map((item) => (
          <ListItem key={item.invitation}>
            {(nameId) => (
              <div className={styles.member}>
                <div className={styles.who}>
                  <p id={nameId}>{grants(item.grants)}</p>
                  <p className={styles.soft}>
                    {say('invite.once', {
                      date: intl.formatDate(item.expires, { dateStyle: 'long', timeStyle: 'short' }),
                    })}
                  </p>
                </div>
                <Button look="quiet" onPress={() => void withdraw(item.invitation)}>
                  {say('invite.withdraw')}
                </Button>
              </div>
            )}
          </ListItem>
        ))}
      </List>
    </Section>
  )
}

/** What an invitation makes of whoever is admitted with it, in words. */
function useGrants(): (grants: Granted) => string {
  const say = useSay()
  const intl = useIntl()
  return (grants) => {
    if (grants.kind === 'device') return say('invite.open.device')
    const role = say(ROLE_NAMES[grants.role])
    if (grants.until === undefined) return role
    return say('invite.open.until', { role, date: intl.formatDate(grants.until, { dateStyle: 'long' }) })
  }
}
