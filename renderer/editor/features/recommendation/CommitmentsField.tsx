// The commitments that a recommendation rests on: a document from the list or of one's own, and the paragraph.
// A document that was chosen is added at the latest when its fields are left or go: none is lost by closing.
import { type FocusEvent, useEffect, useRef, useState } from 'react'
import { Group } from 'react-aria-components'
import type { CitedCommitment } from '../../../../shared/paper/recommendation-details.ts'
import { isLine, MAX_PARAGRAPH, PILCROW } from '../../../../shared/paper/recommendation-facts.ts'
import { COMMITMENTS, documentName } from '../../../../shared/vocab/details.ts'
import { useSay } from '../../i18n/say.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import styles from './recommendation.module.css'
import { SetField } from './SetField.tsx'
import { TermPicker } from './TermPicker.tsx'
import { useSpeech } from './use-speech.ts'

interface CommitmentsFieldProps {
  readonly commitments: readonly CitedCommitment[]
  readonly onAdd: ((value: string) => void) | undefined
  readonly onRemove: ((value: string) => void) | undefined
}

const wireOf = ({ document, paragraph }: CitedCommitment): string =>
  paragraph === '' ? document : `${document}${PILCROW}${paragraph}`

export function CommitmentsField({ commitments, onAdd, onRemove }: CommitmentsFieldProps) {
  const say = useSay()
  const speech = useSpeech()
  const [document, setDocument] = useState<string>()
  const [paragraph, setParagraph] = useState('')
  const [missing, setMissing] = useState(false)
  const addChosen = (): void => {
    if (document === undefined) return
    const typed = paragraph.replaceAll(PILCROW, '').trim()
    onAdd?.(wireOf({ document, paragraph: isLine(typed, MAX_PARAGRAPH) ? typed : '' }))
    setDocument(undefined)
    setParagraph('')
  }
  const latest = useRef(addChosen)
  latest.current = addChosen
  useEffect(() => () => latest.current(), [])
  const add = (): void => {
    if (document === undefined) setMissing(true)
    else addChosen()
  }
  /** Not for a window that goes behind another, nor for the list, which is no part of the fields in the page. */
  const left = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    if (!(relatedTarget instanceof Element) || relatedTarget.closest('[role="listbox"]') !== null) return
    if (currentTarget.contains(relatedTarget)) return
    // What is being pressed must not move under the pointer: the list grows when the press is over.
    if (window.document.querySelector(':active') === null) addChosen()
    else window.addEventListener('click', () => latest.current(), { once: true, capture: true })
  }
  const nameOf = (one: CitedCommitment): string =>
    one.paragraph === ''
      ? documentName(one.document, speech)
      : `${documentName(one.document, speech)}, ${one.paragraph}`
  return (
    <SetField
      label={say('rec.commitments')}
      values={commitments.map((one) => ({ value: wireOf(one), name: nameOf(one) }))}
      onRemove={onRemove}
    >
      {onAdd === undefined ? null : (
        <Group className={styles.adding ?? ''} aria-label={say('rec.commitments.add')} onBlur={left}>
          <TermPicker
            label={say('rec.commitments.document')}
            sections={[
              { title: '', terms: COMMITMENTS.map(({ id }) => ({ id, name: documentName(id, speech) })) },
            ]}
            onPick={(value) => {
              setDocument(value)
              setMissing(false)
            }}
          />
          {document === undefined ? null : <p className={styles.chosen}>{documentName(document, speech)}</p>}
          <div className={styles.line}>
            <TextField
              label={say('rec.commitments.paragraph')}
              value={paragraph}
              onChange={setParagraph}
              maxLength={MAX_PARAGRAPH}
            />
            <Button onPress={add}>{say('rec.commitments.add')}</Button>
          </div>
          <p role="status" className={styles.wrong}>
            {missing ? say('rec.commitments.missing') : ''}
          </p>
        </Group>
      )}
    </SetField>
  )
}
