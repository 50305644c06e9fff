// The import rules of .dependency-cruiser.mjs against the project, and each of them against a planted violation.
// It must never pass on an empty cruise: a tool that cannot read TypeScript sees no modules and finds no fault.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import config from '../../.dependency-cruiser.mjs'
import { ALLOWED, type Planted, TARGETS, VIOLATIONS } from './planted.ts'
import { filesUnder, ROOT } from './project-files.ts'

const FOLDERS = ['shared', 'electron', 'renderer']
const ruleNames = (config.forbidden ?? []).map((rule) => rule.name ?? '')

async function cruiseFolder(baseDir: string): Promise<ICruiseResult> {
  const { enhancedResolveOptions, ...options } = config.options ?? {}
  const result = await cruise(
    FOLDERS,
    { ...options, baseDir, validate: true, ruleSet: { forbidden: config.forbidden ?? [] } },
    enhancedResolveOptions ?? {},
    { tsConfig: extractTSConfig(join(ROOT, 'tsconfig.json')) },
  )
  if (typeof result.output === 'string') throw new Error('the cruise gave text instead of a result')
  return result.output
}

const broken = (result: ICruiseResult): string[] =>
  result.summary.violations.map((violation) => `${violation.rule.name}: ${violation.from}`)

describe('the project', () => {
  test('keeps every import rule, and is seen whole', async () => {
    const result = await cruiseFolder(ROOT)
    expect(broken(result)).toEqual([])
    const sources = FOLDERS.flatMap((folder) => filesUnder(join(ROOT, folder), ['.ts', '.tsx']))
    const seen = result.modules.filter((module) => /^(shared|electron|renderer)\//.test(module.source))
    expect(sources.length).toBeGreaterThan(0)
    expect(seen.length).toBeGreaterThanOrEqual(sources.length)
  })
})

describe('a planted project', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rapporteur-planted-'))
  let found: string[] = []

  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  const plant = ({ file, line }: Planted): void =>
    write(
      file,
      line.includes('import type') ? `${line}\nexport type Y = x\n` : `${line}\nexport const y = x\n`,
    )

  beforeAll(async () => {
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
    symlinkSync(join(ROOT, 'package.json'), join(folder, 'package.json'))
    for (const [file, text] of Object.entries(TARGETS)) write(file, text)
    for (const planted of [...Object.values(VIOLATIONS), ...ALLOWED]) plant(planted)
    found = broken(await cruiseFolder(folder))
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('has one violation for every rule', () => {
    expect(Object.keys(VIOLATIONS).sort()).toEqual([...ruleNames].sort())
  })

  test.each(Object.entries(VIOLATIONS))('%s fires', (rule, planted) => {
    expect(found).toContain(`${rule}: ${planted.file}`)
  })

  test.each(ALLOWED)('$file may: $line', ({ file }) => {
    expect(found.filter((violation) => violation.endsWith(`: ${file}`))).toEqual([])
  })
})
