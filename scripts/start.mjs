// `npm start`: builds what is missing or stale, then opens Rapporteur: in Electron, or in the browser where Electron cannot run.
// Plain JavaScript, because it runs before any tool is loaded. It must never try for long: who cannot have Electron waits once.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBuilt } from './lib/ensure-built.mjs'

const root = fileURLToPath(new URL('../', import.meta.url))
const electronFolder = `${root}node_modules/electron`
/** Remembers that this version of Electron could not be had, so that the next start does not wait again. */
const ANSWER = `${root}node_modules/.cache/rapporteur/no-electron`
const TRY_MS = 20_000
const ORPHAN_MS = 250

const BINARY =
  { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ?? 'electron'

/** Path of an Electron that is here already, or undefined. */
function installedElectron() {
  const places = [process.env.ELECTRON_OVERRIDE_DIST_PATH, `${electronFolder}/dist`]
  return places
    .filter(Boolean)
    .map((place) => join(place, BINARY))
    .find((file) => existsSync(file))
}

/** Electron's own installer, for at most 20 seconds, once per version. */
async function obtainElectron() {
  if (!existsSync(`${electronFolder}/install.js`)) return
  const { version } = JSON.parse(readFileSync(`${electronFolder}/package.json`, 'utf8'))
  if (existsSync(ANSWER) && readFileSync(ANSWER, 'utf8') === version) return
  await new Promise((resolve) => {
    const child = spawn(process.execPath, [`${electronFolder}/install.js`], {
      stdio: 'ignore',
      timeout: TRY_MS,
      killSignal: 'SIGKILL',
    })
    child.once('error', resolve)
    child.once('exit', resolve)
  })
  if (installedElectron() !== undefined) return
  mkdirSync(dirname(ANSWER), { recursive: true })
  writeFileSync(ANSWER, version)
}

/** Why Electron cannot open a window here, or undefined. */
function whyNoWindow() {
  if (process.platform !== 'linux') return undefined
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'There is no display for a window'
  // Chromium's sandbox does not run as root, and without the sandbox Rapporteur does not run in Electron.
  if (process.getuid?.() === 0) return 'Electron does not run as root'
  return undefined
}

/** The Electron to use, or a sentence that says why there is none. */
async function findElectron() {
  const reason = whyNoWindow()
  if (reason !== undefined) return { reason }
  if (installedElectron() === undefined) await obtainElectron()
  const binary = installedElectron()
  return binary === undefined ? { reason: 'The Electron program could not be obtained' } : { binary }
}

function runElectron(binary, args) {
  const child = spawn(binary, [root, ...args], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.once('error', () => {
    process.stderr.write('Electron could not be started. Try: npm start -- --shell browser\n')
    process.exitCode = 1
  })
  child.once('exit', (code) => {
    process.exitCode = code ?? 1
  })
}

/**
 * npm starts us through a shell, which dies of a signal without passing it on: who ends `npm start` by its process id would
 * leave us behind, with the vault open. So we leave when the shell has gone.
 */
function leaveWithNpm() {
  if (process.env.npm_lifecycle_event !== 'start' || process.platform === 'win32') return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, ORPHAN_MS)
  watch.unref()
}

function chosenShell(args) {
  const at = args.findIndex((arg) => arg === '--shell' || arg.startsWith('--shell='))
  return at < 0 ? undefined : (args[at].split('=')[1] ?? args[at + 1])
}

const args = process.argv.slice(2)
const shell = chosenShell(args)
if (shell !== undefined && !['browser', 'electron'].includes(shell)) {
  process.stderr.write('--shell is browser or electron.\n')
  process.exit(2)
}
leaveWithNpm()
await ensureBuilt()
const { binary, reason } = shell === 'browser' ? {} : await findElectron()
if (binary !== undefined) runElectron(binary, args)
else {
  if (reason !== undefined) process.stderr.write(`${reason}: Rapporteur opens in your browser instead.\n`)
  // In this process, so that Ctrl-C and an exit code are its own.
  await import('../dist/browser-shell/main.cjs')
}
