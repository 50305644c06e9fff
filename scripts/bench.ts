// `npm run bench`: runs every bench/*.bench.ts, one after another, each in a process of its own.
// It must never run two at once: they measure. `npm run bench -- WORD` runs those whose name contains WORD. It ends with 1 when one failed.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { ensureBuilt } from './lib/ensure-built.mjs'

/** One that hangs must not keep the others from being measured. */
const LIMIT_MS = 15 * 60_000

function run(file: string): Promise<number> {
  process.stdout.write(`\n== ${file}\n`)
  const child = spawn(process.execPath, ['--expose-gc', '--import', 'tsx', file], {
    stdio: 'inherit',
    timeout: LIMIT_MS,
    killSignal: 'SIGTERM',
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}

const wanted = process.argv[2] ?? ''
const files = (existsSync('bench') ? readdirSync('bench') : [])
  .filter((name) => name.endsWith('.bench.ts') && name.includes(wanted))
  .sort()
if (files.length === 0) {
  process.stderr.write(`No benchmark matches "${wanted}".\n`)
  process.exitCode = 1
}
await ensureBuilt()
const parts = []
for (const file of files) {
  const from = performance.now()
  const code = await run(`bench/${file}`)
  parts.push({
    bench: file,
    seconds: Math.round((performance.now() - from) / 1000),
    result: code === 0 ? 'ran' : `ended with ${code}`,
  })
  if (code !== 0) process.exitCode = 1
}
// Last, so that nobody has to look for a failure among the tables.
console.table(parts)
