// How far a file is on its way: a bar, and the same in words.
import { useIntl } from 'react-intl'
import { useSay } from '../../i18n/say.ts'
import styles from './vault.module.css'

/** "12.4 MB", in the language of the moment. */
export function useMegabytes(): (bytes: number) => string {
  const intl = useIntl()
  return (bytes) =>
    intl.formatNumber(bytes / 1_000_000, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 })
}

export interface Amount {
  readonly done: number
  readonly total: number
}

export function Progress({ label, amount }: { readonly label: string; readonly amount: Amount }) {
  const say = useSay()
  const megabytes = useMegabytes()
  const words = say('backup.progress', { done: megabytes(amount.done), total: megabytes(amount.total) })
  return (
    <div className={styles.progress}>
      <progress aria-label={label} aria-valuetext={words} value={amount.done} max={amount.total} />
      <p className={styles.small} aria-hidden="true">
        {words}
      </p>
    </div>
  )
}
