// In which language vocabularies are shown: the page's own.
import { useIntl } from 'react-intl'
import type { Speech } from '../../../../shared/paper/recommendation-words.ts'

export function useSpeech(): Speech {
  return useIntl().locale === 'ru' ? 'ru' : 'en'
}
