// What no source file of the project may contain, as a table that can be audited without running anything.
// It must never name a habit that the formatter, the linter or the compiler already refuses by itself.
import type { ProjectFile } from './project-files.ts'

export interface SourceRule {
  readonly name: string
  /** Why the project refuses it, in the words of the failure message. */
  readonly reason: string
  readonly broken: (file: ProjectFile) => boolean
}

const MAX_LINES = 500

/** Patterns are put together from halves so that this file does not break its own rules. */
const word = (...halves: string[]): RegExp => new RegExp(halves.join(''))

export const SOURCE_RULES: readonly SourceRule[] = [
  {
    name: 'long-file',
    reason: `more than ${MAX_LINES} lines hold more than one idea`,
    broken: (file) => file.text.trimEnd().split('\n').length > MAX_LINES,
  },
  {
    name: 'no-purpose',
    reason: 'a file opens with what it is for and what it must never do',
    broken: (file) =>
      /\.(ts|tsx|mjs)$/.test(file.path) && !/^(#![^\n]*\n)?\s*(\/\/ |\/\*\*? )/.test(file.text),
  },
  {
    name: 'left-over',
    reason: 'work that is left is an issue, not a remark in the code',
    broken: (file) => word('\\b(TO', 'DO|FIX', 'ME|XX', 'X)\\b').test(file.text),
  },
  {
    name: 'test-left-out',
    reason: 'a test that is left out, or leaves the others out, cannot fail (a skip with a condition can)',
    broken: (file) =>
      // A skip from within a running test, `if (…) return test.skip('why')`, has its condition.
      word('(?<!return )\\b(it|test|describe)(\\.[a-z]+)*\\.(on', 'ly|sk', 'ip|to', 'do)\\b').test(file.text),
  },
  {
    name: 'silenced-compiler',
    reason: 'the compiler is answered, not silenced',
    broken: (file) => word('@ts-(ig', 'nore|no', 'check)').test(file.text),
  },
  {
    name: 'untyped',
    reason: 'parse at the boundary, be narrow inside',
    broken: (file) =>
      /\.tsx?$/.test(file.path) && word('(\\bas |: |<|, )an', 'y\\b(?! [a-z])').test(codeOf(file.text)),
  },
  {
    name: 'waits-by-the-clock',
    reason: 'a test waits for a condition, never for a while',
    broken: (file) =>
      /^tests\/.*\.test\.tsx?$/.test(file.path) &&
      word('\\b(sl', 'eep\\(|waitForTime', 'out\\()').test(codeOf(file.text)),
  },
]

/** The text without comments and string contents, roughly: enough that prose does not look like a type. */
function codeOf(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/[^\n]*/g, '$1')
    .replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, "''")
}
