// Gives everything below it one language: our own texts, React Aria's, dates and plurals, and the root's `lang`.
// It must never fall back to another language in silence: a missing text is a bug that a test finds.
import { type ReactNode, useEffect } from 'react'
import { I18nProvider } from 'react-aria-components'
import { IntlProvider } from 'react-intl'
import type { Language as LanguageId } from '../../../shared/contract/editor-api.ts'
import { en, type MessageId } from './en.ts'
import { ru } from './ru.ts'

const CATALOGUES: Readonly<Record<LanguageId, Readonly<Record<MessageId, string>>>> = { en, ru }

/** How dates and numbers are written. British order of day and month: the groups are in Europe and Asia. */
const FORMATS: Readonly<Record<LanguageId, string>> = { en: 'en-GB', ru: 'ru' }

/** Each language by its own name, so that one who cannot read the present one still finds theirs. */
export const LANGUAGES: readonly { readonly id: LanguageId; readonly name: string }[] = [
  { id: 'en', name: 'English' },
  { id: 'ru', name: 'Русский' },
]

export function Language({ language, children }: { language: LanguageId; children: ReactNode }) {
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return (
    <IntlProvider locale={FORMATS[language]} messages={CATALOGUES[language]}>
      <I18nProvider locale={FORMATS[language]}>{children}</I18nProvider>
    </IntlProvider>
  )
}
