// Builds everything that runs: two pages, two preloads, the Electron main, the browser shell, two workers,
// the dictionaries.
// It must never let a page inline script or style (the real CSP forbids both), nor a preload require anything but `electron`.
import { cpSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite'
import { thirdPartyNotices } from './scripts/build/notices.ts'

const root = fileURLToPath(new URL('.', import.meta.url))

/** Chromium of the oldest runtime we serve: Electron 45 is newer, a user's own browser may be this old. */
const PAGE_TARGET = 'chrome120'
const NODE_TARGET = 'node20'

/**
 * Modules that stay outside the Node bundles: `electron` is the runtime's, classic-level carries a native addon, and
 * the last two are optional accelerators that `ws` looks for and lives without.
 */
const NODE_EXTERNAL = ['electron', 'classic-level', 'bufferutil', 'utf-8-validate']

/** Source files that run as their own worker; each becomes `dist/<name>.mjs`, one level above its callers' bundles. */
const WORKERS = {
  'argon2-worker': 'electron/host/vault/argon2-worker.mjs',
  'spelling-worker': 'electron/host/spelling/spelling-worker.mjs',
}

function page(name: string): EnvironmentOptions {
  return {
    consumer: 'client',
    build: {
      outDir: `dist/${name}`,
      emptyOutDir: true,
      target: PAGE_TARGET,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2_000,
      rolldownOptions: { input: `renderer/${name}/index.html` },
    },
  }
}

/**
 * One Node-side bundle: a single readable file with everything inside but NODE_EXTERNAL. CommonJS for what Electron
 * loads; a worker is a module, because it may await at its top.
 */
function node(outFile: string, input: string): EnvironmentOptions {
  const slash = outFile.lastIndexOf('/')
  return {
    consumer: 'server',
    resolve: {
      noExternal: true,
      external: NODE_EXTERNAL,
      conditions: ['node', 'import', 'module', 'default'],
    },
    build: {
      outDir: slash < 0 ? 'dist' : `dist/${outFile.slice(0, slash)}`,
      emptyOutDir: false,
      copyPublicDir: false,
      target: NODE_TARGET,
      ssr: true,
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        input,
        external: NODE_EXTERNAL,
        output: {
          format: outFile.endsWith('.mjs') ? 'es' : 'cjs',
          entryFileNames: outFile.slice(slash + 1),
          codeSplitting: false,
        },
      },
    },
  }
}

/** Takes packages as Node would: the modules that hunspell-asm offers bundlers call what cannot be called. */
function asCommonJs(options: EnvironmentOptions): EnvironmentOptions {
  return { ...options, resolve: { ...options.resolve, mainFields: ['main'] } }
}

const NODE_BUNDLES = {
  main: node('electron/main.cjs', 'electron/shell/main.ts'),
  preloadEditor: node('electron/preload-editor.cjs', 'electron/shell/preload-editor.ts'),
  preloadCourier: node('electron/preload-courier.cjs', 'electron/shell/preload-courier.ts'),
  browserShell: node('browser-shell/main.cjs', 'electron/browser-shell/main.ts'),
  argon2Worker: node('argon2-worker.mjs', WORKERS['argon2-worker']),
  spellingWorker: asCommonJs(node('spelling-worker.mjs', WORKERS['spelling-worker'])),
}

const PRELOADS = ['preloadEditor', 'preloadCourier']

/** A page's HTML keeps its source path by default; the shells serve `dist/<page>/index.html`. */
const flattenHtml: Plugin = {
  name: 'rapporteur:flatten-html',
  enforce: 'post',
  applyToEnvironment: (environment) => environment.config.consumer === 'client',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.fileName.endsWith('/index.html')) file.fileName = 'index.html'
    }
  },
}

/**
 * `new URL('./argon2-worker.mjs', import.meta.url)` in a source becomes the built worker's place beside the bundles.
 * In a packaged app that place is outside the archive, where a thread can load it without Electron's help.
 */
const builtWorkers: Plugin = {
  name: 'rapporteur:built-workers',
  enforce: 'pre',
  apply: 'build',
  applyToEnvironment: (environment) => environment.config.consumer === 'server',
  transform(code) {
    const names = Object.keys(WORKERS).join('|')
    const reference = new RegExp(`'\\.{1,2}/[\\w./-]*?(${names})\\.mjs',\\s*import\\.meta\\.url`, 'g')
    if (!reference.test(code)) return null
    const base = "import.meta.url.replace(/app\\.asar(?=\\/)/, 'app.asar.unpacked')"
    return { code: code.replace(reference, (_all, name: string) => `'../${name}.mjs', ${base}`), map: null }
  },
}

/** Hunspell's dictionaries, by package; the host reads them from `dist/dictionaries` (electron/host/spelling/dictionaries.ts). */
const DICTIONARIES = ['dictionary-en', 'dictionary-en-gb', 'dictionary-ru']

/** The reference to where packages are becomes one to the copies beside the bundles; Electron reads those out of its archive. */
const builtDictionaries: Plugin = {
  name: 'rapporteur:built-dictionaries',
  enforce: 'pre',
  apply: 'build',
  applyToEnvironment: (environment) => environment.config.consumer === 'server',
  transform(code, id) {
    if (!id.endsWith('/spelling/dictionaries.ts')) return null
    const placed = code.replace(
      "'../../../node_modules/', import.meta.url",
      "'../dictionaries/', import.meta.url",
    )
    if (placed === code) this.error('dictionaries.ts does not say where its packages are')
    return { code: placed, map: null }
  },
}

function copyDictionaries(): void {
  for (const name of DICTIONARIES) {
    mkdirSync(`${root}dist/dictionaries/${name}`, { recursive: true })
    for (const file of ['index.aff', 'index.dic', 'license'])
      cpSync(`${root}node_modules/${name}/${file}`, `${root}dist/dictionaries/${name}/${file}`)
  }
}

/** A sandboxed preload has no module loader worth the name: anything but `electron` would fail only at run time. */
const preloadsStandAlone: Plugin = {
  name: 'rapporteur:preloads-stand-alone',
  applyToEnvironment: (environment) => PRELOADS.includes(environment.name),
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue
      const foreign = [...chunk.imports, ...chunk.dynamicImports].filter((name) => name !== 'electron')
      if (foreign.length > 0)
        this.error(`${chunk.fileName} may require only electron, not ${foreign.join(', ')}`)
    }
  },
}

/** The real CSP forbids inline script and style; a page that needs them must fail here, not on a user's screen. */
const nothingInline: Plugin = {
  name: 'rapporteur:nothing-inline',
  enforce: 'post',
  apply: 'build',
  applyToEnvironment: (environment) => environment.config.consumer === 'client',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'asset' || !file.fileName.endsWith('.html')) continue
      const html = String(file.source)
      if (/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=/i.test(html)) {
        this.error(`${file.fileName} has inline script or style`)
      }
    }
  },
}

/** `BUILD_ONLY=editor,courier npm run build` builds just those; without it everything is built. */
const ONLY = process.env.BUILD_ONLY?.split(',')
const BUNDLES = { editor: page('editor'), courier: page('courier'), ...NODE_BUNDLES }

const notices = thirdPartyNotices(DICTIONARIES.map((name) => `${root}node_modules/${name}`))

export default defineConfig(({ command }) => ({
  root,
  base: '/',
  publicDir: false,
  appType: 'mpa',
  logLevel: 'warn',
  resolve: { dedupe: ['yjs', 'lib0', 'y-protocols', 'react', 'react-dom', '@tiptap/pm'] },
  plugins: [
    react(),
    flattenHtml,
    builtWorkers,
    builtDictionaries,
    preloadsStandAlone,
    nothingInline,
    notices.plugin,
  ],
  // The development server (scripts/dev.ts) serves the editor by itself and bundles nothing.
  environments: command === 'build' ? BUNDLES : {},
  builder: {
    sharedConfigBuild: true,
    async buildApp(builder) {
      const started = new Date()
      await Promise.all(
        (ONLY ?? Object.keys(BUNDLES)).map((name) => {
          const environment = builder.environments[name]
          if (environment === undefined) throw new Error(`no build environment named ${name}`)
          return builder.build(environment)
        }),
      )
      // scripts/lib/ensure-built.mjs compares the sources with this; it dates from before they were read.
      if (ONLY === undefined) {
        copyDictionaries()
        notices.write(`${root}dist/THIRD-PARTY-NOTICES.txt`)
        writeFileSync(`${root}dist/.built`, '')
        utimesSync(`${root}dist/.built`, started, started)
      }
    },
  },
}))
