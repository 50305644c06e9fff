// What went wrong, said at once (`role=alert`), and the quieter note that only informs.
import { CircleAlert, Info } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './Alert.module.css'

export function Alert({ children }: { readonly children: ReactNode }) {
  return (
    <div role="alert" className={`${styles.note} ${styles.alert}`}>
      <CircleAlert aria-hidden="true" />
      <div>{children}</div>
    </div>
  )
}

export function Note({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles.note}>
      <Info aria-hidden="true" />
      <div>{children}</div>
    </div>
  )
}
