// Word does not paste lists as lists: an item is a paragraph with `mso-list: l0 level2 lfo1`, its sign typed out in a span that says
// `mso-list: Ignore`. This reads such a paragraph.
import { MAX_INDENT } from '../../../../../shared/paper/block.ts'
import { type InlineStyle, styleOf } from './inline-style.ts'

export function wordListItem(
  element: Element,
  style: InlineStyle,
): { kind: 'bullet' | 'ordered'; indent: number } | null {
  const level = /\blevel(\d+)\b/.exec(style.get('mso-list') ?? '')
  if (!level) return null
  const indent = Math.min(MAX_INDENT, Math.max(0, Number(level[1]) - 1))
  return {
    kind: /^\(?(\d{1,4}|[a-z]{1,2}|[ivxlc]+)[.)]/i.test(signOf(element)) ? 'ordered' : 'bullet',
    indent,
  }
}

function signOf(element: Element): string {
  const spans = Array.from(element.querySelectorAll('span'))
  const sign = spans.find((span) => styleOf(span).get('mso-list') === 'ignore')
  return (sign?.textContent ?? '').trim()
}
