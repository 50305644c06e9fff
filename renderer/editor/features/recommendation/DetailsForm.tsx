// The details of one recommendation, for whoever may change them and for who reads: beside the paper and in the register alike.
// Every change goes up at once; there is nothing to save.

import type { DetailsChange } from '../../../../shared/paper/recommendation-change.ts'
import type { Details } from '../../../../shared/paper/recommendation-details.ts'
import { addresseeNames, groupNames, themeNames } from '../../../../shared/paper/recommendation-words.ts'
import {
  AFFECTED_GROUPS,
  DIMENSIONS,
  INSTITUTIONS,
  PRIORITIES,
  SELF,
  STATES,
  STATUSES,
  THEMES,
  termName,
} from '../../../../shared/vocab/details.ts'
import type { Term } from '../../../../shared/vocab/kinds.ts'
import { useSay } from '../../i18n/say.ts'
import { ChoiceField } from './ChoiceField.tsx'
import { CommitmentsField } from './CommitmentsField.tsx'
import { DateField } from './DateField.tsx'
import { EvidenceField } from './EvidenceField.tsx'
import styles from './recommendation.module.css'
import { SetField, type SetValue } from './SetField.tsx'
import { type PickerSection, TermPicker } from './TermPicker.tsx'
import { useDay } from './use-day.ts'
import { useSpeech } from './use-speech.ts'
import { PRIORITY_NAMES, STATUS_NAMES } from './words.ts'

export interface Responsible {
  readonly member: string
  readonly name: string
}

export interface DetailsFormProps {
  readonly details: Details
  /** Who may be responsible. */
  readonly members: readonly Responsible[]
  /** Absent for readers. */
  readonly onChange: ((change: DetailsChange) => void) | undefined
}

export function DetailsForm({ details, members, onChange }: DetailsFormProps) {
  const say = useSay()
  const speech = useSpeech()
  const day = useDay()
  const named = (terms: readonly Term[]): PickerSection['terms'] =>
    terms
      .map(({ id, name }) => ({ id, name: name[speech] }))
      .sort((a, b) => a.name.localeCompare(b.name, speech))
  const values = (ids: readonly string[], names: readonly string[]): SetValue[] =>
    ids.map((value, index) => ({ value, name: names[index] ?? value }))
  const add = (field: 'to' | 'theme' | 'group' | 'commitment') => (value: string) =>
    onChange?.({ kind: 'add', field, value })
  const remove = (field: 'to' | 'theme' | 'group' | 'commitment') =>
    onChange && ((value: string) => onChange({ kind: 'remove', field, value }))
  const choose = (field: 'dimension' | 'priority' | 'status' | 'responsible') =>
    onChange && ((value: string | null) => onChange({ kind: 'choose', field, value }))
  return (
    <div className={styles.form}>
      {onChange === undefined ? <p className={styles.hint}>{say('rec.readOnly')}</p> : null}
      <SetField
        label={say('rec.addressees')}
        values={values(details.addressees, addresseeNames(details, speech))}
        onRemove={remove('to')}
      >
        {onChange === undefined ? null : (
          <TermPicker
            label={say('rec.addressees.add')}
            sections={[
              { title: say('rec.addressees.institutions'), terms: named(INSTITUTIONS) },
              { title: say('rec.addressees.states'), terms: named(STATES) },
              { title: say('rec.addressees.self'), terms: named(SELF) },
            ]}
            onPick={add('to')}
          />
        )}
      </SetField>
      <CommitmentsField
        commitments={details.commitments}
        onAdd={onChange && add('commitment')}
        onRemove={remove('commitment')}
      />
      <div className={styles.pair}>
        <ChoiceField
          label={say('rec.status')}
          choices={STATUSES.map((id) => ({ id, name: say(STATUS_NAMES[id]) }))}
          value={details.status}
          others={details.others.status}
          onChange={choose('status')}
          isAlwaysSet
        />
        <ChoiceField
          label={say('rec.priority')}
          choices={PRIORITIES.map((id) => ({ id, name: say(PRIORITY_NAMES[id]) }))}
          value={details.priority}
          others={details.others.priority}
          onChange={choose('priority')}
        />
      </div>
      {onChange === undefined ? (
        <ChoiceField
          label={say('rec.date')}
          choices={details.date === undefined ? [] : [{ id: details.date, name: day(details.date) }]}
          value={details.date}
          others={details.others.date}
          onChange={undefined}
        />
      ) : (
        <DateField
          label={say('rec.date')}
          value={details.date}
          onChange={(value) => onChange({ kind: 'choose', field: 'date', value })}
        />
      )}
      <ChoiceField
        label={say('rec.responsible')}
        choices={withGone(members, details.responsible, say('rec.responsible.gone'))}
        value={details.responsible}
        others={details.others.responsible}
        onChange={choose('responsible')}
      />
      <SetField
        label={say('rec.themes')}
        values={values(details.themes, themeNames(details, speech))}
        onRemove={remove('theme')}
      >
        {onChange === undefined ? null : (
          <TermPicker
            label={say('rec.themes.add')}
            sections={[{ title: '', terms: named(THEMES) }]}
            onPick={add('theme')}
          />
        )}
      </SetField>
      <SetField
        label={say('rec.groups')}
        values={values(details.groups, groupNames(details, speech))}
        onRemove={remove('group')}
      >
        {onChange === undefined ? null : (
          <TermPicker
            label={say('rec.groups.add')}
            sections={[{ title: '', terms: named(AFFECTED_GROUPS) }]}
            onPick={add('group')}
          />
        )}
      </SetField>
      <ChoiceField
        label={say('rec.dimension')}
        choices={DIMENSIONS.map(({ id }) => ({ id, name: termName('dimension', id, speech) }))}
        value={details.dimension}
        others={details.others.dimension}
        onChange={choose('dimension')}
      />
      <EvidenceField evidence={details.evidence} onChange={onChange} />
    </div>
  )
}

/** Whoever is responsible and has left still stands there, so that it is seen. */
export function withGone(
  members: readonly Responsible[],
  responsible: string | undefined,
  gone: string,
): { id: string; name: string }[] {
  const choices = members.map(({ member, name }) => ({ id: member, name }))
  if (responsible !== undefined && !choices.some(({ id }) => id === responsible))
    choices.push({ id: responsible, name: gone })
  return choices
}
