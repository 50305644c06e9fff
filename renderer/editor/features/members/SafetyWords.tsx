// Six words that two people compare by voice or in person. The region holds the words and nothing else: on both screens the same
// text, a space after each word for whoever copies it. Whose app speaks another language finds the same six in that one.
import { useState } from 'react'
import { useIntl } from 'react-intl'
import type { SafetyWords as Words } from '../../../../shared/contract/editor-api.ts'
import { useSay } from '../../i18n/say.ts'
import { Button } from '../../ui/Button.tsx'
import styles from './members.module.css'

export function SafetyWords({ words }: { readonly words: Words }) {
  const say = useSay()
  const own = useIntl().locale === 'ru' ? 'ru' : 'en'
  const [shown, setShown] = useState<keyof Words>(own)
  const other = shown === 'ru' ? 'en' : 'ru'
  return (
    <div className={styles.wordsBox}>
      <section aria-label={say('words.title')} className={styles.words} lang={shown}>
        <ol>
          {words[shown].map((word, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a word may occur twice; the order never changes.
            <li key={index} translate="no">
              {`${word} `}
            </li>
          ))}
        </ol>
      </section>
      <div className={styles.actions}>
        <Button look="quiet" onPress={() => setShown(other)}>
          {say(other === 'ru' ? 'words.show.ru' : 'words.show.en')}
        </Button>
      </div>
    </div>
  )
}
