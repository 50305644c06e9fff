// `npm run lock`: gives package-lock.json an entry for each platform's build of a native package that npm left out.
// npm leaves out what it could not look up, and `npm ci` then refuses the whole file, on every platform. It must never touch
// an entry that is there, nor invent a version: parents name the versions of their builds exactly.
import { readFileSync, writeFileSync } from 'node:fs'
import { missingBuilds } from './lib/lock-builds.ts'

const FILE = 'package-lock.json'
const lock = JSON.parse(readFileSync(FILE, 'utf8'))
const missing = missingBuilds(lock)
for (const { path, entry } of missing) lock.packages[path] = entry
// npm keeps the entries in this order.
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')))
if (missing.length > 0) writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`)
process.stdout.write(`${missing.length} builds for other platforms added to ${FILE}.\n`)
