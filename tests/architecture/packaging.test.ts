// electron-builder.yml, checked offline: its schema, its fuses, and a package made around a stand-in for the runtime.
// It must never need the network or an Electron binary.
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js'
import { DebugLogger } from 'builder-util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readArgs } from '../../electron/host/start/args.ts'
import { ensureBuilt } from '../../scripts/lib/ensure-built.mjs'
import { ROOT } from './project-files.ts'

const run = promisify(execFile)
const config = await getConfig(ROOT, 'electron-builder.yml', null)

/** The fuses of the wire format's first version, in its order, each with the state that we ship. */
const FUSES = [
  ['runAsNode', false],
  ['enableCookieEncryption', true],
  ['enableNodeOptionsEnvironmentVariable', false],
  ['enableNodeCliInspectArguments', false],
  ['enableEmbeddedAsarIntegrityValidation', true],
  ['onlyLoadAppFromAsar', true],
  ['loadBrowserProcessSpecificV8Snapshot', false],
  ['grantFileProtocolExtraPrivileges', false],
] as const

/** Marks the fuses inside a real Electron binary; followed by version, count and one character per fuse. */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

describe('electron-builder.yml', () => {
  test('is valid', async () => {
    await expect(validateConfiguration(config, new DebugLogger(false))).resolves.toBeUndefined()
  })

  test('would be refused with an unknown fuse', async () => {
    const wrong = { ...config, electronFuses: { ...config.electronFuses, openSesame: true } }
    await expect(validateConfiguration(wrong, new DebugLogger(false))).rejects.toThrow('electronFuses')
  })

  test('registers no scheme: a link would put an invitation’s secret into a program’s arguments', () => {
    expect(config.protocols).toBeUndefined()
    expect(() => readArgs(['rapporteur:AQAB'])).toThrow()
  })

  test('sets every fuse on purpose', () => {
    expect(config.electronFuses).toEqual(Object.fromEntries(FUSES))
  })
})

describe('a package around a stand-in for the runtime', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rapporteur-package-'))
  const unpacked = join(folder, 'out/linux-unpacked')
  let packed: string[] = []

  beforeAll(async () => {
    await ensureBuilt()
    const runtime = join(folder, 'runtime')
    mkdirSync(join(runtime, 'locales'), { recursive: true })
    mkdirSync(join(runtime, 'resources'))
    const wire = Buffer.concat([
      Buffer.from(FUSE_SENTINEL),
      Buffer.from([1, FUSES.length]),
      Buffer.from('0'.repeat(FUSES.length)),
    ])
    writeFileSync(join(runtime, 'electron'), Buffer.concat([Buffer.alloc(64), wire, Buffer.alloc(64)]))
    chmodSync(join(runtime, 'electron'), 0o755)
    for (const name of ['version', 'LICENSE', 'LICENSES.chromium.html'])
      writeFileSync(join(runtime, name), '')
    const builder = join(ROOT, 'node_modules/electron-builder/cli.js')
    await run(
      process.execPath,
      [
        ...[builder, '--linux', 'dir', '--publish', 'never'],
        ...[`-c.electronDist=${runtime}`, `-c.directories.output=${join(folder, 'out')}`],
      ],
      { cwd: ROOT },
    )
    packed = filesInAsar(join(unpacked, 'resources/app.asar'))
  }, 120_000)

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('holds the product and no source, test or other shell', () => {
    expect(packed).toEqual(
      expect.arrayContaining([
        'dist/electron/main.cjs',
        'dist/electron/preload-editor.cjs',
        'dist/electron/preload-courier.cjs',
        'dist/argon2-worker.mjs',
        'dist/spelling-worker.mjs',
        ...['dictionary-en', 'dictionary-en-gb', 'dictionary-ru'].flatMap((name) =>
          ['index.aff', 'index.dic', 'license'].map((file) => `dist/dictionaries/${name}/${file}`),
        ),
        'dist/editor/index.html',
        'dist/courier/index.html',
        'dist/THIRD-PARTY-NOTICES.txt',
        'package.json',
        'LICENSE',
      ]),
    )
    const folders = new Set(packed.map((file) => file.split('/').slice(0, 2).join('/')))
    const product = [...folders].filter((name) => !name.startsWith('node_modules/'))
    expect(product.sort()).toEqual([
      'LICENSE',
      'dist/THIRD-PARTY-NOTICES.txt',
      'dist/argon2-worker.mjs',
      'dist/courier',
      'dist/dictionaries',
      'dist/editor',
      'dist/electron',
      'dist/spelling-worker.mjs',
      'package.json',
    ])
  })

  test('holds every file that classic-level loads, and its addon outside the archive', async () => {
    const script = "require('classic-level'); console.log(JSON.stringify(Object.keys(require.cache)))"
    const { stdout } = await run(process.execPath, ['-e', script], { cwd: ROOT })
    const loaded = z
      .array(z.string())
      .parse(JSON.parse(stdout))
      .map((file) => relative(ROOT, file).replaceAll('\\', '/'))
    expect(loaded.length).toBeGreaterThan(10)
    expect(packed).toEqual(expect.arrayContaining(loaded))
    const addon = createRequire(join(unpacked, 'resources/app.asar.unpacked/'))
    expect(addon.resolve('./node_modules/classic-level/prebuilds/linux-x64/classic-level.node')).toContain(
      'app.asar.unpacked',
    )
  })

  test('spells: its worker runs from outside the archive, with the dictionaries that ship', async () => {
    const worker = new Worker(join(unpacked, 'resources/app.asar.unpacked/dist/spelling-worker.mjs'))
    try {
      const ask = async (request: object): Promise<unknown> => {
        worker.postMessage({ id: 1, script: 'cyrillic', ...request })
        return (await once(worker, 'message'))[0]
      }
      const [affixes, words] = ['aff', 'dic'].map((end) =>
        readFileSync(join(ROOT, 'dist/dictionaries/dictionary-ru', `index.${end}`)),
      )
      await ask({ kind: 'load', affixes, words })
      const asked = ['рекомендация', 'рекомендацыя']
      expect(await ask({ kind: 'check', asked })).toEqual({ id: 1, words: ['рекомендацыя'] })
    } finally {
      await worker.terminate()
    }
  })

  test('has its fuses burnt', () => {
    const binary = readFileSync(join(unpacked, 'rapporteur'))
    const start = binary.indexOf(FUSE_SENTINEL) + FUSE_SENTINEL.length + 2
    const burnt = binary.subarray(start, start + FUSES.length).toString('latin1')
    expect(burnt).toBe(FUSES.map(([, on]) => (on ? '1' : '0')).join(''))
  })
})

interface AsarEntry {
  /** What a folder holds; a file has none. */
  readonly files?: Readonly<Record<string, AsarEntry>> | undefined
}

const AsarEntry: z.ZodType<AsarEntry> = z.lazy(() =>
  z.object({ files: z.record(z.string(), AsarEntry).optional() }),
)

/** Paths of the files in an asar archive, read from its header. */
function filesInAsar(archive: string): string[] {
  const bytes = readFileSync(archive)
  const length = bytes.readUInt32LE(12)
  return pathsOf(AsarEntry.parse(JSON.parse(bytes.subarray(16, 16 + length).toString('utf8'))), '')
}

function pathsOf({ files = {} }: AsarEntry, prefix: string): string[] {
  return Object.entries(files).flatMap(([name, entry]) =>
    entry.files === undefined ? [prefix + name] : pathsOf(entry, `${prefix}${name}/`),
  )
}
