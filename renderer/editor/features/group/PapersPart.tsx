// The tab `Papers`: what the group writes, the archive behind a fold, and the way to start another.
import { FilePlus2, History } from 'lucide-react'
import { useState } from 'react'
import { roleReads, roleWrites } from '../../../../shared/charter/roles.ts'
import type { GroupPage, Role } from '../../../../shared/contract/editor-api.ts'
import type { MessageId } from '../../i18n/en.ts'
import { useSay } from '../../i18n/say.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { List } from '../../ui/List.tsx'
import { LargeDeletionsDialog } from '../members/LargeDeletionsDialog.tsx'
import styles from './group.module.css'
import { NewPaperDialog } from './NewPaperDialog.tsx'
import { PaperRow } from './PaperRow.tsx'

/** Roles that read and do not change papers, each with its sentence. */
const READERS: Partial<Record<Role, MessageId>> = {
  reviewer: 'papers.reviewer',
  expert: 'papers.expert',
}

export function PapersPart({ page }: { readonly page: GroupPage }) {
  const say = useSay()
  const [starting, setStarting] = useState(false)
  const [looking, setLooking] = useState(false)
  const mayWrite = page.belongs && roleWrites(page.role, 'desk')
  const current = page.papers.filter(({ archived }) => !archived)
  const archived = page.papers.filter((item) => item.archived)
  if (!roleReads(page.role, 'desk'))
    return <Empty title={say('papers.endorser.title')} text={say('papers.endorser.text')} />
  return (
    <>
      <div className={page.belongs ? styles.top : undefined}>
        {mayWrite ? (
          <Button look="primary" icon={<FilePlus2 aria-hidden="true" />} onPress={() => setStarting(true)}>
            {say('papers.new')}
          </Button>
        ) : page.belongs ? (
          <p className={styles.soft}>{say(READERS[page.role] ?? 'papers.reader')}</p>
        ) : null}
      </div>
      {current.length === 0 ? (
        <NoPapers page={page} mayWrite={mayWrite} />
      ) : (
        <List label={say('group.papers')}>
          {current.map((item) => (
            <PaperRow key={item.paper} page={page} item={item} />
          ))}
        </List>
      )}
      {archived.length === 0 ? null : (
        <details className={styles.archive}>
          <summary>{say('paper.archived.count', { count: archived.length })}</summary>
          <List label={say('paper.archived')}>
            {archived.map((item) => (
              <PaperRow key={item.paper} page={page} item={item} />
            ))}
          </List>
        </details>
      )}
      {page.belongs && page.papers.length > 0 ? (
        <div className={styles.after}>
          <Button look="quiet" icon={<History aria-hidden="true" />} onPress={() => setLooking(true)}>
            {say('wiped.title')}
          </Button>
          <LargeDeletionsDialog
            group={page.group}
            writes={roleWrites(page.role, 'body')}
            isOpen={looking}
            onClose={() => setLooking(false)}
          />
        </div>
      ) : null}
      <NewPaperDialog
        group={page.group}
        groupName={page.name}
        isOpen={starting}
        onClose={() => setStarting(false)}
      />
    </>
  )
}

interface NoPapersProps {
  readonly page: GroupPage
  readonly mayWrite: boolean
}

/** Why there is nothing in the list, or what would fill it. */
function NoPapers({ page, mayWrite }: NoPapersProps) {
  const say = useSay()
  if (page.papers.length > 0) return <p className={styles.soft}>{say('papers.empty.archived')}</p>
  if (!page.belongs) return <p className={styles.soft}>{say('papers.empty.outside')}</p>
  return (
    <Empty
      title={say('papers.empty.title')}
      text={say(mayWrite ? 'papers.empty.text' : 'papers.empty.reader')}
    />
  )
}
