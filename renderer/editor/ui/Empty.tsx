// What stands where a list will be: what is missing and what to do about it.
import styles from './Empty.module.css'

export function Empty({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{title}</p>
      <p>{text}</p>
    </div>
  )
}
