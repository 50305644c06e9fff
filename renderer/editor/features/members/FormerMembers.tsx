// Who belonged once, folded away: who removed them, and whom to admit again.
import { useState } from 'react'
import type { FormerItem, GroupPage } from '../../../../shared/contract/editor-api.ts'
import { useSay } from '../../i18n/say.ts'
import { Button } from '../../ui/Button.tsx'
import { List, ListItem } from '../../ui/List.tsx'
import styles from './members.module.css'
import { useName } from './name.ts'
import { TouchedDialog } from './TouchedDialog.tsx'

export function FormerMembers({ page }: { readonly page: GroupPage }) {
  const say = useSay()
  if (page.former.length === 0) return null
  const calls = page.former.some(({ why, leftOut }) => why === 'voided' || leftOut !== undefined)
  return (
    <details className={styles.former} open={calls || undefined}>
      <summary>{say('former.title', { count: page.former.length })}</summary>
      <List label={say('former.list')}>
        {page.former.map((former) => (
          <ListItem key={former.member}>
            {(nameId) => <Former page={page} former={former} nameId={nameId} />}
          </ListItem>
        ))}
      </List>
    </details>
  )
}

interface FormerProps {
  readonly page: GroupPage
  readonly former: FormerItem
  readonly nameId: string
}

function Former({ page, former, nameId }: FormerProps) {
  const say = useSay()
  const [reviewing, setReviewing] = useState(false)
  const shown = useName()
  const name = shown(former.name)
  const reads = page.belongs && page.role !== 'endorser'
  return (
    <div className={styles.member}>
      <div className={styles.who}>
        <p id={nameId} className={styles.name}>
          {name}
        </p>
        <p className={styles.soft}>{former.organisation}</p>
        <p>{say(WHY[former.why], { by: shown(former.by) })}</p>
        {former.leftOut === undefined ? null : (
          <p className={styles.caution}>{say('leftOut.former', { count: former.leftOut })}</p>
        )}
      </div>
      {reads ? (
        <div>
          <Button onPress={() => setReviewing(true)}>{say('touched.action')}</Button>
          <TouchedDialog
            page={page}
            member={former.member}
            name={name}
            isOpen={reviewing}
            onClose={() => setReviewing(false)}
          />
        </div>
      ) : null}
    </div>
  )
}

const WHY = { removed: 'former.removed', expired: 'former.expired', voided: 'former.voided' } as const
