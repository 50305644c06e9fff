// Licences of everything that is installed, read from the lock file and the packages themselves.
// It must never accept a licence that is not on the list; an exception names its package and its reason.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { missingBuilds } from '../../scripts/lib/lock-builds.ts'
import { ROOT } from './project-files.ts'

const ACCEPTED = [
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Apache-2.0',
  'MPL-2.0',
  'BlueOak-1.0.0',
  'MIT-0',
]

/** Packages whose licence is not on the list, each with the reason why it is here all the same. */
const EXCEPTIONS: Readonly<Record<string, { licence: string; reason: string }>> = {
  argparse: { licence: 'Python-2.0', reason: 'permissive; reads YAML for electron-builder while packaging' },
  'mdn-data': { licence: 'CC0-1.0', reason: 'public-domain data; lets jsdom parse CSS in tests' },
  'truncate-utf8-bytes': { licence: 'WTFPL', reason: 'no conditions at all; file names while packaging' },
}

/** Packages that ship and whose licence is a list of texts in a file, which somebody has read. */
const READ: Readonly<Record<string, { licence: string; reason: string }>> = {
  'dictionary-en': {
    licence: '(MIT AND BSD)',
    reason:
      'SCOWL: permissive notices (Atkinson, WordNet, Ispell’s BSD without advertising), kept in the notices',
  },
  'dictionary-en-gb': { licence: '(MIT AND BSD)', reason: 'SCOWL as well, in its British spelling' },
}

const Package = z.object({
  license: z.union([z.string(), z.object({ type: z.string() })]).optional(),
  licenses: z.array(z.object({ type: z.string() })).optional(),
})

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      name: z.string().optional(),
      version: z.string().optional(),
      license: z.string().optional(),
      resolved: z.string().optional(),
      dev: z.boolean().optional(),
    }),
  ),
})

const lockFile: unknown = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))
const lock = Lock.parse(lockFile)
const installed = Object.entries(lock.packages).filter(([path]) => path !== '')

/** `(A OR B)` needs one accepted part, `A AND B` needs all. */
function isAccepted(expression: string): boolean {
  const plain = expression.replace(/[()]/g, '')
  if (plain.includes(' AND ')) return plain.split(' AND ').every(isAccepted)
  return plain.split(' OR ').some((licence) => ACCEPTED.includes(licence.trim()))
}

function licenceOf(path: string, inLock: string | undefined): string {
  if (inLock !== undefined) return inLock
  const manifest = join(ROOT, path, 'package.json')
  if (!existsSync(manifest)) return 'not installed, and the lock file does not say'
  const { license, licenses } = Package.parse(JSON.parse(readFileSync(manifest, 'utf8')))
  if (typeof license === 'string') return license
  return license?.type ?? licenses?.map(({ type }) => type).join(' OR ') ?? 'none given'
}

test('every package has a licence that we accept', () => {
  expect(installed.length).toBeGreaterThan(100)
  const offenders = installed
    .map(([path, entry]) => ({ path, licence: licenceOf(path, entry.license) }))
    .filter(({ path, licence }) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
      return !isAccepted(licence) && (EXCEPTIONS[name] ?? READ[name])?.licence !== licence
    })
  expect(offenders).toEqual([])
})

test('an exception is a tool of development and ships to nobody', () => {
  for (const name of Object.keys(EXCEPTIONS)) {
    expect([name, lock.packages[`node_modules/${name}`]?.dev]).toEqual([name, true])
  }
})

test('a licence that was read is the one that is installed, and no copyleft', () => {
  for (const name of Object.keys(READ)) {
    const text = readFileSync(join(ROOT, 'node_modules', name, 'license'), 'utf8')
    expect(text).toContain('derived from SCOWL')
    expect(text).toContain('Permission to use, copy, modify, distribute and sell these word')
    expect(text).not.toMatch(/General Public|LGPL|\bGPL/)
  }
})

test('an unknown licence is not accepted', () => {
  expect(isAccepted('AGPL-3.0')).toBe(false)
  expect(isAccepted('MIT AND GPL-3.0')).toBe(false)
  expect(isAccepted('(GPL-2.0 OR MIT)')).toBe(true)
})

test('the lock file names no host, so that any registry serves it', () => {
  expect(installed.filter(([, entry]) => entry.resolved !== undefined)).toEqual([])
})

test('what must be one copy is one copy', () => {
  for (const name of ['yjs', 'lib0', 'y-protocols', 'react', 'prosemirror-model']) {
    const copies = installed.filter(([path]) => path.endsWith(`node_modules/${name}`))
    expect([name, copies.length]).toEqual([name, 1])
  }
})

test('the TipTap packages are of one version', () => {
  const versions = installed
    .filter(([path]) => /node_modules\/@tiptap\/(?!y-tiptap$)/.test(path))
    .map(([, entry]) => entry.version)
  expect(versions.length).toBeGreaterThan(1)
  expect(new Set(versions).size).toBe(1)
})

test('the lock file has the builds for every platform, or npm ci refuses it (npm run lock)', () => {
  expect(missingBuilds(lockFile).map(({ path }) => path)).toEqual([])
})

test('a build that is left out of a lock file is found, with the platform in its name', () => {
  const builds = { '@x/tool-linux-arm64-musl': '1.2.3', '@x/tool-win32-x64': '1.2.3', fsevents: '~2.3.0' }
  const planted = {
    packages: {
      'node_modules/@x/tool': { dev: true, license: 'MIT', optionalDependencies: builds },
      'node_modules/@x/tool-win32-x64': { version: '1.2.3' },
    },
  }
  const entry = {
    version: '1.2.3',
    cpu: ['arm64'],
    dev: true,
    libc: ['musl'],
    license: 'MIT',
    optional: true,
    os: ['linux'],
  }
  expect(missingBuilds(planted)).toEqual([{ path: 'node_modules/@x/tool-linux-arm64-musl', entry }])
})
