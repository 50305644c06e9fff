// A paper as Markdown (CommonMark). Pure. What Markdown has no sign for, underlining, is left out; nothing else is.
import type { DraftBlock, TextMarks, TextRun } from './block.ts'
import { isListKind } from './block.ts'
import { numberBlocks } from './numbering.ts'

/** `recommendation`: the word that marks one, in the language of the paper's reader. Ends with a line break; '' for an empty paper. */
export function markdownOf(blocks: readonly DraftBlock[], recommendation: string): string {
  const numbers = numberBlocks(blocks)
  let text = ''
  let before: DraftBlock | undefined
  blocks.forEach((block, index) => {
    const words = inline(block.runs).trim()
    if (words === '') return
    const number = numbers[index]?.value ?? 1
    const together = before !== undefined && isListKind(before.kind) && isListKind(block.kind)
    if (before !== undefined) text += together ? '\n' : '\n\n'
    text += line(block, words, number, recommendation)
    for (const [at, note] of (block.notes ?? []).entries())
      text += `${at === 0 ? '\n\n' : '\n'}- ${inline([{ text: note, marks: {} }])}`
    before = block
  })
  return text === '' ? '' : `${text}\n`
}

function line(
  { kind, level, indent, isNumbered }: DraftBlock,
  words: string,
  number: number,
  label: string,
): string {
  const space = ' '.repeat(4 * indent)
  switch (kind) {
    case 'heading':
      return `${'#'.repeat(level)} ${words}`
    case 'quote':
      return `> ${words}`
    case 'bullet':
      return `${space}- ${words}`
    case 'ordered':
      return `${space}${number}. ${words}`
    case 'recommendation':
      return `${label} ${number}: ${words}`
    case 'paragraph':
      if (isNumbered === true) return `${number}. ${words}`
      return words.replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2').replace(/^(?=[#>+-])/, '\\')
  }
}

function inline(runs: readonly TextRun[]): string {
  return joined(runs)
    .map(({ text, marks }) => marked(text, marks))
    .join('')
}

/** Runs that differ only in what Markdown cannot say are one. */
function joined(runs: readonly TextRun[]): TextRun[] {
  const result: TextRun[] = []
  for (const run of runs) {
    const last = result.at(-1)
    if (last !== undefined && sign(last.marks) === sign(run.marks))
      result[result.length - 1] = { text: last.text + run.text, marks: last.marks }
    else result.push(run)
  }
  return result
}

function sign({ bold, italic, link }: TextMarks): string {
  return `${bold === true}/${italic === true}/${link?.href ?? ''}`
}

/** The signs stand against the words: a space inside them would make them mean nothing. */
function marked(text: string, { bold, italic, link }: TextMarks): string {
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? []
  if (words === '') return text
  const signs = `${bold === true ? '**' : ''}${italic === true ? '*' : ''}`
  const back = `${italic === true ? '*' : ''}${bold === true ? '**' : ''}`
  const inner = `${signs}${escaped(words)}${back}`
  return `${before}${link === undefined ? inner : `[${inner}](${address(link.href)})`}${after}`
}

function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<]/g, '\\$&').replace(/\s*\n\s*/g, ' ')
}

function address(href: string): string {
  return href.replace(
    /[()<>\\\s]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
}
