// What the groups of the register are called, and in which order they stand: statuses and dates in their own order, all else by name.
import { DUE, type Grouping, type RegisterRow } from '../../../../shared/paper/recommendation-table.ts'
import type { Speech } from '../../../../shared/paper/recommendation-words.ts'
import { STATUSES, termName } from '../../../../shared/vocab/details.ts'
import type { Say } from '../../i18n/say.ts'
import { STATUS_NAMES } from '../recommendation/words.ts'

interface Namer {
  nameOf(key: string): string
  rank(key: string): string | number
}

interface NamerParts {
  readonly grouping: Grouping | undefined
  readonly say: Say
  readonly speech: Speech
  readonly rows: readonly RegisterRow[]
  readonly nameOfMember: (member: string) => string
}

export function groupNamer({ grouping, say, speech, rows, nameOfMember }: NamerParts): Namer {
  const titles = new Map(rows.map(({ paper, title }) => [paper, title]))
  const named = (nameOf: (key: string) => string): Namer => {
    const orNone = (key: string): string => (key === '' ? say('register.without') : nameOf(key))
    return { nameOf: orNone, rank: orNone }
  }
  switch (grouping) {
    case 'addressee':
      return named((key) => termName('to', key, speech))
    case 'theme':
      return named((key) => termName('theme', key, speech))
    case 'responsible':
      return named(nameOfMember)
    case 'status':
      return {
        nameOf: (key) => say(STATUS_NAMES[STATUSES.find((one) => one === key) ?? 'proposed']),
        rank: (key) => (STATUSES as readonly string[]).indexOf(key),
      }
    case 'date':
      return {
        nameOf: (key) => say(`register.due.${DUE.find((one) => one === key) ?? 'none'}`),
        rank: (key) => (DUE as readonly string[]).indexOf(key),
      }
    default:
      return named((key) => titles.get(key) ?? key)
  }
}
