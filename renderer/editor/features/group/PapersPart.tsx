// The tab `Papers`: what the group writes, and the way to start another.
import { FilePlus2 } from 'lucide-react'
import { useState } from 'react'
import { useIntl } from 'react-intl'
import type { GroupPage } from '../../../../shared/contract/editor-api.ts'
import { PAPER_KINDS } from '../../../../shared/vocab/kinds.ts'
import { useGo } from '../../app/route.ts'
import { useSay } from '../../i18n/say.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Link } from '../../ui/Link.tsx'
import { List, ListItem } from '../../ui/List.tsx'
import styles from './group.module.css'
import { NewPaperDialog } from './NewPaperDialog.tsx'

export function PapersPart({ page }: { readonly page: GroupPage }) {
  const say = useSay()
  const go = useGo()
  const kindName = useKindName()
  const [starting, setStarting] = useState(false)
  const mayWrite = page.role !== 'observer'
  return (
    <>
      <div className={styles.top}>
        {mayWrite ? (
          <Button look="primary" icon={<FilePlus2 aria-hidden="true" />} onPress={() => setStarting(true)}>
            {say('papers.new')}
          </Button>
        ) : (
          <p className={styles.soft}>{say('papers.reader')}</p>
        )}
      </div>
      {page.papers.length === 0 ? (
        <Empty
          title={say('papers.empty.title')}
          text={say(mayWrite ? 'papers.empty.text' : 'papers.empty.reader')}
        />
      ) : (
        <List label={say('group.papers')}>
          {page.papers.map(({ paper, title, kind }) => (
            <ListItem key={paper}>
              {(nameId) => (
                <div className={styles.paper}>
                  <Link
                    id={nameId}
                    onPress={() => go({ at: 'paper', group: page.group, groupName: page.name, paper })}
                  >
                    {title}
                  </Link>
                  <span className={styles.soft}>{kindName(kind)}</span>
                </div>
              )}
            </ListItem>
          ))}
        </List>
      )}
      <NewPaperDialog
        group={page.group}
        groupName={page.name}
        isOpen={starting}
        onClose={() => setStarting(false)}
      />
    </>
  )
}

/** A kind from a newer version has no name here yet; its id says more than nothing. */
function useKindName(): (kind: string) => string {
  const { locale } = useIntl()
  return (kind) => PAPER_KINDS.find(({ id }) => id === kind)?.name[locale === 'ru' ? 'ru' : 'en'] ?? kind
}
