// The bar under the toolbar that finds, and replaces for those who may write. Escape goes back to the text, where the last match is.
import type { Editor } from '@tiptap/core'
import type { Command } from '@tiptap/pm/state'
import { ArrowDown, ArrowUp, type LucideIcon, X } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { Wanted } from '../../../../../shared/paper/find.ts'
import { useSay } from '../../../i18n/say.ts'
import styles from './FindBar.module.css'
import { type Found, foundIn, look, NOTHING, stopLooking } from './find.ts'
import { showPlace } from './show-place.ts'
import { goToMatch, matchFrom, replaceAll, replaceMatch, selectMatch } from './steps.ts'

interface FindBarProps {
  readonly editor: Editor
  readonly mayWrite: boolean
  readonly input: RefObject<HTMLInputElement | null>
  readonly onClose: () => void
}

export function FindBar({ editor, mayWrite, input, onClose }: FindBarProps) {
  const say = useSay()
  const [wanted, setWanted] = useState<Wanted>(() => ({ ...NOTHING, query: selectedWords(editor) }))
  const [replacement, setReplacement] = useState('')
  const [said, setSaid] = useState('')
  const found = useFound(editor)
  /** Where one was when the search began: a longer word is looked for from there again. */
  const origin = useRef(editor.state.selection.from)

  useEffect(() => {
    const { view } = editor
    view.dispatch(look(view.state.tr, wanted))
    const match = matchFrom(view.state, origin.current)
    if (match !== undefined) {
      view.dispatch(selectMatch(view.state.tr, match))
      showPlace(view, match.from)
    }
  }, [editor, wanted])
  useEffect(() => {
    input.current?.select()
    return () => {
      if (!editor.isDestroyed) editor.view.dispatch(stopLooking(editor.state.tr))
    }
  }, [editor, input])

  const run = (command: Command) => {
    const { view } = editor
    command(view.state, view.dispatch, view)
    showPlace(view, view.state.selection.from)
    origin.current = view.state.selection.from
    setSaid('')
  }
  const close = () => {
    onClose()
    editor.view.focus()
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    close()
  }
  const onEnter = (event: KeyboardEvent, command: Command) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    run(command)
  }
  const everything = () => {
    const count = found.matches.length
    if (count === 0) return
    run(replaceAll(replacement))
    setSaid(say('paper.find.replaced', { count }))
  }
  // Not `disabled`: a button that has just replaced the last match would drop the keyboard's place.
  const none = found.matches.length === 0

  return (
    <search className={styles.bar} aria-label={say('paper.find')} onKeyDown={keys}>
      <div className={styles.row}>
        <input
          ref={input}
          className={styles.input}
          aria-label={say('paper.find')}
          placeholder={say('paper.find')}
          value={wanted.query}
          maxLength={LONGEST}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            setSaid('')
            setWanted({ ...wanted, query: event.target.value })
          }}
          onKeyDown={(event) => onEnter(event, goToMatch(event.shiftKey))}
        />
        <Tool name={say('paper.find.previous')} icon={ArrowUp} act={() => run(goToMatch(true))} />
        <Tool name={say('paper.find.next')} icon={ArrowDown} act={() => run(goToMatch(false))} />
        <label className={styles.option}>
          <input
            type="checkbox"
            checked={wanted.matchCase}
            onChange={(event) => setWanted({ ...wanted, matchCase: event.target.checked })}
          />
          {say('paper.find.case')}
        </label>
        <label className={styles.option}>
          <input
            type="checkbox"
            checked={wanted.wholeWords}
            onChange={(event) => setWanted({ ...wanted, wholeWords: event.target.checked })}
          />
          {say('paper.find.words')}
        </label>
        <span className={styles.count} role="status" aria-label={say('paper.find.result')}>
          {said === '' ? countWords(found, wanted, say) : said}
        </span>
        <Tool name={say('app.close')} icon={X} act={close} />
      </div>
      {mayWrite ? (
        <div className={styles.row}>
          <input
            className={styles.input}
            aria-label={say('paper.find.with')}
            placeholder={say('paper.find.with')}
            value={replacement}
            maxLength={LONGEST}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => setReplacement(event.target.value)}
            onKeyDown={(event) => onEnter(event, replaceMatch(replacement))}
          />
          <button
            type="button"
            className={styles.word}
            aria-disabled={none || undefined}
            onClick={() => run(replaceMatch(replacement))}
          >
            {say('paper.find.replace')}
          </button>
          <button
            type="button"
            className={styles.word}
            aria-disabled={none || undefined}
            onClick={everything}
          >
            {say('paper.find.all')}
          </button>
        </div>
      ) : null}
    </search>
  )
}

const LONGEST = 200

function countWords({ matches, current }: Found, { query }: Wanted, say: ReturnType<typeof useSay>): string {
  if (query === '') return ''
  const count = matches.length
  return current < 0 ? say('paper.find.count', { count }) : say('paper.find.at', { at: current + 1, count })
}

/** What is selected within one block is what one looks for. */
function selectedWords({ state }: Editor): string {
  const { $from, $to, from, to } = state.selection
  return $from.sameParent($to) && to - from <= LONGEST ? state.doc.textBetween(from, to) : ''
}

interface ToolProps {
  readonly name: string
  readonly icon: LucideIcon
  readonly act: () => void
}

function Tool({ name, icon: Icon, act }: ToolProps) {
  return (
    <button type="button" className={styles.tool} aria-label={name} title={name} onClick={act}>
      <Icon aria-hidden="true" />
    </button>
  )
}

function useFound(editor: Editor): Found {
  const [found, setFound] = useState<Found>(() => foundIn(editor.state))
  useEffect(() => {
    const changed = () => {
      const now = foundIn(editor.state)
      setFound((old) => (old.matches === now.matches && old.current === now.current ? old : now))
    }
    editor.on('transaction', changed)
    return () => {
      editor.off('transaction', changed)
    }
  }, [editor])
  return found
}
