// How a block stands in the page: real headings, quotes and paragraphs, list items and recommendations with their numbers, so that
// a screen reader reads a paper and not a row of boxes. Numbers and hints are handed in (beside.ts); nothing here is stored.
import type { Node as PmNode } from '@tiptap/pm/model'
import type { Decoration, NodeView } from '@tiptap/pm/view'
import type { BlockAttributes } from '../../../../../shared/paper/block.ts'
import { attributesOfNode } from '../binding/content.ts'
import type { Beside, DrawnBlocks } from './beside.ts'

export interface BlockLabels {
  /** The button of a recommendation that opens its details; absent: there is none. */
  readonly details?: { readonly name: string; readonly hint: string; open(id: string): void }
  /** The name of a recommendation's group, e.g. "Recommendation 3". */
  recommendation(number: string): string
  /** Said above words that stand in a block which somebody took out. */
  readonly rescued: string
}

/** What decorations tell a block view, in their spec. */
export interface BlockDecoration {
  readonly placeholder?: string
  /** The caret is in it: its button is the one that Tab reaches. */
  readonly isCurrent?: boolean
}

interface Frame {
  readonly dom: HTMLElement
  readonly contentDOM: HTMLElement
  /** Of a recommendation. */
  readonly button?: HTMLButtonElement | undefined
}

const NOTHING_BESIDE: Beside = { number: null, hint: '' }

export function blockView(
  node: PmNode,
  decorations: readonly Decoration[],
  labels: BlockLabels,
  drawn: DrawnBlocks | null,
): NodeView {
  const frame = buildFrame(attributesOfNode(node), labels)
  let shown = node
  let beside = NOTHING_BESIDE
  describe(frame, node, decorations, labels)
  describeBeside(frame, node, beside, labels)
  drawn?.add(frame.dom, (next) => {
    beside = next
    describeBeside(frame, shown, beside, labels)
  })
  return {
    dom: frame.dom,
    contentDOM: frame.contentDOM,
    // Pressing the button is no matter of the text's.
    stopEvent: (event) => event.target === frame.button,
    update(next, nextDecorations) {
      if (next.type !== node.type) return false
      if (shapeOf(attributesOfNode(next)) !== shapeOf(attributesOfNode(shown))) return false
      const isOther = !next.sameMarkup(shown)
      shown = next
      describe(frame, next, nextDecorations, labels)
      if (isOther) describeBeside(frame, next, beside, labels)
      return true
    },
    ignoreMutation: (mutation) => mutation.type === 'attributes',
  }
}

/** Blocks of one shape share their elements and differ only in attributes. */
function shapeOf({ kind, level }: BlockAttributes): string {
  if (kind === 'heading') return `h${level + 1}`
  return kind === 'bullet' || kind === 'ordered' ? 'list' : kind
}

function buildFrame(attributes: BlockAttributes, labels: BlockLabels): Frame {
  const shape = shapeOf(attributes)
  if (shape === 'quote') return nested('blockquote', 'p')
  if (shape === 'list') {
    const frame = nested('div', 'div')
    frame.dom.setAttribute('role', 'list')
    frame.contentDOM.setAttribute('role', 'listitem')
    return frame
  }
  if (shape === 'recommendation') {
    const frame = nested('div', 'p')
    frame.dom.setAttribute('role', 'group')
    return labels.details === undefined
      ? frame
      : { ...frame, button: detailsButton(frame.dom, labels.details) }
  }
  const dom = document.createElement(shape === 'paragraph' ? 'p' : shape)
  return { dom, contentDOM: dom }
}

function detailsButton(dom: HTMLElement, details: NonNullable<BlockLabels['details']>): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.contentEditable = 'false'
  button.textContent = details.name
  button.title = details.hint
  button.addEventListener('click', () => details.open(dom.dataset.id ?? ''))
  dom.append(button)
  return button
}

function nested(outer: string, inner: string): Frame {
  const dom = document.createElement(outer)
  const contentDOM = document.createElement(inner)
  dom.append(contentDOM)
  return { dom, contentDOM }
}

function describe(
  { dom, contentDOM, button }: Frame,
  node: PmNode,
  decorations: readonly Decoration[],
  labels: BlockLabels,
): void {
  const { kind, indent, id } = attributesOfNode(node)
  const specs = decorations.map((decoration) => decoration.spec as BlockDecoration)
  if (button !== undefined) button.tabIndex = specs.some((spec) => spec.isCurrent === true) ? 0 : -1
  set(dom, 'data-kind', kind)
  set(dom, 'data-id', id === '' ? null : id)
  set(dom, 'data-rescued', node.attrs.rescued === true ? labels.rescued : null)
  set(dom, 'data-indent', indent === 0 ? null : String(indent))
  set(
    contentDOM,
    'data-placeholder',
    specs.find((spec) => spec.placeholder !== undefined)?.placeholder ?? null,
  )
}

/** Numbers and hints, which change without the block, and the names made of them. */
function describeBeside(
  { dom, contentDOM }: Frame,
  node: PmNode,
  { number, hint }: Beside,
  labels: BlockLabels,
): void {
  const { kind, indent } = attributesOfNode(node)
  const isRecommendation = kind === 'recommendation'
  const said = isRecommendation && hint !== '' ? hint : null
  set(isRecommendation ? dom : contentDOM, 'data-number', number?.label ?? null)
  set(contentDOM, 'data-hint', said)
  set(dom, 'aria-description', said ?? (node.attrs.rescued === true ? labels.rescued : null))
  if (isRecommendation) set(dom, 'aria-label', labels.recommendation(number?.label ?? ''))
  if (kind === 'bullet' || kind === 'ordered') {
    set(contentDOM, 'aria-level', String(indent + 1))
    set(contentDOM, 'aria-posinset', number === null ? null : String(number.value))
    set(contentDOM, 'aria-setsize', number === null ? null : '-1')
  }
}

function set(element: HTMLElement, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name)
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value)
}
