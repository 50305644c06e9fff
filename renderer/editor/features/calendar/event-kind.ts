// What a date is called by its kind. A kind from a newer version has no name here yet; its id says more than nothing.
import { useIntl } from 'react-intl'
import { EVENT_KINDS } from '../../../../shared/vocab/event-kinds.ts'
import { useSay } from '../../i18n/say.ts'
import { TARGET } from './entry.ts'

export function useEventKinds(): {
  choices: { id: string; name: string }[]
  nameOf: (kind: string) => string
} {
  const say = useSay()
  const language = useIntl().locale === 'ru' ? 'ru' : 'en'
  return {
    choices: EVENT_KINDS.map(({ id, name }) => ({ id, name: name[language] })),
    nameOf: (kind) =>
      kind === TARGET
        ? say('calendar.target')
        : (EVENT_KINDS.find(({ id }) => id === kind)?.name[language] ?? kind),
  }
}
