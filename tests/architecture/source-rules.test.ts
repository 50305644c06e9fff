// Every source file against the table of source rules, and every rule against a file planted to break it.
// It must never pass because it looked at nothing.
import { expect, test } from 'vitest'
import { filesUnder, type ProjectFile, ROOT } from './project-files.ts'
import { SOURCE_RULES } from './source-rules.ts'

const OPENING = '// For a test.\n'
const half = (...halves: string[]): string => OPENING + halves.join('')

/** For each rule, a file that breaks it and nothing else. */
const PLANTED: Record<string, ProjectFile> = {
  'long-file': { path: 'shared/long.ts', text: OPENING + 'export {}\n'.repeat(500) },
  'no-purpose': { path: 'shared/mute.ts', text: 'export {}\n' },
  'left-over': { path: 'shared/later.ts', text: half('// TO', 'DO: later\n') },
  'test-left-out': { path: 'tests/unit/x.test.ts', text: half('describe.concurrent.on', "ly('x', f)\n") },
  'silenced-compiler': { path: 'shared/x.ts', text: half('// @ts-ig', 'nore\n') },
  untyped: { path: 'shared/x.ts', text: half('const x = y as an', 'y\n') },
  'waits-by-the-clock': { path: 'tests/unit/x.test.ts', text: half('await sl', 'eep(100)\n') },
}

const files = filesUnder(ROOT, ['.ts', '.tsx', '.css', '.mjs', '.mts'])

test('the check sees the project', () => {
  expect(files.length).toBeGreaterThan(20)
  expect(files.map((file) => file.path)).toContain('tests/architecture/source-rules.test.ts')
})

test.each(SOURCE_RULES)('no file breaks $name', ({ reason, broken }) => {
  const offenders = files.filter(broken).map((file) => file.path)
  expect(offenders, reason).toEqual([])
})

test.each(SOURCE_RULES)('$name fires on a planted file', ({ name, broken }) => {
  const planted = PLANTED[name]
  if (planted === undefined) throw new Error(`nothing is planted for ${name}`)
  expect(broken(planted)).toBe(true)
  const others = SOURCE_RULES.filter((rule) => rule.name !== name && rule.broken(planted))
  expect(others.map((rule) => rule.name)).toEqual([])
})

test('prose about a word is not a type', () => {
  const prose = { path: 'shared/x.ts', text: `${OPENING}const s = 'more: any, as any'\n` }
  expect(SOURCE_RULES.filter((rule) => rule.broken(prose))).toEqual([])
})

test('a skip from within a test, for a reason, is no test left out', () => {
  const text = half('if (missing) return test.sk', "ip('no such disk here')\n")
  const file = { path: 'tests/unit/x.test.ts', text }
  expect(SOURCE_RULES.filter((rule) => rule.broken(file))).toEqual([])
})
