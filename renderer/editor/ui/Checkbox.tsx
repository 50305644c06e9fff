// A checkbox and a switch on native inputs: what is clicked is the control itself, also for assistive tools and tests.
import { useId } from 'react'
import styles from './field.module.css'

interface ToggleProps {
  readonly label: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

export function Checkbox({ label, checked, onChange }: ToggleProps) {
  return (
    <label className={styles.check}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  )
}

interface ExplainedProps extends ToggleProps {
  /** What it does; or, when it cannot be had here, why not. */
  readonly hint: string
  readonly isDisabled: boolean
}

export function ExplainedCheckbox(props: ExplainedProps) {
  return <Explained {...props} look="check" />
}

/** `hint`: the sentence that says what switching it on means. */
export function Switch(props: ToggleProps & { readonly hint: string }) {
  return <Explained {...props} look="switch" isDisabled={false} />
}

function Explained({
  label,
  hint,
  checked,
  isDisabled,
  onChange,
  look,
}: ExplainedProps & { readonly look: 'check' | 'switch' }) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label className={styles[look]}>
        <input
          type="checkbox"
          {...(look === 'switch' && { role: 'switch' })}
          checked={checked}
          disabled={isDisabled}
          aria-describedby={id}
          onChange={(event) => onChange(event.target.checked)}
        />
        {label}
      </label>
      <p id={id} className={styles.hint}>
        {hint}
      </p>
    </div>
  )
}
