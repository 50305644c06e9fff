// A day, typed or picked. While it is being typed it is no day yet: it goes up when it is whole and the box is left, or Enter is pressed.
import { useId, useState } from 'react'
import { isDate } from '../../../../shared/paper/recommendation-facts.ts'
import field from '../../ui/field.module.css'

interface DateFieldProps {
  readonly label: string
  /** Shown only to screen readers. */
  readonly isLabelHidden?: boolean
  readonly value: string | undefined
  /** In a table only the row that has the focus is walked through. */
  readonly tabIndex?: number
  readonly onChange: (value: string | null) => void
}

export function DateField({ label, isLabelHidden = false, value = '', tabIndex, onChange }: DateFieldProps) {
  const id = useId()
  const [typed, setTyped] = useState<string>()
  const write = (): void => {
    setTyped(undefined)
    if (typed === undefined || typed === value) return
    if (typed === '') onChange(null)
    else if (isDate(typed)) onChange(typed)
  }
  return (
    <div className={field.field}>
      {isLabelHidden ? null : (
        <label className={field.label} htmlFor={id}>
          {label}
        </label>
      )}
      <input
        id={id}
        type="date"
        className={field.control}
        aria-label={isLabelHidden ? label : undefined}
        value={typed ?? value}
        tabIndex={tabIndex}
        min="1900-01-01"
        max="2199-12-31"
        onChange={(event) => setTyped(event.target.value)}
        onBlur={write}
        onKeyDown={(event) => {
          if (event.key === 'Enter') write()
        }}
      />
    </div>
  )
}
