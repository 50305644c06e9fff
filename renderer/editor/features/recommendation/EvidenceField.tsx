// What shows that a recommendation is needed, and what of it may leave the group. Words are written when typing pauses, when the box is
// left and when it goes: none is lost by closing. What a colleague wrote meanwhile is replaced only when it stood in the box.
import { Plus } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import type { DetailsChange } from '../../../../shared/paper/recommendation-change.ts'
import type { Evidence } from '../../../../shared/paper/recommendation-details.ts'
import { MAX_EVIDENCE } from '../../../../shared/paper/recommendation-facts.ts'
import { SENSITIVITIES } from '../../../../shared/vocab/details.ts'
import { useSay } from '../../i18n/say.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Select } from '../../ui/Select.tsx'
import { newBlockId } from '../paper/commands/new-id.ts'
import { evidenceIdAfter } from './evidence-id.ts'
import styles from './recommendation.module.css'
import { LEVELS } from './words.ts'

interface EvidenceFieldProps {
  readonly evidence: readonly Evidence[]
  readonly onChange: ((change: DetailsChange) => void) | undefined
}

export function EvidenceField({ evidence, onChange }: EvidenceFieldProps) {
  const say = useSay()
  // Those begun here stay at their places while their first words are on their way.
  const [begun, setBegun] = useState<readonly string[]>([])
  const written = useRef(new Set<string>())
  const list = useRef<HTMLUListElement>(null)
  const onItsWay = begun.filter((id) => !evidence.some((one) => one.id === id))
  const shown = [...evidence, ...onItsWay.map(blank)]
  // One that has come and goes again must not come back as an empty box.
  if (onItsWay.length < begun.length) setBegun(onItsWay)
  const change = (made: DetailsChange): void => {
    if (made.kind === 'evidence') written.current.add(made.entry)
    onChange?.(made)
  }
  const begin = (): void => {
    const last = onItsWay.at(-1)
    const box = last === undefined ? null : list.current?.querySelector('li:last-child textarea')
    // One empty box is enough: the next words go there. What was typed a moment ago may not be on its way yet.
    if (
      last !== undefined &&
      box instanceof HTMLTextAreaElement &&
      box.value === '' &&
      !written.current.has(last)
    )
      box.focus()
    else setBegun([...onItsWay, evidenceIdAfter(shown.map(({ id }) => id))])
  }
  return (
    <fieldset className={styles.set}>
      <legend>{say('rec.evidence')}</legend>
      {onChange === undefined ? null : <p className={styles.hint}>{say('rec.evidence.hint')}</p>}
      {shown.length === 0 && onChange === undefined ? (
        <p className={styles.none}>{say('rec.nothing')}</p>
      ) : null}
      {shown.length === 0 ? null : (
        <ul ref={list} className={styles.evidences} aria-label={say('rec.evidence')}>
          {shown.map((one, index) =>
            onChange === undefined ? (
              <li key={one.id} className={styles.evidenceText}>
                {one.text}
              </li>
            ) : (
              <EvidenceItem
                key={one.id}
                one={one}
                number={index + 1}
                isNew={onItsWay.includes(one.id)}
                onChange={change}
                onGone={() => setBegun(onItsWay.filter((id) => id !== one.id))}
              />
            ),
          )}
        </ul>
      )}
      {onChange === undefined ? null : (
        <div>
          <Button look="quiet" icon={<Plus aria-hidden="true" />} onPress={begin}>
            {say('rec.evidence.add')}
          </Button>
        </div>
      )}
    </fieldset>
  )
}

function blank(id: string): Evidence {
  return { id, revisions: [], text: '', sensitivity: 'ordinary', keepOut: false }
}

interface EvidenceItemProps {
  readonly one: Evidence
  readonly number: number
  readonly isNew: boolean
  readonly onChange: (change: DetailsChange) => void
  readonly onGone: () => void
}

function EvidenceItem({ one, number, isNew, onChange, onGone }: EvidenceItemProps) {
  const say = useSay()
  const id = useId()
  const words = useWords(one, onChange)
  const remove = (): void => {
    words.forget()
    onChange({
      kind: 'evidence',
      entry: one.id,
      text: '',
      revision: newBlockId(),
      replaces: [...one.revisions],
    })
    onGone()
  }
  return (
    <li className={styles.evidence} aria-label={say('rec.evidence.item', { number })}>
      <label className={styles.wordsLabel} htmlFor={id}>
        {say('rec.evidence.words')}
      </label>
      <textarea
        id={id}
        className={styles.words}
        rows={3}
        maxLength={MAX_EVIDENCE}
        value={words.text}
        // biome-ignore lint/a11y/noAutofocus: the person has just asked for this box.
        autoFocus={isNew}
        onChange={(event) => words.type(event.target.value)}
        onBlur={words.write}
      />
      {one.revisions.length === 0 && !words.begun ? null : (
        <>
          <Select
            label={say('rec.evidence.sensitivity')}
            choices={SENSITIVITIES.map((level) => ({ id: level, name: say(LEVELS[level]) }))}
            value={one.sensitivity}
            onChange={(value) => {
              words.write()
              onChange({ kind: 'sensitivity', entry: one.id, value })
              if (value !== 'ordinary') onChange({ kind: 'keepOut', entry: one.id, value: true })
            }}
          />
          {one.sensitivity === 'dangerous' ? (
            <p className={styles.hint}>{say('rec.evidence.dangerous.hint')}</p>
          ) : (
            <Checkbox
              label={say('rec.evidence.keepOut')}
              checked={one.keepOut}
              onChange={(value) => {
                words.write()
                onChange({ kind: 'keepOut', entry: one.id, value })
              }}
            />
          )}
        </>
      )}
      <div>
        <Button look="quiet" onPress={remove}>
          {say('rec.evidence.remove')}
        </Button>
      </div>
    </li>
  )
}

const PAUSE_MS = 600

/** The words in the box, apart from those that the paper holds while they are being typed. */
function useWords(one: Evidence, onChange: (change: DetailsChange) => void) {
  const [typed, setTyped] = useState<string>()
  const [begun, setBegun] = useState(false)
  const pending = useRef<{ text: string; replaces: string[] } | undefined>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef({ one, onChange })
  latest.current = { one, onChange }
  const [send] = useState(() => () => {
    clearTimeout(timer.current)
    const words = pending.current
    pending.current = undefined
    // Taking everything out is what the button is for; an emptied box keeps what was written last.
    if (words === undefined || words.text.trim() === '') return
    const revision = newBlockId()
    latest.current.onChange({ kind: 'evidence', entry: latest.current.one.id, ...words, revision })
    own.current = [revision]
  })
  /** What the box stands for: seen when typing began, then what was written from here. */
  const own = useRef<string[] | undefined>(undefined)
  useEffect(() => send, [send])
  return {
    text: typed ?? one.text,
    /** From the first letter on: what belongs to the words must not come when the box is left, and move what is being pressed. */
    begun,
    type(text: string): void {
      own.current ??= [...one.revisions]
      pending.current = { text, replaces: pending.current?.replaces ?? own.current }
      setTyped(text)
      setBegun(true)
      clearTimeout(timer.current)
      timer.current = setTimeout(send, PAUSE_MS)
    },
    write(): void {
      send()
      own.current = undefined
      setTyped(undefined)
    },
    forget(): void {
      clearTimeout(timer.current)
      pending.current = undefined
    },
  }
}
