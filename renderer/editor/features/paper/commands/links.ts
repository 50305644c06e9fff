// Setting, changing and removing a link. Addresses that are not http, https or mailto never get this far.
import type { Mark, MarkType, ResolvedPos } from '@tiptap/pm/model'
import type { Command, EditorState } from '@tiptap/pm/state'
import { markType } from '../schema/node-type.ts'

export interface LinkTarget {
  readonly from: number
  readonly to: number
  /** '' where there is no link yet. */
  readonly href: string
}

/** What the link dialog is about: the selection, or the whole link that the caret is in. */
export function linkTarget(state: EditorState): LinkTarget {
  const { from, to, empty, $from } = state.selection
  const type = markType(state.schema, 'link')
  const around = linkAround($from, type)
  if (empty && around !== null) return around
  return { from, to, href: around?.href ?? '' }
}

export function setLink({ from, to }: LinkTarget, href: string): Command {
  return (state, dispatch) => {
    const mark = markType(state.schema, 'link').create({ href })
    if (dispatch) {
      const tr = state.tr
      if (from === to) tr.replaceWith(from, to, state.schema.text(href.replace(/^mailto:/, ''), [mark]))
      else tr.removeMark(from, to, mark.type).addMark(from, to, mark)
      dispatch(tr.scrollIntoView())
    }
    return true
  }
}

export function removeLink({ from, to }: LinkTarget): Command {
  return (state, dispatch) => {
    dispatch?.(state.tr.removeMark(from, to, markType(state.schema, 'link')))
    return true
  }
}

function linkAround($position: ResolvedPos, type: MarkType): LinkTarget | null {
  const { parent } = $position
  const at = parent.childAfter($position.parentOffset)
  const before = parent.childBefore($position.parentOffset)
  const here = [at, before].find(({ node }) => node !== null && type.isInSet(node.marks) !== undefined)
  const mark = here?.node ? type.isInSet(here.node.marks) : undefined
  if (here === undefined || mark === undefined) return null
  const has = (index: number): boolean => isLinked(parent.maybeChild(index)?.marks, mark)
  let first = here.index
  let last = here.index
  while (has(first - 1)) first -= 1
  while (has(last + 1)) last += 1
  const start = $position.start()
  let from = start
  for (let index = 0; index < first; index += 1) from += parent.child(index).nodeSize
  let to = from
  for (let index = first; index <= last; index += 1) to += parent.child(index).nodeSize
  return { from, to, href: String(mark.attrs.href) }
}

function isLinked(marks: readonly Mark[] | undefined, mark: Mark): boolean {
  return marks?.some((other) => other.eq(mark)) ?? false
}
