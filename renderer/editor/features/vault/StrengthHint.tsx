// One line under a new passphrase: what is missing, or that it is easily guessed. It warns and never blocks.
import { useSay } from '../../i18n/say.ts'
import type { Judgement } from './passphrase.ts'
import styles from './vault.module.css'

export function StrengthHint({ judgement }: { readonly judgement: Judgement }) {
  const say = useSay()
  return (
    <p aria-live="polite" className={styles.hint}>
      {judgement.missing > 0
        ? say('vault.more', { count: judgement.missing })
        : judgement.weak
          ? say('vault.weak')
          : null}
    </p>
  )
}
