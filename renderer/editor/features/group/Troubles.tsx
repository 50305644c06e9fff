// What was refused or found wrong in this group since unlocking: counted and said, because a silent refusal looks like a lost text.
import type { GroupPage } from '../../../../shared/contract/editor-api.ts'
import { useExplain, useSay } from '../../i18n/say.ts'
import styles from './group.module.css'

export function Troubles({ troubles }: { readonly troubles: GroupPage['troubles'] }) {
  const say = useSay()
  const explain = useExplain()
  const total = troubles.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return null
  return (
    <details className={styles.troubles}>
      <summary>{say('group.troubles.title', { count: total })}</summary>
      <ul>
        {troubles.map(({ code, count }) => (
          <li key={code}>{say('group.troubles.item', { count, sentence: explain(code) })}</li>
        ))}
      </ul>
    </details>
  )
}
