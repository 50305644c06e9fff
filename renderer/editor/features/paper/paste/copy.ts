// What a copy puts on the clipboard as HTML: plain headings, paragraphs, quotes and real nested lists, without a trace of this app's
// own markup except where a recommendation must be known again.
import { DOMSerializer, type Fragment, type Mark, type Node as PmNode } from '@tiptap/pm/model'
import { BLOCK_NODE } from '../../../../../shared/paper/names.ts'
import { attributesOfNode } from '../binding/content.ts'

export class PaperSerializer extends DOMSerializer {
  override serializeFragment(
    fragment: Fragment,
    options?: { document?: Document },
    target?: HTMLElement | DocumentFragment,
  ): HTMLElement | DocumentFragment {
    const page = options?.document ?? document
    const out = target ?? page.createDocumentFragment()
    /** The open lists, outermost first. */
    let lists: { element: HTMLElement; ordered: boolean }[] = []
    fragment.forEach((node) => {
      if (node.type.name !== BLOCK_NODE) {
        if (node.isText) out.append(inline(page, node))
        return
      }
      const { kind, level, indent } = attributesOfNode(node)
      if (kind !== 'bullet' && kind !== 'ordered') {
        lists = []
        out.append(blockElement(page, node, kind, level))
        return
      }
      lists = openLists(page, out, lists, indent, kind === 'ordered')
      const item = page.createElement('li')
      fill(page, item, node)
      lists.at(-1)?.element.append(item)
    })
    return out
  }
}

function blockElement(page: Document, node: PmNode, kind: string, level: number): HTMLElement {
  const element = page.createElement(kind === 'heading' ? `h${level}` : 'p')
  fill(page, element, node)
  if (kind === 'recommendation') element.setAttribute('data-kind', kind)
  if (kind !== 'quote') return element
  const quote = page.createElement('blockquote')
  quote.append(element)
  return quote
}

function openLists(
  page: Document,
  out: HTMLElement | DocumentFragment,
  open: readonly { element: HTMLElement; ordered: boolean }[],
  indent: number,
  ordered: boolean,
): { element: HTMLElement; ordered: boolean }[] {
  const lists = open.slice(0, indent + 1)
  if (lists.length === indent + 1 && lists.at(-1)?.ordered !== ordered) lists.pop()
  while (lists.length <= indent) {
    const element = page.createElement(ordered ? 'ol' : 'ul')
    const parent = lists.at(-1)?.element
    if (parent === undefined) out.append(element)
    else (parent.lastElementChild ?? parent).append(element)
    lists.push({ element, ordered })
  }
  return lists
}

const TAGS: Readonly<Record<string, string>> = { bold: 'strong', italic: 'em', underline: 'u' }

function fill(page: Document, element: HTMLElement, node: PmNode): void {
  node.forEach((child) => {
    if (child.isText) element.append(inline(page, child))
  })
}

function inline(page: Document, node: PmNode): Node {
  return node.marks.reduceRight<Node>(
    (inner, mark) => wrap(page, inner, mark),
    page.createTextNode(node.text ?? ''),
  )
}

function wrap(page: Document, inner: Node, mark: Mark): Node {
  const element = page.createElement(TAGS[mark.type.name] ?? 'a')
  if (mark.type.name === 'link') element.setAttribute('href', String(mark.attrs.href))
  element.append(inner)
  return element
}
