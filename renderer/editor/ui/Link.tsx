// A link inside the app. It has no address: where one is must not appear in the browser's address bar, status line or history.
import type { ReactNode } from 'react'
import { Link as AriaLink } from 'react-aria-components'
import styles from './Link.module.css'

interface LinkProps {
  readonly onPress: () => void
  readonly look?: 'entry' | 'back'
  readonly id?: string
  readonly icon?: ReactNode
  readonly children: string
}

export function Link({ onPress, look = 'entry', id, icon, children }: LinkProps) {
  return (
    <AriaLink
      onPress={onPress}
      className={`${styles.link} ${styles[look]}`}
      {...(id === undefined ? {} : { id })}
    >
      {icon}
      {children}
    </AriaLink>
  )
}
