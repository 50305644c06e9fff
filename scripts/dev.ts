// `npm run dev`: the editor with hot reload at http://127.0.0.1:5173, its host and courier restarted when their sources change.
// It must never be how anything is tested: the CSP is relaxed here. `npm run dev -- --profile DIR` uses that profile.
import { spawnSync } from 'node:child_process'
import { watch } from 'node:fs'
import { parseArgs } from 'node:util'
import { createServer, type Plugin } from 'vite'
import { HostProcess } from './dev/host-process.ts'
import { ensureBuilt } from './lib/ensure-built.mjs'

const PAGE_PORT = 5173
const HOST_PORT = 5174
const PAGE = `http://127.0.0.1:${PAGE_PORT}`
/** Editors write a file in several steps; one restart is enough for them all. */
const SETTLE_MS = 150

/** Hot reload needs inline script, inline style and its own socket. Other hosts stay out of reach here too. */
const RELAXED_CSP = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self' ws://127.0.0.1:*",
  "img-src 'self' blob: data:",
  'frame-src http://localhost:*',
].join('; ')

const { values } = parseArgs({ options: { profile: { type: 'string', default: '.cache/dev-profile' } } })
const host = new HostProcess([values.profile, String(HOST_PORT), PAGE])

/** Serves the editor at `/`, as the shells do, with the token of the host that runs now. */
const editorPage: Plugin = {
  name: 'rapporteur:dev-editor-page',
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      if (request.url === '/') request.url = '/renderer/editor/index.html'
      next()
    })
  },
  transformIndexHtml: {
    order: 'pre',
    handler: (html) => ({
      html: html.replaceAll('"./', '"/renderer/editor/'),
      tags: [{ tag: 'meta', attrs: { name: 'token', content: host.token }, injectTo: 'head-prepend' }],
    }),
  },
}

await ensureBuilt()
await host.start()
const server = await createServer({
  plugins: [editorPage],
  logLevel: 'info',
  optimizeDeps: { entries: ['renderer/editor/index.html'] },
  server: {
    host: '127.0.0.1',
    port: PAGE_PORT,
    strictPort: true,
    headers: { 'Content-Security-Policy': RELAXED_CSP },
    proxy: {
      '/socket': {
        target: `http://127.0.0.1:${HOST_PORT}`,
        ws: true,
        changeOrigin: true,
        rewriteWsOrigin: true,
      },
    },
  },
})
await server.listen()
process.stdout.write(`Rapporteur is ready: ${PAGE}\n`)

let settle: NodeJS.Timeout | undefined
let work: Promise<void> = Promise.resolve()

async function restart(): Promise<void> {
  await host.stop()
  spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build'], {
    env: { ...process.env, BUILD_ONLY: 'courier' },
    stdio: 'inherit',
  })
  await host.start()
  server.ws.send({ type: 'full-reload' })
}

for (const folder of ['shared', 'electron', 'renderer/courier', 'renderer/host']) {
  watch(folder, { recursive: true }, () => {
    clearTimeout(settle)
    settle = setTimeout(() => {
      work = work.then(restart)
    }, SETTLE_MS)
  })
}

const leave = async (): Promise<void> => {
  await Promise.all([host.stop(), server.close()])
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void leave())
