// From match to match, and replacing: plain ProseMirror commands. A replacement is one dispatch, so that one undo takes it back.
import { type Command, type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import type { Match } from '../../../../../shared/paper/find.ts'
import { foundIn } from './find.ts'

/** The match after a position, or before it when going backwards; from the end it goes on at the beginning. */
export function matchFrom(state: EditorState, position: number, backwards = false): Match | undefined {
  const { matches } = foundIn(state)
  return backwards
    ? (matches.findLast(({ to }) => to <= position) ?? matches.at(-1))
    : (matches.find(({ from }) => from >= position) ?? matches[0])
}

export function selectMatch(tr: Transaction, { from, to }: Match): Transaction {
  return tr.setSelection(TextSelection.create(tr.doc, from, to))
}

export function goToMatch(backwards: boolean): Command {
  return (state, dispatch) => {
    const { from, to } = state.selection
    const match = matchFrom(state, backwards ? from : to, backwards)
    if (match === undefined) return false
    dispatch?.(selectMatch(state.tr, match))
    return true
  }
}

/** Replaces the selected match and selects the next one; where none is selected it only goes to one. */
export function replaceMatch(replacement: string): Command {
  return (state, dispatch) => {
    const { matches, current } = foundIn(state)
    const match = matches[current]
    if (match === undefined) return goToMatch(false)(state, dispatch)
    if (dispatch) {
      const tr = replaced(state.tr, match, replacement)
      tr.setSelection(TextSelection.create(tr.doc, match.from + replacement.length))
      dispatch(tr)
    }
    return true
  }
}

/** All of them, last first, so that the places of the others still hold. */
export function replaceAll(replacement: string): Command {
  return (state, dispatch) => {
    const { matches } = foundIn(state)
    if (matches.length === 0) return false
    dispatch?.(matches.reduceRight((tr, match) => replaced(tr, match, replacement), state.tr))
    return true
  }
}

function replaced(tr: Transaction, { from, to }: Match, replacement: string): Transaction {
  return replacement === '' ? tr.delete(from, to) : tr.insertText(replacement, from, to)
}
