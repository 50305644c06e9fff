// Adding a date, or changing one. Of a date that is there only what the person changed is sent: a colleague may be changing another
// part of it at the same moment.
import { useState } from 'react'
import type { EventItem } from '../../../../shared/contract/calendar-api.ts'
import type { GroupPage, Reply } from '../../../../shared/contract/editor-api.ts'
import { useClient } from '../../app/client.ts'
import { useSay } from '../../i18n/say.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import styles from './calendar.module.css'
import { useEventKinds } from './event-kind.ts'

interface EventDialogProps {
  readonly page: GroupPage
  /** Absent for a new one. */
  readonly item?: EventItem
  /** The day that a new one is offered for. */
  readonly day: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Characters, as in the contract. */
const TITLE_LENGTH = 300
const NOTE_LENGTH = 500

export function EventDialog(props: EventDialogProps) {
  // What it starts with is of the moment when it opens.
  return props.isOpen ? <OpenDialog {...props} /> : null
}

function OpenDialog({ page, item: current, day, onClose }: EventDialogProps) {
  const client = useClient()
  const say = useSay()
  const { choices } = useEventKinds()
  const [item] = useState(current)
  const [kind, setKind] = useState(item?.kind ?? 'deadline')
  const [paper, setPaper] = useState(item?.paper?.paper ?? '')
  const [lastDay, setLastDay] = useState(item?.lastDay ?? '')
  const [note, setNote] = useState(item?.note ?? '')
  const { group } = page

  const send = (title: string, date: string): Promise<Reply<unknown>> => {
    if (item === undefined)
      return client.call('calendar.add', {
        ...{ group, title, date, kind },
        ...(lastDay === '' ? {} : { lastDay }),
        ...(paper === '' ? {} : { paper }),
        ...(note.trim() === '' ? {} : { note }),
      })
    const changes = {
      ...(title !== item.title && { title }),
      ...(date !== item.date && { date }),
      ...(kind !== item.kind && { kind }),
      ...(lastDay !== (item.lastDay ?? '') && { lastDay: lastDay === '' ? null : lastDay }),
      ...(paper !== (item.paper?.paper ?? '') && { paper: paper === '' ? null : paper }),
      ...(note.trim() !== item.note && { note }),
    }
    if (Object.keys(changes).length === 0) return Promise.resolve({ ok: true, data: {} })
    return client.call('calendar.change', { group, event: item.event, ...changes })
  }

  return (
    <FormDialog
      title={say(item === undefined ? 'calendar.add' : 'calendar.change')}
      isOpen
      onClose={onClose}
      required={['title', 'date']}
      submit={say(item === undefined ? 'calendar.submit' : 'calendar.save')}
      onSubmit={async ({ title, date }) => {
        const reply = await send(title, date)
        if (!reply.ok) return reply.code
        onClose()
        return undefined
      }}
    >
      <TextField
        name="title"
        label={say('papers.title')}
        maxLength={TITLE_LENGTH}
        defaultValue={item?.title ?? ''}
        autoFocus
      />
      <Select label={say('papers.kind')} choices={withOwn(choices, kind)} value={kind} onChange={setKind} />
      <div className={styles.pair}>
        <TextField name="date" type="date" label={say('calendar.date')} defaultValue={item?.date ?? day} />
        <TextField
          type="date"
          label={say('calendar.lastDay')}
          hint={say('calendar.lastDay.hint')}
          value={lastDay}
          onChange={setLastDay}
        />
      </div>
      <Select
        label={say('calendar.paper')}
        choices={[
          { id: '', name: say('calendar.paper.none') },
          ...page.papers.map(({ paper: id, title }) => ({ id, name: title })),
        ]}
        value={paper}
        onChange={setPaper}
      />
      <TextField
        label={say('calendar.note')}
        hint={say('calendar.note.hint')}
        maxLength={NOTE_LENGTH}
        value={note}
        onChange={setNote}
      />
    </FormDialog>
  )
}

/** The kind that a newer version gave stays choosable. */
function withOwn(choices: { id: string; name: string }[], kind: string): { id: string; name: string }[] {
  return choices.some(({ id }) => id === kind) ? choices : [...choices, { id: kind, name: kind }]
}
