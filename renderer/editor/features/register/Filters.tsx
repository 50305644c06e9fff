// What the register shows and how it stands together. Lists hold only what occurs in the register, so that no choice leads to nothing.
import { useMemo } from 'react'
import {
  DUE,
  GROUPINGS,
  type Grouping,
  type RegisterFilter,
  type RegisterRow,
} from '../../../../shared/paper/recommendation-table.ts'
import { STATUSES, termName } from '../../../../shared/vocab/details.ts'
import type { MessageId } from '../../i18n/en.ts'
import { useSay } from '../../i18n/say.ts'
import { type Choice, Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useSpeech } from '../recommendation/use-speech.ts'
import { STATUS_NAMES } from '../recommendation/words.ts'
import styles from './register.module.css'

interface FiltersProps {
  readonly rows: readonly RegisterRow[]
  readonly filter: RegisterFilter
  readonly onFilter: (filter: RegisterFilter) => void
  readonly grouping: Grouping | undefined
  readonly onGrouping: (grouping: Grouping | undefined) => void
  readonly nameOfMember: (member: string) => string
}

/** No id of a vocabulary, a paper or a member is one of these. */
const ALL = 'all'
const WITHOUT = 'without'

const GROUPING_NAMES: Readonly<Record<Grouping, MessageId>> = {
  addressee: 'register.addressee',
  theme: 'register.theme',
  status: 'register.status',
  paper: 'register.paper',
  responsible: 'register.responsible',
  date: 'register.due',
}

export function Filters(props: FiltersProps) {
  const { rows, filter, onFilter, grouping, onGrouping, nameOfMember } = props
  const say = useSay()
  const speech = useSpeech()
  const found = useMemo(() => occurring(rows), [rows])
  const named = (ids: Iterable<string>, nameOf: (id: string) => string): Choice<string>[] =>
    [...ids].map((id) => ({ id, name: nameOf(id) })).sort((a, b) => a.name.localeCompare(b.name, speech))
  const lists: {
    readonly key: 'addressee' | 'theme' | 'status' | 'paper' | 'responsible' | 'due'
    readonly label: MessageId
    readonly choices: readonly Choice<string>[]
    readonly mayLack?: true
  }[] = [
    {
      key: 'addressee',
      label: 'register.addressee',
      choices: named(found.addressees, (id) => termName('to', id, speech)),
      mayLack: true,
    },
    {
      key: 'theme',
      label: 'register.theme',
      choices: named(found.themes, (id) => termName('theme', id, speech)),
      mayLack: true,
    },
    {
      key: 'status',
      label: 'register.status',
      choices: STATUSES.map((id) => ({ id, name: say(STATUS_NAMES[id]) })),
    },
    {
      key: 'paper',
      label: 'register.paper',
      choices: named(found.papers.keys(), (id) => found.papers.get(id) ?? id),
    },
    {
      key: 'responsible',
      label: 'register.responsible',
      choices: named(found.responsible, nameOfMember),
      mayLack: true,
    },
    {
      key: 'due',
      label: 'register.due',
      choices: DUE.map((id) => ({ id, name: say(`register.due.${id}`) })),
    },
  ]
  return (
    <search className={styles.filters} aria-label={say('register.filters')}>
      <div className={styles.search}>
        <TextField
          label={say('register.search')}
          type="search"
          value={filter.words ?? ''}
          onChange={(words) => onFilter({ ...filter, words })}
        />
      </div>
      {lists.map(({ key, label, choices, mayLack }) => (
        <Select
          key={key}
          label={say(label)}
          choices={[
            { id: ALL, name: say('register.all') },
            ...choices,
            ...(mayLack ? [{ id: WITHOUT, name: say('register.without') }] : []),
          ]}
          value={filter[key] === undefined ? ALL : filter[key] === '' ? WITHOUT : filter[key]}
          onChange={(id) => onFilter({ ...filter, [key]: id === ALL ? undefined : id === WITHOUT ? '' : id })}
        />
      ))}
      <Select
        label={say('register.groupBy')}
        choices={[
          { id: ALL, name: say('register.groupBy.none') },
          ...GROUPINGS.map((id) => ({ id: id as string, name: say(GROUPING_NAMES[id]) })),
        ]}
        value={grouping ?? ALL}
        onChange={(id) => onGrouping(GROUPINGS.find((one) => one === id))}
      />
    </search>
  )
}

function occurring(rows: readonly RegisterRow[]) {
  const addressees = new Set<string>()
  const themes = new Set<string>()
  const papers = new Map<string, string>()
  const responsible = new Set<string>()
  for (const { details, paper, title } of rows) {
    for (const one of details.addressees) addressees.add(one)
    for (const one of details.themes) themes.add(one)
    papers.set(paper, title)
    if (details.responsible !== undefined) responsible.add(details.responsible)
  }
  return { addressees, themes, papers, responsible }
}
