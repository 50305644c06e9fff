// Puts a suggestion in the place of a misspelt word: one edit, so that one undo takes it back, with the marks that the word had.
import { type Command, TextSelection } from '@tiptap/pm/state'
import { plainWord } from '../../../../../shared/spelling/words.ts'
import type { Misspelt } from './marks.ts'

/** Does nothing when the word is no longer there: somebody else may have written meanwhile. */
export function replaceWord({ from, to, word }: Misspelt, suggestion: string): Command {
  return (state, dispatch) => {
    const isThere = to <= state.doc.content.size && plainWord(state.doc.textBetween(from, to)) === word
    if (isThere && dispatch) {
      const tr = state.tr.insertText(suggestion, from, to)
      dispatch(tr.setSelection(TextSelection.create(tr.doc, from + suggestion.length)).scrollIntoView())
    }
    return isThere
  }
}
