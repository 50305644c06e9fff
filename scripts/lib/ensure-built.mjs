// Builds the product when dist/ is missing or older than its sources; otherwise does nothing, in milliseconds.
// Plain JavaScript, because `npm start` runs it before any tool is loaded. It must never let two builds write dist/ at once.
import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const SOURCES = ['shared', 'electron', 'renderer', 'vite.config.ts', 'package-lock.json']
const STAMP = `${root}dist/.built`
const LOCK = `${root}.cache/build.lock`
const RETRY_MS = 100

/** Newest modification time (milliseconds) of a file, or of the files under a folder; 0 when there is none. */
function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(`${path}/${name}`)), 0)
}

/** Whether dist/ was wholly built after the last change to a source. */
export function isFresh() {
  const built = statSync(STAMP, { throwIfNoEntry: false })
  return built !== undefined && SOURCES.every((source) => newest(root + source) <= built.mtimeMs)
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** True when this process holds the lock now. A lock left by a dead process is taken away first. */
function takeLock() {
  mkdirSync(`${root}.cache`, { recursive: true })
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  try {
    const holder = Number(readFileSync(LOCK, 'utf8'))
    if (holder > 0 && !isAlive(holder)) rmSync(LOCK, { force: true })
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
  return false
}

function build() {
  // NODE_ENV of a test run would put React's development build into the product.
  const { NODE_ENV: _ignored, BUILD_ONLY: _partial, ...env } = process.env
  const child = spawn(process.execPath, ['node_modules/vite/bin/vite.js', 'build'], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`vite build ended with ${code}`)),
    )
  })
}

/**
 * Makes dist/ current. Rejects when the build fails; its errors are on stderr by then.
 * @returns {Promise<boolean>} whether a build was needed
 */
export async function ensureBuilt() {
  if (isFresh()) return false
  while (!takeLock()) await delay(RETRY_MS)
  try {
    // Another process may have built while this one waited for the lock.
    if (isFresh()) return false
    await build()
    return true
  } finally {
    rmSync(LOCK, { force: true })
  }
}
