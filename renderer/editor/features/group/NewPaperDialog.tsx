// Starting a paper: its title, what kind of text it is going to be, and what it starts from.
import { useState } from 'react'
import { useIntl } from 'react-intl'
import { templateOf } from '../../../../shared/paper/templates/templates.ts'
import { PAPER_KINDS } from '../../../../shared/vocab/kinds.ts'
import { useClient } from '../../app/client.ts'
import { useGo } from '../../app/route.ts'
import { useSay } from '../../i18n/say.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { type Start, StartFrom } from './StartFrom.tsx'

interface NewPaperDialogProps {
  readonly group: string
  readonly groupName: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Characters, as in the contract. */
export const TITLE_LENGTH = 300

export function NewPaperDialog({ group, groupName, isOpen, onClose }: NewPaperDialogProps) {
  const client = useClient()
  const say = useSay()
  const go = useGo()
  const { locale } = useIntl()
  const [kind, setKind] = useState('recommendation-paper')
  const own = locale === 'ru' ? 'ru' : 'en'
  const [start, setStart] = useState<Start>({ id: '', language: own })
  const startFrom = (chosen: Start) => {
    // A template is of a kind; the person may still choose another.
    if (chosen.id !== start.id) setKind(templateOf(chosen.id)?.kind ?? kind)
    setStart(chosen)
  }
  return (
    <FormDialog
      title={say('papers.new')}
      isOpen={isOpen}
      onClose={onClose}
      required={['title']}
      submit={say('papers.create')}
      onSubmit={async ({ title }) => {
        const reply = await client.call('papers.create', {
          ...{ group, title, kind },
          ...(start.id === '' ? {} : { template: start }),
        })
        if (!reply.ok) return reply.code
        setStart({ id: '', language: own })
        onClose()
        go({ at: 'paper', group, groupName, paper: reply.data.paper })
        return undefined
      }}
    >
      <TextField name="title" label={say('papers.title')} maxLength={TITLE_LENGTH} autoFocus />
      <StartFrom
        start={start}
        onStart={startFrom}
        kind={
          <Select
            label={say('papers.kind')}
            choices={PAPER_KINDS.map(({ id, name }) => ({ id, name: name[own] }))}
            value={kind}
            onChange={setKind}
          />
        }
      />
    </FormDialog>
  )
}
