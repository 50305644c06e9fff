// A detail that holds any number of values: each in a list with its button to take it away, and below them the box that adds one.
import { X } from 'lucide-react'
import { type ReactNode, useId, useRef } from 'react'
import { useSay } from '../../i18n/say.ts'
import styles from './recommendation.module.css'

export interface SetValue {
  readonly value: string
  readonly name: string
}

interface SetFieldProps {
  readonly label: string
  readonly values: readonly SetValue[]
  /** Absent for readers. */
  readonly onRemove: ((value: string) => void) | undefined
  /** What adds one. */
  readonly children?: ReactNode
}

export function SetField({ label, values, onRemove, children }: SetFieldProps) {
  const say = useSay()
  const id = useId()
  const box = useRef<HTMLFieldSetElement>(null)
  const remove = (value: string): void => {
    onRemove?.(value)
    // The button is about to go, and the focus with it.
    box.current?.querySelector('input')?.focus()
  }
  return (
    <fieldset className={styles.set} ref={box}>
      <legend id={id}>{label}</legend>
      {values.length === 0 ? (
        onRemove === undefined ? (
          <p className={styles.none}>{say('rec.nothing')}</p>
        ) : null
      ) : (
        <ul className={styles.values} aria-labelledby={id}>
          {values.map(({ value, name }) => (
            <li key={value} className={styles.value}>
              <span>{name}</span>
              {onRemove === undefined ? null : (
                <button
                  type="button"
                  className={styles.removeValue}
                  aria-label={say('rec.remove', { name })}
                  title={say('rec.remove', { name })}
                  onClick={() => remove(value)}
                >
                  <X aria-hidden="true" />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {children}
    </fieldset>
  )
}
