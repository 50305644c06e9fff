// Reads the command line, the same for both shells. It must never guess: what it does not know is an error with a sentence.
import { parseArgs } from 'node:util'

export interface ShellArgs {
  /** Absent: the operating system's place for data. */
  readonly profile?: string
  /** 0: any free port. */
  readonly port: number
  readonly open: boolean
  readonly listen?: { readonly host: string; readonly port: number }
}

/** Throws an Error whose message is a sentence for the person. */
export function readArgs(argv: readonly string[]): ShellArgs {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      shell: { type: 'string' },
      profile: { type: 'string' },
      port: { type: 'string' },
      'no-open': { type: 'boolean' },
      listen: { type: 'string' },
    },
    strict: true,
  })
  return {
    ...(values.profile !== undefined && { profile: values.profile }),
    port: values.port === undefined ? 0 : readPort(values.port, '--port'),
    open: values['no-open'] !== true,
    ...(values.listen !== undefined && { listen: readListen(values.listen) }),
  }
}

function readPort(text: string, option: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new Error(`${option} needs a number up to 65535.`)
  return port
}

/** `host:port`, `[v6]:port` or `:port`, which means every interface. */
function readListen(text: string): { host: string; port: number } {
  const parts = /^(?:\[([0-9a-fA-F:]+)\]|([^:[\]]*)):(\d+)$/.exec(text)
  if (parts === null) throw new Error('--listen needs HOST:PORT, for example 0.0.0.0:7400.')
  return { host: parts[1] ?? (parts[2] || '0.0.0.0'), port: readPort(parts[3] ?? '', '--listen') }
}
