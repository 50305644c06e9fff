// Adds the target dates of all recommendations to the dates of the calendar. Only drawn when a person wants them: the host then reads
// every paper of the group.
import { type ReactNode, useEffect, useMemo } from 'react'
import { useNotify } from '../../app/Notices.tsx'
import { useSay } from '../../i18n/say.ts'
import { useRegister } from '../register/use-register.ts'
import { type Entry, merged, targetEntries } from './entry.ts'

interface WithTargetsProps {
  readonly group: string
  readonly events: readonly Entry[]
  readonly children: (events: readonly Entry[]) => ReactNode
}

export function WithTargets({ group, events, children }: WithTargetsProps) {
  const say = useSay()
  const notify = useNotify()
  const { rows, failed } = useRegister(group)
  useEffect(() => {
    if (failed !== undefined) notify(failed)
  }, [failed, notify])
  const all = useMemo(() => {
    const name = (number: number, text: string) => say('calendar.target.title', { number, text })
    return merged(events, targetEntries(rows, name))
  }, [events, rows, say])
  return children(all)
}
