// A detail with one value of a list. Where somebody chose another at the same moment, that is said until somebody chooses again.
import { useSay } from '../../i18n/say.ts'
import { type Choice, Select } from '../../ui/Select.tsx'
import styles from './recommendation.module.css'

interface ChoiceFieldProps {
  readonly label: string
  readonly choices: readonly Choice<string>[]
  readonly value: string | undefined
  readonly others: readonly string[] | undefined
  /** Absent for readers. null: not set. */
  readonly onChange: ((value: string | null) => void) | undefined
  readonly isAlwaysSet?: boolean
}

export function ChoiceField(props: ChoiceFieldProps) {
  const { label, choices, value, others = [], onChange, isAlwaysSet = false } = props
  const say = useSay()
  const nameOf = (id: string): string => choices.find((choice) => choice.id === id)?.name ?? id
  const hint =
    others.length === 0 ? {} : { hint: say('rec.others', { names: others.map(nameOf).join(', ') }) }
  if (onChange === undefined)
    return (
      <div>
        <p className={styles.readLabel}>{label}</p>
        <p className={value === undefined ? styles.none : undefined}>
          {value === undefined ? say('rec.notSet') : nameOf(value)}
        </p>
      </div>
    )
  // One that only a later version knows stands in the list too, or the box would show another.
  const known = value === undefined || choices.some(({ id }) => id === value)
  const all = known ? choices : [...choices, { id: value, name: value }]
  return (
    <Select
      label={label}
      {...hint}
      choices={isAlwaysSet ? all : [{ id: '', name: say('rec.notSet') }, ...all]}
      value={value ?? ''}
      onChange={(chosen) => onChange(chosen === '' ? null : chosen)}
    />
  )
}
