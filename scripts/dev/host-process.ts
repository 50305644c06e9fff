// Keeps one host process for `npm run dev`: starts it, ends it, and knows the token of the one that runs.
// It must never have two on one profile: the next starts when the one before has ended.
import { type ChildProcess, fork } from 'node:child_process'

export class HostProcess {
  readonly #args: readonly string[]
  #child: ChildProcess | undefined
  #token = ''

  /** `args`: those of host.ts. */
  constructor(args: readonly string[]) {
    this.#args = args
  }

  /** What opens the page; changes with every start. Empty until the first one. */
  get token(): string {
    return this.#token
  }

  /** Resolves when the host answers, or when it has ended with its error on stderr. */
  async start(): Promise<void> {
    const child = fork('scripts/dev/host.ts', [...this.#args], { execArgv: ['--import', 'tsx'] })
    this.#child = child
    await new Promise<void>((resolve) => {
      child.once('message', (token) => {
        this.#token = String(token)
        resolve()
      })
      child.once('exit', () => resolve())
    })
  }

  async stop(): Promise<void> {
    const child = this.#child
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    await new Promise<void>((resolve) => {
      child.once('exit', () => resolve())
      child.kill('SIGTERM')
    })
  }
}
