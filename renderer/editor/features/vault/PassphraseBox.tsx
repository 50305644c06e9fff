// A box for a passphrase. Its text lives in the DOM element alone, never in React's state, so that emptying the box is the end of it.
import { type RefObject, useId } from 'react'
import field from '../../ui/field.module.css'

interface PassphraseBoxProps {
  readonly label: string
  readonly box: RefObject<HTMLInputElement | null>
  readonly shown: boolean
  readonly invalid?: boolean
  readonly hint?: string | undefined
  readonly autoFocus?: boolean
  readonly onInput?: (text: string) => void
}

export function PassphraseBox(props: PassphraseBoxProps) {
  const { label, box, shown, invalid = false, hint, autoFocus = false, onInput } = props
  const id = useId()
  return (
    <div className={field.field}>
      <label className={field.label} htmlFor={id}>
        {label}
      </label>
      <input
        ref={box}
        id={id}
        className={field.control}
        type={shown ? 'text' : 'password'}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: the one thing to do on this page.
        autoFocus={autoFocus}
        aria-invalid={invalid}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onInput={(event) => onInput?.(event.currentTarget.value)}
      />
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className={field.hint}>
          {hint}
        </p>
      )}
    </div>
  )
}
