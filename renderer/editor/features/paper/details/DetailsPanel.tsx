// The panel beside the paper: the details of the recommendation where the caret is. It follows the caret; Escape goes back to the text.
import type { Editor } from '@tiptap/core'
import { X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useSay } from '../../../i18n/say.ts'
import { DetailsForm, type Responsible } from '../../recommendation/DetailsForm.tsx'
import type { PaperBinding } from '../binding/binding.ts'
import { writeDetails } from './change.ts'
import styles from './DetailsPanel.module.css'
import { type Here, useDetails, useHere } from './use-details.ts'

interface DetailsPanelProps {
  readonly editor: Editor
  readonly binding: PaperBinding
  readonly mayWrite: boolean
  readonly members: readonly Responsible[]
  /** Grows each time somebody asks for details: the focus then comes here. */
  readonly asked: number
  readonly onClose: () => void
}

export function DetailsPanel({ editor, binding, mayWrite, members, asked, onClose }: DetailsPanelProps) {
  const say = useSay()
  const here = useHere(editor)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (asked > 0) heading.current?.focus()
  }, [asked])
  const close = (): void => {
    onClose()
    editor.view.focus()
  }
  const keys = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    // An open list closes first.
    if (event.target instanceof HTMLElement && event.target.getAttribute('aria-expanded') === 'true') return
    event.stopPropagation()
    close()
  }
  return (
    <aside className={styles.panel} aria-label={say('rec.details')} onKeyDown={keys}>
      <div className={styles.head}>
        <h2 ref={heading} tabIndex={-1}>
          {here === undefined ? say('rec.details') : say('rec.details.of', { number: here.number })}
        </h2>
        <button
          type="button"
          className={styles.close}
          aria-label={say('rec.details.close')}
          title={say('rec.details.close')}
          onClick={close}
        >
          <X aria-hidden="true" />
        </button>
      </div>
      {here === undefined ? (
        <p className={styles.none}>{say('rec.details.none')}</p>
      ) : (
        <Shown key={here.id} here={here} binding={binding} mayWrite={mayWrite} members={members} />
      )}
    </aside>
  )
}

type ShownProps = Pick<DetailsPanelProps, 'binding' | 'mayWrite' | 'members'> & { readonly here: Here }

function Shown({ here, binding, mayWrite, members }: ShownProps) {
  const details = useDetails(binding, here.id)
  return (
    <>
      <p className={styles.text}>{here.text}</p>
      <DetailsForm
        details={details}
        members={members}
        onChange={mayWrite ? (change) => void writeDetails(binding, here.id, change) : undefined}
      />
    </>
  )
}
