// Rooms may not use the globals of another runtime: proved with a planted file for each compiler setting.
// It must never write into the project; the planted project lies in a temporary folder and extends the real settings.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ROOT } from './project-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'rapporteur-globals-'))
symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
writeFileSync(join(folder, 'package.json'), '{"type":"module"}')

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What the compiler says about one line under one of the project's settings; empty when it has no objection. */
function compile(settings: string, line: string): string {
  const room = join(folder, settings)
  mkdirSync(room, { recursive: true })
  writeFileSync(join(room, 'planted.ts'), `export const planted = ${line}\n`)
  const ambient = settings === 'tsconfig.shared.json' ? [join(ROOT, 'scripts/types/every-runtime.d.ts')] : []
  writeFileSync(
    join(room, 'tsconfig.json'),
    JSON.stringify({
      extends: join(ROOT, settings),
      compilerOptions: { typeRoots: [join(ROOT, 'node_modules/@types'), join(ROOT, 'node_modules')] },
      include: [],
      files: ['planted.ts', ...ambient],
    }),
  )
  return spawnSync(process.execPath, [join(ROOT, 'node_modules/.bin/tsc'), '-p', room], { encoding: 'utf8' })
    .stdout
}

test.each([
  ['tsconfig.shared.json', 'document.title', "Cannot find name 'document'"],
  ['tsconfig.shared.json', 'process.pid', "Cannot find name 'process'"],
  ['tsconfig.shared.json', 'fetch', "Cannot find name 'fetch'"],
  ['tsconfig.host.json', 'document.title', "Cannot find name 'document'"],
  ['tsconfig.host.json', 'RTCPeerConnection', "Cannot find name 'RTCPeerConnection'"],
  ['tsconfig.renderer.json', 'process.pid', "Cannot find name 'process'"],
  ['tsconfig.renderer.json', 'Buffer.alloc(1)', "Cannot find name 'Buffer'"],
])('%s refuses %s', (settings, line, complaint) => {
  expect(compile(settings, line)).toContain(complaint)
})

test.each([
  ['tsconfig.shared.json', 'new TextEncoder()'],
  ['tsconfig.host.json', 'process.pid'],
  ['tsconfig.renderer.json', 'document.title'],
])('%s allows %s', (settings, line) => {
  expect(compile(settings, line)).toBe('')
})
