// A native select with its label: the one kind of choice list that every screen reader and every platform already knows.
import { ChevronDown } from 'lucide-react'
import { useId } from 'react'
import styles from './field.module.css'

export interface Choice<Value extends string> {
  readonly id: Value
  readonly name: string
  /** BCP 47, where the name is in another language than the page. */
  readonly lang?: string
}

interface SelectProps<Value extends string> {
  readonly label: string
  readonly hint?: string
  readonly name?: string
  readonly choices: readonly Choice<Value>[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}

export function Select<Value extends string>(props: SelectProps<Value>) {
  const id = useId()
  const { label, hint, name, choices, value, onChange } = props
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={styles.selectBox}>
        <select
          id={id}
          name={name}
          className={`${styles.control} ${styles.select}`}
          value={value}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          onChange={(event) => {
            const chosen = choices.find((choice) => choice.id === event.target.value)
            if (chosen !== undefined) onChange(chosen.id)
          }}
        >
          {choices.map((choice) => (
            <option key={choice.id} value={choice.id} lang={choice.lang}>
              {choice.name}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden="true" />
      </div>
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  )
}
