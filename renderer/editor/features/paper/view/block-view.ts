// How a block stands in the page: real headings, quotes and paragraphs, list items and recommendations with their numbers, so that
// a screen reader reads a paper and not a row of boxes. Numbers come from decorations; nothing here is stored.
import type { Node as PmNode } from '@tiptap/pm/model'
import type { Decoration, NodeView } from '@tiptap/pm/view'
import type { BlockAttributes } from '../../../../../shared/paper/block.ts'
import type { BlockNumber } from '../../../../../shared/paper/numbering.ts'
import { attributesOfNode } from '../binding/content.ts'

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
  readonly number?: BlockNumber
  readonly placeholder?: string
  /** What a recommendation may lack, in words. */
  readonly hint?: string
  /** The caret is in it: its button is the one that Tab reaches. */
  readonly isCurrent?: boolean
}

interface Frame {
  readonly dom: HTMLElement
  readonly contentDOM: HTMLElement
  /** Of a recommendation. */
  readonly button?: HTMLButtonElement | undefined
}

export function blockView(node: PmNode, decorations: readonly Decoration[], labels: BlockLabels): NodeView {
  let shape = shapeOf(attributesOfNode(node))
  const frame = buildFrame(attributesOfNode(node), labels)
  describe(frame, node, decorations, labels)
  return {
    dom: frame.dom,
    contentDOM: frame.contentDOM,
    // Pressing the button is no matter of the text's.
    stopEvent: (event) => event.target === frame.button,
    update(next, nextDecorations) {
      if (next.type !== node.type) return false
      const nextShape = shapeOf(attributesOfNode(next))
      if (nextShape !== shape) return false
      shape = nextShape
      describe(frame, next, nextDecorations, labels)
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
  const number = specs.find((spec) => spec.number !== undefined)?.number
  if (button !== undefined) button.tabIndex = specs.some((spec) => spec.isCurrent === true) ? 0 : -1
  set(dom, 'data-kind', kind)
  set(dom, 'data-id', id === '' ? null : id)
  const rescued = node.attrs.rescued === true ? labels.rescued : null
  set(dom, 'data-rescued', rescued)
  set(dom, 'aria-description', rescued)
  set(dom, 'data-indent', indent === 0 ? null : String(indent))
  set(contentDOM, 'data-number', number?.label ?? null)
  set(
    contentDOM,
    'data-placeholder',
    specs.find((spec) => spec.placeholder !== undefined)?.placeholder ?? null,
  )
  const hint = specs.find((spec) => spec.hint !== undefined)?.hint ?? null
  set(contentDOM, 'data-hint', kind === 'recommendation' ? hint : null)
  if (kind === 'recommendation') set(dom, 'aria-description', hint)
  if (kind === 'recommendation') set(dom, 'aria-label', labels.recommendation(number?.label ?? ''))
  if (kind === 'bullet' || kind === 'ordered') {
    set(contentDOM, 'aria-level', String(indent + 1))
    set(contentDOM, 'aria-posinset', number === undefined ? null : String(number.value))
    set(contentDOM, 'aria-setsize', number === undefined ? null : '-1')
  }
}

function set(element: HTMLElement, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name)
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value)
}
