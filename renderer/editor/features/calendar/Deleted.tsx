// Says that a date was deleted, and takes it back. The button has the focus: the row that had it is gone.
import { Undo2 } from 'lucide-react'
import type { EventItem } from '../../../../shared/contract/calendar-api.ts'
import { useClient } from '../../app/client.ts'
import { useNotify } from '../../app/Notices.tsx'
import { useSay } from '../../i18n/say.ts'
import { Button } from '../../ui/Button.tsx'
import styles from './calendar.module.css'

interface DeletedProps {
  readonly group: string
  readonly item: EventItem
  readonly onBack: () => void
}

export function Deleted({ group, item: { event, title }, onBack }: DeletedProps) {
  const client = useClient()
  const say = useSay()
  const notify = useNotify()
  const undo = async () => {
    const reply = await client.call('calendar.change', { group, event, deleted: false })
    if (reply.ok) onBack()
    else notify(reply.code)
  }
  return (
    <div className={styles.deleted}>
      <p role="status">{say('calendar.deleted', { title })}</p>
      <Button key={event} autoFocus icon={<Undo2 aria-hidden="true" />} onPress={() => void undo()}>
        {say('calendar.undo')}
      </Button>
    </div>
  )
}
