// A text box with a list: a word of a vocabulary by typing a part of it, or words of the group's own. What is picked goes up at once.
// It must never pick by moving through the list: only Enter, a click or a tap does.
import { ChevronDown } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import {
  Button,
  ComboBox,
  Header,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
} from 'react-aria-components'
import { isLine, MAX_OWN_WORDS } from '../../../../shared/paper/recommendation-facts.ts'
import { useSay } from '../../i18n/say.ts'
import field from '../../ui/field.module.css'
import styles from './recommendation.module.css'

export interface PickerSection {
  /** '' where there is only one. */
  readonly title: string
  readonly terms: readonly { readonly id: string; readonly name: string }[]
}

interface TermPickerProps {
  readonly label: string
  readonly sections: readonly PickerSection[]
  /** A term's id, or `=` and own words. */
  readonly onPick: (value: string) => void
}

export function TermPicker({ label, sections, onPick }: TermPickerProps) {
  const say = useSay()
  const [typed, setTyped] = useState('')
  // React Aria leaves an open list open when what is picked does not stay in the box: after each pick there is a new box in its place.
  const [round, setRound] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (round > 0) input.current?.focus()
  }, [round])
  const pick = (value: string): void => {
    setTyped('')
    setRound(round + 1)
    onPick(value)
  }
  const words = typed.replace(/\s+/g, ' ').trim()
  const low = words.toLowerCase()
  const same = sections.flatMap(({ terms }) => terms).find(({ name }) => name.toLowerCase() === low)
  const enter = (event: KeyboardEvent<HTMLInputElement>): void => {
    // With something highlighted in the list Enter takes that.
    if (event.key !== 'Enter' || words === '' || event.currentTarget.hasAttribute('aria-activedescendant'))
      return
    event.preventDefault()
    if (same !== undefined) pick(same.id)
    else if (isLine(words, MAX_OWN_WORDS)) pick(`=${words}`)
  }
  const fitting = sections
    .map(({ title, terms }) => ({
      title,
      terms: terms.filter(({ name }) => name.toLowerCase().includes(low)),
    }))
    .filter(({ terms }) => terms.length > 0)
  return (
    <ComboBox
      key={round}
      className={field.field ?? ''}
      inputValue={typed}
      onInputChange={setTyped}
      selectedKey={null}
      onSelectionChange={(key) => {
        if (key !== null) pick(String(key))
      }}
      defaultFilter={() => true}
      allowsEmptyCollection={false}
      allowsCustomValue
    >
      <Label className={field.label ?? ''}>{label}</Label>
      <div className={styles.pickBox}>
        <Input
          ref={input}
          className={field.control ?? ''}
          onKeyDownCapture={enter}
          maxLength={MAX_OWN_WORDS}
        />
        <Button className={styles.pickButton ?? ''} aria-label={say('rec.pick.show', { label })}>
          <ChevronDown aria-hidden="true" />
        </Button>
      </div>
      <Popover className={styles.popover ?? ''}>
        <ListBox className={styles.listBox ?? ''}>
          {fitting.map(({ title, terms }) => (
            <ListBoxSection key={title} id={`section ${title}`}>
              {title === '' ? null : <Header className={styles.listHead ?? ''}>{title}</Header>}
              {terms.map(({ id, name }) => (
                <ListBoxItem key={id} id={id} textValue={name} className={styles.listItem ?? ''}>
                  {name}
                </ListBoxItem>
              ))}
            </ListBoxSection>
          ))}
          {words !== '' && same === undefined && isLine(words, MAX_OWN_WORDS) ? (
            // An item cannot change its id: with each letter it is another one.
            <ListBoxItem
              key={`=${words}`}
              id={`=${words}`}
              textValue={words}
              className={styles.listItem ?? ''}
            >
              {say('rec.pick.own', { words })}
            </ListBoxItem>
          ) : null}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
