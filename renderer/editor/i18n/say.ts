// The one way to put a text on a screen: by its id, so that the compiler knows every text that exists.
import { useCallback } from 'react'
import { useIntl } from 'react-intl'
import type { ErrorCode } from '../../../shared/contract/errors.ts'
import type { MessageId } from './en.ts'

export type MessageValues = Readonly<Record<string, string | number | Date>>
export type Say = (id: MessageId, values?: MessageValues) => string

/** `say('group.waiting', { count: 2 })`: the text in the language of the moment, ICU arguments filled in. */
export function useSay(): Say {
  const intl = useIntl()
  return useCallback<Say>((id, values) => intl.formatMessage({ id }, values), [intl])
}

/** The sentence for an error code: what happened and what to do next. */
export function useExplain(): (code: ErrorCode) => string {
  const say = useSay()
  return useCallback((code: ErrorCode) => say(`error.${code}`), [say])
}
