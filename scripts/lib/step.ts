// Runs one command of the project's checks and reports it in one line; on failure its whole output follows.
// It must never print a line for a step that did not run.
import { spawn } from 'node:child_process'

export interface Step {
  readonly name: string
  /** Program and arguments; the program is looked up in node_modules/.bin first. */
  readonly command: readonly [string, ...string[]]
  /** Whether any output counts as a warning, hence as a failure. For tools that are silent when all is well. */
  readonly silent?: boolean
}

/** Runs a step. Resolves to true when the command ended with 0 and, for a silent step, printed nothing. */
export async function runStep(step: Step): Promise<boolean> {
  const started = performance.now()
  const { code, output } = await capture(step.command)
  const passed = code === 0 && !(step.silent === true && output.trim() !== '')
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  process.stdout.write(`${passed ? 'ok  ' : 'FAIL'} ${step.name} (${seconds} s)\n`)
  if (!passed) process.stdout.write(`${output.trimEnd()}\n`)
  return passed
}

async function capture([program, ...args]: Step['command']): Promise<{ code: number; output: string }> {
  const separator = process.platform === 'win32' ? ';' : ':'
  const child = spawn(program, args, {
    env: { ...process.env, PATH: `node_modules/.bin${separator}${process.env.PATH ?? ''}`, FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  })
  let output = ''
  const collect = (chunk: Buffer): void => {
    output += chunk.toString('utf8')
  }
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  return await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
