// The sheet of paper that a screen is written on, and its heading, which takes the focus when the screen changes.
import { type ReactNode, useEffect, useRef } from 'react'
import styles from './Page.module.css'

interface PageProps {
  readonly heading: string
  /** Above the heading: the way back. */
  readonly before?: ReactNode
  /** Beside the heading: what can be done here. */
  readonly actions?: ReactNode
  /** Below the heading: one quiet line. */
  readonly about?: ReactNode
  /** For a table: the sheet takes the room that there is. */
  readonly isWide?: boolean
  readonly children: ReactNode
}

export function Page({ heading, before, actions, about, isWide = false, children }: PageProps) {
  return (
    <div className={isWide ? `${styles.sheet} ${styles.wide}` : styles.sheet}>
      {before}
      <header className={styles.header}>
        <div className={styles.heading}>
          <PageHeading>{heading}</PageHeading>
          {about === undefined ? null : <p className={styles.about}>{about}</p>}
        </div>
        {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}

export function PageHeading({ children }: { readonly children: string }) {
  const ref = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // A field that asked for the focus keeps it (`autoFocus` ran before this effect).
    if (document.activeElement === document.body) ref.current?.focus({ preventScroll: true })
  }, [])
  return (
    <h1 ref={ref} tabIndex={-1}>
      {children}
    </h1>
  )
}

interface SectionProps {
  readonly title: string
  /** Beside the title: what can be done here. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A titled part of a page. */
export function Section({ title, actions, children }: SectionProps) {
  return (
    <section className={styles.section}>
      <div className={styles.header}>
        <h2>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  )
}
