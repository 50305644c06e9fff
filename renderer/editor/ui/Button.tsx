// The button of every screen, in four weights. One `primary` per screen at most; `danger` only for what cannot be taken back.
import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import styles from './Button.module.css'

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style'> {
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger'
  /** A lucide icon; it says nothing to a screen reader, the text beside it does. */
  readonly icon?: ReactNode
  /** On narrow windows the text is for screen readers only. */
  readonly shrinks?: boolean
  /** Its work is under way: it does nothing, and keeps the focus, without which Escape and Tab would start from nowhere. */
  readonly isBusy?: boolean
  readonly children: string
}

export function Button(props: ButtonProps) {
  const { look = 'plain', icon, shrinks = false, isBusy = false, children, onPress, ...rest } = props
  return (
    <AriaButton
      {...rest}
      {...(isBusy ? { 'aria-disabled': true } : onPress && { onPress })}
      className={`${styles.button} ${styles[look]}`}
    >
      {icon}
      <span className={shrinks ? styles.shrinks : undefined}>{children}</span>
    </AriaButton>
  )
}
