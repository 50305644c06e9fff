// One paper in the list: its title as the way in, its kind, and what may be done with it as a whole.
import { Archive, ArchiveRestore, type LucideIcon, PencilLine, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useIntl } from 'react-intl'
import type { GroupPage, PaperItem } from '../../../../shared/contract/editor-api.ts'
import { PAPER_KINDS } from '../../../../shared/vocab/kinds.ts'
import { useClient } from '../../app/client.ts'
import { useNotify } from '../../app/Notices.tsx'
import { useGo } from '../../app/route.ts'
import { useSay } from '../../i18n/say.ts'
import { Link } from '../../ui/Link.tsx'
import { ListItem } from '../../ui/List.tsx'
import { DeletePaperDialog } from './DeletePaperDialog.tsx'
import styles from './group.module.css'
import { RenamePaperDialog } from './RenamePaperDialog.tsx'

interface PaperRowProps {
  readonly page: GroupPage
  readonly item: PaperItem
}

export function PaperRow({ page, item }: PaperRowProps) {
  const go = useGo()
  const kindName = useKindName()
  const { group, name: groupName } = page
  const { paper, title, kind } = item
  return (
    <ListItem>
      {(nameId) => (
        <div className={styles.paper}>
          <Link id={nameId} onPress={() => go({ at: 'paper', group, groupName, paper })}>
            {title}
          </Link>
          <span className={styles.soft}>{kindName(kind)}</span>
          {item.mayChange ? <PaperActions group={group} item={item} /> : null}
        </div>
      )}
    </ListItem>
  )
}

function PaperActions({ group, item }: { readonly group: string; readonly item: PaperItem }) {
  const client = useClient()
  const say = useSay()
  const notify = useNotify()
  const [asked, setAsked] = useState<'rename' | 'delete'>()
  const { paper, title, archived } = item
  const close = () => setAsked(undefined)
  const archive = async () => {
    const reply = await client.call('papers.archive', { group, paper, archived: !archived })
    if (!reply.ok) notify(reply.code)
  }
  return (
    <span className={styles.actions}>
      <Action name={say('paper.rename')} icon={PencilLine} act={() => setAsked('rename')} />
      <Action
        name={say(archived ? 'paper.unarchive' : 'paper.archive')}
        icon={archived ? ArchiveRestore : Archive}
        act={() => void archive()}
      />
      {item.mayDelete ? (
        <Action name={say('paper.delete')} icon={Trash2} act={() => setAsked('delete')} />
      ) : null}
      <RenamePaperDialog
        group={group}
        paper={paper}
        title={title}
        isOpen={asked === 'rename'}
        onClose={close}
      />
      <DeletePaperDialog group={group} item={item} isOpen={asked === 'delete'} onClose={close} />
    </span>
  )
}

interface ActionProps {
  readonly name: string
  readonly icon: LucideIcon
  readonly act: () => void
}

function Action({ name, icon: Icon, act }: ActionProps) {
  return (
    <AriaButton aria-label={name} className={styles.action ?? ''} onPress={act}>
      <Icon aria-hidden="true" />
      <span className={styles.tip} aria-hidden="true">
        {name}
      </span>
    </AriaButton>
  )
}

/** A kind from a newer version has no name here yet; its id says more than nothing. */
function useKindName(): (kind: string) => string {
  const { locale } = useIntl()
  return (kind) => PAPER_KINDS.find(({ id }) => id === kind)?.name[locale === 'ru' ? 'ru' : 'en'] ?? kind
}
