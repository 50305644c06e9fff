// Lines of a template that nobody has filled in yet: `[Addressee] should [what] by [date].` They stand in the paper to be written over and are
// no recommendations of a group, so a register does not count them. One that was changed by a letter, or has details, is somebody's.
import { type Details, NO_DETAILS } from './recommendation-details.ts'
import { TEMPLATES, templateBlocks } from './templates/templates.ts'

let lines: ReadonlySet<string> | undefined

/** Also for a recommendation that says nothing at all. */
export function isUnfilled(text: string, details: Details): boolean {
  if (JSON.stringify(details) !== NOTHING) return false
  const words = text.trim()
  if (words === '') return true
  lines ??= templateLines()
  return lines.has(words)
}

const NOTHING = JSON.stringify(NO_DETAILS)

function templateLines(): ReadonlySet<string> {
  const found = new Set<string>()
  for (const template of TEMPLATES)
    for (const language of ['en', 'ru'] as const)
      for (const { kind, runs } of templateBlocks(template, language))
        if (kind === 'recommendation')
          found.add(
            runs
              .map(({ text }) => text)
              .join('')
              .trim(),
          )
  return found
}
