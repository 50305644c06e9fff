// The browser shell's program. It must never hold logic: run.ts has it, so that tests can run it with a host of their own.
import { fileURLToPath } from 'node:url'
import { version } from '../../package.json'
import { createHost } from '../host/host.ts'
import { run } from './run.ts'

void run({
  argv: process.argv.slice(2),
  createHost,
  version,
  // dist/browser-shell/main.cjs, beside dist/editor and dist/courier.
  dist: fileURLToPath(new URL('../', import.meta.url)),
})
