// Six words that two people compare by voice or in person. The region holds the words and nothing else:
// on both screens the same text, a space after each word for whoever copies it.
import { useSay } from '../../i18n/say.ts'
import styles from './members.module.css'

export function SafetyWords({ words }: { readonly words: readonly string[] }) {
  const say = useSay()
  return (
    <section aria-label={say('words.title')} className={styles.words}>
      <ol>
        {words.map((word, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word may occur twice; the order never changes.
          <li key={index} translate="no">
            {`${word} `}
          </li>
        ))}
      </ol>
    </section>
  )
}
