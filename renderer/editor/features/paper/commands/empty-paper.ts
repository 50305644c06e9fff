// A body without any block (two people deleted each other's last one) has no place to type. The first key or click of someone who
// may write makes one; merely opening such a paper writes nothing.
import { Extension } from '@tiptap/core'
import { type Command, Plugin, TextSelection } from '@tiptap/pm/state'
import { BLOCK_NODE } from '../../../../../shared/paper/names.ts'
import { nodeType } from '../schema/node-type.ts'
import { newBlockId } from './new-id.ts'

export const startEmptyPaper: Command = (state, dispatch) => {
  if (state.doc.childCount > 0) return false
  if (dispatch) {
    const tr = state.tr.insert(0, nodeType(state.schema, BLOCK_NODE).create({ id: newBlockId() }))
    dispatch(tr.setSelection(TextSelection.create(tr.doc, 1)))
  }
  return true
}

export const EmptyPaper = Extension.create({
  name: 'emptyPaper',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleTextInput: (view, _from, _to, text) => {
          if (!startEmptyPaper(view.state, view.dispatch)) return false
          view.dispatch(view.state.tr.insertText(text))
          return true
        },
        handleKeyDown: (view, event) => {
          const types = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
          if (types && view.editable) startEmptyPaper(view.state, view.dispatch)
          return false
        },
      },
    }),
  ],
})
