// Starting a paper: its title and what kind of text it is going to be.
import { useState } from 'react'
import { useIntl } from 'react-intl'
import { PAPER_KINDS } from '../../../../shared/vocab/kinds.ts'
import { useClient } from '../../app/client.ts'
import { useGo } from '../../app/route.ts'
import { useSay } from '../../i18n/say.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'

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
  return (
    <FormDialog
      title={say('papers.new')}
      isOpen={isOpen}
      onClose={onClose}
      required={['title']}
      submit={say('papers.create')}
      onSubmit={async ({ title }) => {
        const reply = await client.call('papers.create', { group, title, kind })
        if (!reply.ok) return reply.code
        onClose()
        go({ at: 'paper', group, groupName, paper: reply.data.paper })
        return undefined
      }}
    >
      <TextField name="title" label={say('papers.title')} maxLength={TITLE_LENGTH} autoFocus />
      <Select
        label={say('papers.kind')}
        choices={PAPER_KINDS.map(({ id, name }) => ({ id, name: locale === 'ru' ? name.ru : name.en }))}
        value={kind}
        onChange={setKind}
      />
    </FormDialog>
  )
}
