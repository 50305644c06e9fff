// Electron's program. It must never hold logic: run.ts has it.
import { join } from 'node:path'
import { app } from 'electron'
import { version } from '../../package.json'
import { createHost } from '../host/host.ts'
import { run } from './run.ts'

run({
  // Run from the sources Electron's first argument is the project's folder; packaged there is none.
  argv: process.argv.slice(app.isPackaged ? 1 : 2),
  createHost,
  version,
  // dist/electron/main.cjs, beside dist/editor and dist/courier.
  dist: join(__dirname, '..'),
})
