// Starts the built app (browser shell) as a separate process on one profile, as `npm start -- --shell browser` does, and ends
// it gently or not at all gently.
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ENTRY = fileURLToPath(new URL('../../dist/browser-shell/main.cjs', import.meta.url))
const READY = /Rapporteur is ready: (\S+)/

export interface AppOptions {
  readonly profile: string
  /** Where colleagues' devices may connect, e.g. `127.0.0.1:4100`. */
  readonly listen?: string
  readonly port?: number
  /** Arguments of Node itself, before the program: what a test loads in front of it. */
  readonly nodeArgs?: readonly string[]
}

export interface AppProcess {
  /** Address of the editor, with its one-time token. */
  readonly url: string
  readonly pid: number
  /** Everything the process printed, for tests that look for secrets in it. */
  output(): string
  /** Ctrl-C: locks, then exits. Resolves with the exit code. */
  stop(): Promise<number | null>
  /** kill -9. */
  kill(): Promise<void>
  readonly exited: Promise<number | null>
}

/** Resolves when the app says that it is ready; rejects with what it printed when it exits first. */
export async function startApp(options: AppOptions): Promise<AppProcess> {
  const args = [...(options.nodeArgs ?? []), ENTRY, '--profile', options.profile, '--no-open']
  if (options.listen !== undefined) args.push('--listen', options.listen)
  if (options.port !== undefined) args.push('--port', String(options.port))
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      printed += chunk.toString('utf8')
      const ready = READY.exec(printed)?.[1]
      if (ready !== undefined) resolve(ready)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', (code) =>
      reject(new Error(`the app exited (${code}) before it was ready:\n${printed}`)),
    )
  })
  return {
    url,
    pid: child.pid ?? -1,
    output: () => printed,
    exited,
    stop: async () => {
      end(child, 'SIGINT')
      return exited
    },
    kill: async () => {
      end(child, 'SIGKILL')
      await exited
    },
  }
}

function end(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal)
}
