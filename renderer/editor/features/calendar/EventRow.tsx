// One date in a list: what and when, which paper it belongs to, and what may be done with it.
import { PencilLine, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { CivilDate } from '../../../../shared/calendar/civil-date.ts'
import { dueDay, isOverdue } from '../../../../shared/calendar/due.ts'
import type { EventItem } from '../../../../shared/contract/calendar-api.ts'
import type { GroupPage } from '../../../../shared/contract/editor-api.ts'
import { isDeadline } from '../../../../shared/vocab/event-kinds.ts'
import { useClient } from '../../app/client.ts'
import { useNotify } from '../../app/Notices.tsx'
import { useGo } from '../../app/route.ts'
import { useSay } from '../../i18n/say.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Link } from '../../ui/Link.tsx'
import { ListItem } from '../../ui/List.tsx'
import styles from './calendar.module.css'
import { EventDialog } from './EventDialog.tsx'
import type { Entry } from './entry.ts'
import { useEventKinds } from './event-kind.ts'
import { useDayWords } from './use-day-words.ts'

interface EventRowProps {
  readonly page: GroupPage
  readonly item: Entry
  readonly today: CivilDate
  readonly mayWrite: boolean
  readonly onDeleted: (item: EventItem) => void
}

export function EventRow({ page, item, today, mayWrite, onDeleted }: EventRowProps) {
  const go = useGo()
  const words = useDayWords()
  const { nameOf } = useEventKinds()
  const { group, name: groupName } = page
  const { title, kind, date, lastDay, paper, note, done } = item
  const overdue = isOverdue(item, today)
  return (
    <ListItem>
      {(nameId) => (
        <div className={styles.row}>
          <p id={nameId} className={styles.title} data-done={done || undefined}>
            {title}
          </p>
          <p className={styles.facts}>
            <span>{words.span(date, lastDay)}</span>
            {overdue || (date >= today && !done) ? (
              <span className={overdue ? styles.overdue : undefined}>
                {words.distance(today, overdue ? dueDay(item) : date)}
              </span>
            ) : null}
            <span>{nameOf(kind)}</span>
          </p>
          {note === '' ? null : <p className={styles.note}>{note}</p>}
          {paper === undefined ? null : (
            <div className={styles.paper}>
              <Link look="back" onPress={() => go({ at: 'paper', group, groupName, paper: paper.paper })}>
                {paper.title}
              </Link>
            </div>
          )}
          {mayWrite && !item.isTarget ? <RowActions page={page} item={item} onDeleted={onDeleted} /> : null}
        </div>
      )}
    </ListItem>
  )
}

type RowActionsProps = Pick<EventRowProps, 'page' | 'item' | 'onDeleted'>

function RowActions({ page, item, onDeleted }: RowActionsProps) {
  const client = useClient()
  const say = useSay()
  const notify = useNotify()
  const [editing, setEditing] = useState(false)
  const { group } = page
  const { event } = item
  const change = async (changes: { done: boolean } | { deleted: true }): Promise<boolean> => {
    const reply = await client.call('calendar.change', { group, event, ...changes })
    if (!reply.ok) notify(reply.code)
    return reply.ok
  }
  return (
    <div className={styles.actions}>
      {isDeadline(item.kind) ? (
        <Checkbox
          label={say('calendar.done')}
          checked={item.done}
          onChange={(done) => void change({ done })}
        />
      ) : null}
      <Button look="quiet" icon={<PencilLine aria-hidden="true" />} onPress={() => setEditing(true)}>
        {say('calendar.edit')}
      </Button>
      <Button
        look="quiet"
        icon={<Trash2 aria-hidden="true" />}
        onPress={() => void change({ deleted: true }).then((gone) => gone && onDeleted(item))}
      >
        {say('calendar.delete')}
      </Button>
      <EventDialog
        page={page}
        item={item}
        day={item.date}
        isOpen={editing}
        onClose={() => setEditing(false)}
      />
    </div>
  )
}
