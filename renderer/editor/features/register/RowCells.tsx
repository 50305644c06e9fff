// The cells of one row of the register. What has one value is changed in place; everything else is in the details.
import { SquarePen } from 'lucide-react'
import { memo } from 'react'
import type { DetailsChange } from '../../../../shared/paper/recommendation-change.ts'
import type { RegisterRow } from '../../../../shared/paper/recommendation-table.ts'
import { addresseeNames } from '../../../../shared/paper/recommendation-words.ts'
import { STATUSES } from '../../../../shared/vocab/details.ts'
import { useSay } from '../../i18n/say.ts'
import { DateField } from '../recommendation/DateField.tsx'
import { type Responsible, withGone } from '../recommendation/DetailsForm.tsx'
import { useDay } from '../recommendation/use-day.ts'
import { useSpeech } from '../recommendation/use-speech.ts'
import { STATUS_NAMES } from '../recommendation/words.ts'
import styles from './register.module.css'
import { CELL } from './roles.ts'

export interface RowActions {
  readonly members: readonly Responsible[]
  readonly change: (row: RegisterRow, change: DetailsChange) => void
}

interface RowCellsProps {
  readonly row: RegisterRow
  readonly isActive: boolean
  readonly actions: RowActions
  readonly onOpen: (row: RegisterRow) => void
}

export const RowCells = memo(function RowCells({ row, isActive, actions, onOpen }: RowCellsProps) {
  const say = useSay()
  const speech = useSpeech()
  const day = useDay()
  const { number, title, text, details, mayWrite } = row
  const tabIndex = isActive ? 0 : -1
  const about = { number, paper: title }
  const people = withGone(actions.members, details.responsible, say('rec.responsible.gone'))
  const statuses = STATUSES.map((id) => ({ id: id as string, name: say(STATUS_NAMES[id]) }))
  const choose = (field: 'status' | 'responsible' | 'date') => (value: string | null) =>
    actions.change(row, { kind: 'choose', field, value })
  const nameIn = (choices: readonly { id: string; name: string }[], id: string | undefined): string =>
    choices.find((choice) => choice.id === id)?.name ?? ''
  return (
    <>
      <Cell className={styles.number}>{number}</Cell>
      <Cell className={styles.text}>
        <span className={text.trim() === '' ? styles.soft : styles.words}>
          {text.trim() === '' ? say('register.noText') : text}
        </span>
        <span className={styles.paper}>{title}</span>
      </Cell>
      <Cell className={styles.addressees}>
        <span>{addresseeNames(details, speech).join(', ')}</span>
      </Cell>
      <Cell>
        {mayWrite ? (
          <CellSelect
            label={say('register.row.status', about)}
            choices={statuses}
            value={details.status}
            tabIndex={tabIndex}
            onChange={choose('status')}
          />
        ) : (
          nameIn(statuses, details.status)
        )}
      </Cell>
      <Cell>
        {mayWrite ? (
          <CellSelect
            label={say('register.row.responsible', about)}
            choices={[{ id: '', name: say('rec.notSet') }, ...people]}
            value={details.responsible ?? ''}
            tabIndex={tabIndex}
            onChange={choose('responsible')}
          />
        ) : (
          nameIn(people, details.responsible)
        )}
      </Cell>
      <Cell>
        {mayWrite ? (
          <DateField
            label={say('register.row.date', about)}
            isLabelHidden
            value={details.date}
            tabIndex={tabIndex}
            onChange={choose('date')}
          />
        ) : (
          details.date !== undefined && day(details.date)
        )}
      </Cell>
      <Cell className={styles.detailsCell}>
        <button
          type="button"
          className={styles.open}
          tabIndex={tabIndex}
          aria-label={say('register.row.details', about)}
          title={say('rec.details')}
          onClick={() => onOpen(row)}
        >
          <SquarePen aria-hidden="true" />
        </button>
      </Cell>
    </>
  )
})

function Cell({
  className,
  children,
}: {
  readonly className?: string | undefined
  readonly children: React.ReactNode
}) {
  return (
    <div {...CELL} className={className}>
      {children}
    </div>
  )
}

interface CellSelectProps {
  readonly label: string
  readonly choices: readonly { readonly id: string; readonly name: string }[]
  readonly value: string
  readonly tabIndex: number
  readonly onChange: (value: string | null) => void
}

function CellSelect({ label, choices, value, tabIndex, onChange }: CellSelectProps) {
  return (
    <select
      className={styles.select}
      aria-label={label}
      value={value}
      tabIndex={tabIndex}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
    >
      {choices.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  )
}
