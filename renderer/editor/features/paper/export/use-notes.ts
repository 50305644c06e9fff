// What an export prints below a recommendation: its details for readers outside the group, in the language of the page.
import { useCallback } from 'react'
import { NO_DETAILS } from '../../../../../shared/paper/recommendation-details.ts'
import { printedLines } from '../../../../../shared/paper/recommendation-words.ts'
import { recommendationsIn } from '../../../../../shared/paper/recommendations.ts'
import { useSay } from '../../../i18n/say.ts'
import { useSpeech } from '../../recommendation/use-speech.ts'
import type { PaperBinding } from '../binding/binding.ts'

export function useNotes(): (binding: PaperBinding) => (id: string) => readonly string[] {
  const say = useSay()
  const speech = useSpeech()
  return useCallback(
    ({ body }) => {
      const all = new Map(recommendationsIn(body).map(({ id, details }) => [id, details]))
      return (id) =>
        printedLines(all.get(id) ?? NO_DETAILS, speech, {
          to: say('rec.print.to'),
          dimension: say('rec.print.dimension'),
          themes: say('rec.print.themes'),
          groups: say('rec.print.groups'),
          commitments: say('rec.print.commitments'),
          evidence: say('rec.print.evidence'),
          priority: say('rec.print.priority'),
          date: say('rec.print.date'),
          priorities: {
            high: say('rec.priority.high'),
            medium: say('rec.priority.medium'),
            low: say('rec.priority.low'),
          },
        })
    },
    [say, speech],
  )
}
