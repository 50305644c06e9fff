// The one node type of a paper's text: what a block is stands in its attributes, so that changing it never replaces the node.
// How it looks on the page is view/block-view.ts; `renderHTML` serves only what needs no page.
import { Node } from '@tiptap/core'
import { BLOCK_NODE } from '../../../../../shared/paper/names.ts'
import type { DrawnBlocks } from '../view/beside.ts'
import { type BlockLabels, blockView } from '../view/block-view.ts'

export const PaperDocument = Node.create({ name: 'doc', topNode: true, content: '(block | foreign)*' })

export const PaperText = Node.create({ name: 'text', group: 'inline' })

export const Block = Node.create<{ labels: BlockLabels; drawn: DrawnBlocks | null }>({
  name: BLOCK_NODE,
  group: 'block',
  content: 'inline*',
  defining: false,

  addOptions: () => ({
    labels: { recommendation: (number) => `Recommendation ${number}`, rescued: 'Rescued text' },
    drawn: null,
  }),

  addAttributes: () => ({
    kind: { default: 'paragraph', rendered: false },
    level: { default: 1, rendered: false },
    indent: { default: 0, rendered: false },
    id: { default: '', rendered: false },
    /** Only shown, never written: words in a block that somebody took out. Whoever edits them makes it false. */
    rescued: { default: false, rendered: false },
  }),

  // Only for DOM that the browser itself makes while typing; pastes have their own reader.
  parseHTML: () => [{ tag: 'p' }, { tag: 'div' }],

  renderHTML: () => ['p', 0],

  addNodeView() {
    const { labels, drawn } = this.options
    return ({ node, decorations }) => blockView(node, decorations, labels, drawn)
  },
})
