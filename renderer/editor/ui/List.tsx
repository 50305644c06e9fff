// A list of items, each named for a screen reader by what it is about.
import { type ReactNode, useId } from 'react'
import styles from './List.module.css'

export function List({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <ul aria-label={label} className={styles.list}>
      {children}
    </ul>
  )
}

/** `name` is shown through `children(id)`, which puts the id on the element that carries it. */
export function ListItem({ children }: { readonly children: (nameId: string) => ReactNode }) {
  const id = useId()
  return (
    <li aria-labelledby={id} className={styles.item}>
      {children(id)}
    </li>
  )
}
