// Bold, italic, underline and links. None has an input rule: asterisks that people type are asterisks.
import { Mark } from '@tiptap/core'
import { safeLink } from '../../../../../shared/paper/link.ts'

function styleIs(
  property: string,
  test: RegExp,
): { style: string; getAttrs: (value: string) => null | false } {
  return { style: property, getAttrs: (value) => (test.test(value) ? null : false) }
}

export const Bold = Mark.create({
  name: 'bold',
  parseHTML: () => [{ tag: 'strong' }, { tag: 'b' }, styleIs('font-weight', /^(bold|[6-9]00)$/)],
  renderHTML: () => ['strong', 0],
})

export const Italic = Mark.create({
  name: 'italic',
  parseHTML: () => [{ tag: 'em' }, { tag: 'i' }, styleIs('font-style', /^italic$/)],
  renderHTML: () => ['em', 0],
})

export const Underline = Mark.create({
  name: 'underline',
  parseHTML: () => [{ tag: 'u' }, styleIs('text-decoration', /underline/)],
  renderHTML: () => ['u', 0],
})

/** Typing at the end of a link does not make it longer. A click does not follow it: the editor has no network and no navigation. */
export const Link = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({ href: { default: '' } }),
  parseHTML: () => [
    {
      tag: 'a[href]',
      getAttrs: (element) => {
        const href = safeLink(element.getAttribute('href'))
        return href === null ? false : { href }
      },
    },
  ],
  renderHTML: ({ HTMLAttributes }) => [
    'a',
    {
      href: safeLink(HTMLAttributes.href) ?? '',
      rel: 'noopener noreferrer nofollow',
      title: HTMLAttributes.href,
    },
    0,
  ],
})
