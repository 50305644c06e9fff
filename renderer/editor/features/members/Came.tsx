// On which day something came to this computer, where that is known. Changes carry no time of their own.
import { useIntl } from 'react-intl'
import { useSay } from '../../i18n/say.ts'
import styles from './members.module.css'

export function Came({ seen }: { readonly seen: number | undefined }) {
  const say = useSay()
  const intl = useIntl()
  if (seen === undefined) return null
  const date = intl.formatDate(seen, { dateStyle: 'long' })
  return <p className={styles.soft}>{say('touched.came', { date })}</p>
}
