// A test run with an unhandled rejection must fail even when each of its tests passes: proved by running one.
// It must never weaken the setting that it proves: the planted run uses the project's own setup file.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ROOT } from './project-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'rapporteur-unhandled-'))
symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
writeFileSync(
  join(folder, 'vitest.config.mjs'),
  `export default { test: { setupFiles: [${JSON.stringify(join(ROOT, 'tests/setup/each-file.ts'))}] } }\n`,
)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function runPlanted(body: string): { code: number | null; output: string } {
  const text = `import { test } from 'vitest'\ntest('planted', () => { ${body} })\n`
  writeFileSync(join(folder, 'planted.test.mjs'), text)
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs')
  const { VITEST: _outer, ...env } = process.env
  const done = spawnSync(process.execPath, [vitest, 'run', '--root', folder], { encoding: 'utf8', env })
  return { code: done.status, output: done.stdout + done.stderr }
}

test('a run whose only test passes and rejects nothing succeeds', () => {
  expect(runPlanted('')).toMatchObject({ code: 0 })
})

test('a run whose only test passes but leaves a rejection unhandled fails', () => {
  const { code, output } = runPlanted("void Promise.reject(new Error('left alone'))")
  expect(code).not.toBe(0)
  expect(output).toContain('left alone')
})
