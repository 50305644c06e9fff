// Mounts the text editor of an open session into an element, and tells the toolbar when what it shows has changed.
import type { Editor } from '@tiptap/core'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useSay } from '../../i18n/say.ts'
import { seeCaret } from './binding/see-caret.ts'
import { caretsKey } from './carets/carets.ts'
import { createPaperEditor } from './create-editor.ts'
import { hintWords } from './hint-words.ts'
import { carryOver, mergedDocument } from './session/carry-over.ts'
import type { OpenSession } from './session/paper-session.ts'
import type { SpellingOptions } from './spelling/marks.ts'
import { numberParagraphs } from './view/numbers.ts'

interface EditorActions {
  readonly openLinkDialog: () => void
  readonly tellSaveState: () => void
  readonly pasteTooLarge: () => void
  readonly openDetails: (id: string) => void
  readonly spelling: SpellingOptions
}

export function useEditor(
  element: RefObject<HTMLElement | null>,
  open: OpenSession,
  group: string,
  actions: EditorActions,
): Editor | null {
  const say = useSay()
  const [editor, setEditor] = useState<Editor | null>(null)
  const latest = useRef({ open, actions })
  latest.current = { open, actions }
  const { session } = open

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new session or language makes a new editor; the rest is read late.
  useEffect(() => {
    if (element.current === null) return
    const created = createPaperEditor(element.current, {
      session: open,
      group,
      mayWrite: () => latest.current.open.mayWrite,
      labels: {
        recommendation: (number) => say('paper.recommendation', { number }),
        rescued: say('paper.rescued.mark'),
        details: {
          name: say('rec.details'),
          hint: say('rec.details.hint'),
          open: (id) => latest.current.actions.openDetails(id),
        },
      },
      placeholder: say('paper.placeholder'),
      hints: open.mayWrite ? hintWords(say) : () => '',
      attributes: {
        role: 'textbox',
        'aria-label': say('paper.text'),
        'aria-multiline': 'true',
        spellcheck: 'false',
      },
      openLinkDialog: () => latest.current.actions.openLinkDialog(),
      tellSaveState: () => latest.current.actions.tellSaveState(),
      pasteTooLarge: () => latest.current.actions.pasteTooLarge(),
      openDetails: (id) => latest.current.actions.openDetails(id),
      spelling: latest.current.actions.spelling,
    })
    setEditor(created)
    const unacknowledged = open.takeUnacknowledged()
    if (unacknowledged !== null) {
      const tr = carryOver(created.state.tr, mergedDocument(created.schema, unacknowledged))
      if (tr.docChanged) created.view.dispatch(tr)
    }
    return () => {
      open.binding.detach()
      created.destroy()
      setEditor(null)
    }
  }, [session, group, say])

  const { present, mayWrite } = open
  useEffect(() => {
    if (editor === null) return
    seeCaret(editor.view)
    editor.view.dispatch(editor.state.tr.setMeta(caretsKey, present))
  }, [editor, present])

  useEffect(() => {
    editor?.setEditable(mayWrite, false)
  }, [editor, mayWrite])

  const numbered = open.about.numbered === true
  useEffect(() => {
    if (editor === null) return
    seeCaret(editor.view)
    numberParagraphs(numbered)(editor.state, editor.view.dispatch)
  }, [editor, numbered])

  return editor
}
