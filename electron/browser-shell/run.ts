// Runs the browser shell as a program: arguments in, one line out when ready, Ctrl-C to lock and leave.
// It must never print the token except where `--no-open` asks for it.
import { codeOf } from '../../shared/contract/errors.ts'
import { fileSettings } from '../host/adapters/file-settings.ts'
import { systemClock } from '../host/adapters/system-clock.ts'
import { systemRandom } from '../host/adapters/system-random.ts'
import type { CreateHost } from '../host/host-types.ts'
import { pageFiles } from '../host/pages/page-files.ts'
import { readArgs, type ShellArgs } from '../host/start/args.ts'
import { startSentence } from '../host/start/sentences.ts'
import { defaultProfile } from '../host/vault/default-profile.ts'
import { profilePath } from '../host/vault/profile.ts'
import { openBrowser, openingPage } from './open-browser.ts'
import { type BrowserShell, openBrowserShell } from './server.ts'

/** Ctrl-C leaves within two seconds, whatever is slow. */
const LEAVE_MS = 1_800

export interface RunOptions {
  readonly argv: readonly string[]
  readonly createHost: CreateHost
  readonly version: string
  /** Folder with `editor/` and `courier/`, built. */
  readonly dist: string
}

/** Resolves when the shell is ready, or with an exit code set and a sentence on stderr when it cannot be. */
export async function run({ argv, createHost, version, dist }: RunOptions): Promise<void> {
  let args: ShellArgs
  try {
    args = readArgs(argv)
  } catch (error) {
    fail(error instanceof Error ? error.message : 'These options are not known.', 2)
    return
  }
  const profileDir = args.profile ?? defaultProfile()
  let shell: BrowserShell
  try {
    shell = await openBrowserShell({
      profileDir,
      version,
      clock: systemClock,
      random: systemRandom(),
      settings: await fileSettings(profilePath(profileDir, 'settings')),
      createHost,
      port: args.port,
      ...(args.listen && { listen: args.listen }),
      pages: { editor: await pageFiles(`${dist}editor`), courier: await pageFiles(`${dist}courier`) },
      onBug: reportBug,
    })
  } catch (error) {
    if (codeOf(error) === 'E_INTERNAL') reportBug(error)
    fail(startSentence(codeOf(error)), 1)
    return
  }
  leaveOnSignal(shell)
  if (args.open) {
    await open(shell)
    openAgainOnEnter(shell)
  } else process.stdout.write(`Rapporteur is ready: ${shell.address}\n`)
}

async function open(shell: BrowserShell): Promise<void> {
  const { started } = await openBrowser(openingPage(shell.openingUrl, shell.issueTicket()), systemClock)
  process.stderr.write(
    started
      ? 'Rapporteur opens in your browser. Ctrl-C locks the vault and ends it.\n'
      : 'No browser could be started. Run it with --no-open and open the address it prints.\n',
  )
}

/** A tab that was closed by mistake has no address to go back to. */
function openAgainOnEnter(shell: BrowserShell): void {
  if (!process.stdin.isTTY) return
  process.stderr.write('Press Enter to open the page again.\n')
  process.stdin.on('data', () => void open(shell).catch(reportBug))
}

function leaveOnSignal(shell: BrowserShell): void {
  let leaving = false
  const leave = (): void => {
    if (leaving) return
    leaving = true
    setTimeout(() => process.exit(1), LEAVE_MS).unref()
    shell.close().then(
      () => process.exit(0),
      (error: unknown) => {
        reportBug(error)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, leave)
}

function fail(sentence: string, exitCode: number): void {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = exitCode
}

/** For whoever repairs it: what kind of error and where, never its message, which may hold a path or a name. */
function reportBug(error: unknown): void {
  const where =
    error instanceof Error ? (error.stack?.split('\n').find((line) => /^\s+at /.test(line)) ?? '') : ''
  process.stderr.write(`Internal error: ${error instanceof Error ? error.name : typeof error}${where}\n`)
}
