// Builds the real editor on the stand-in host and serves it under the real policy, for component tests and pictures.
// It must never weaken that policy: what breaks here would break on a user's screen.

import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { pageFiles } from '../../../electron/host/pages/page-files.ts'
import { COMMON_HEADERS, editorCsp } from '../../../electron/host/pages/page-policy.ts'

/** A page on a stand-in host: its folder in tests/standin. */
export type StandInPage = 'editor' | 'paper'

const standins = fileURLToPath(new URL('..', import.meta.url))
const project = fileURLToPath(new URL('../../..', import.meta.url))

export interface ServedEditor {
  /** `http://127.0.0.1:N/`, to be followed by `?scene=…`. */
  readonly address: string
  close(): Promise<void>
}

export async function serveEditor(page: StandInPage = 'editor'): Promise<ServedEditor> {
  const folder = await mkdtemp(join(tmpdir(), 'rapporteur-screens-'))
  // A test run's own NODE_ENV would make this React's development build, which does everything twice.
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  await build({
    root: join(standins, page),
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [react()],
    resolve: { dedupe: ['yjs', 'lib0', 'y-protocols', 'react', 'react-dom', '@tiptap/pm'] },
    server: { fs: { allow: [project] } },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'chrome120',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2_000,
      minify: false,
    },
  })
  process.env.NODE_ENV = before
  const files = await pageFiles(folder)
  const policy = editorCsp({ connect: "'none'", frame: "'none'" })
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
    const file = await files(pathname)
    if (file === undefined) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, {
      ...COMMON_HEADERS,
      'Content-Type': file.type,
      'Content-Security-Policy': policy,
    })
    response.end(file.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}/`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await rm(folder, { recursive: true, force: true })
    },
  }
}
