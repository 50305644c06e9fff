// Starts the person's browser on a file of its own that posts a ticket and is deleted. It must never put a secret into the
// arguments of a program: every user of the machine can read those.
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Clock } from '../../shared/ports/clock.ts'

/** As long as the ticket is good for; then the file goes, whether or not a browser came. */
const FILE_MS = 30_000

/** Per platform, the program that opens a file in the person's browser, and its arguments. */
function opener(url: string): readonly [string, readonly string[]] {
  switch (process.platform) {
    case 'darwin':
      return ['open', [url]]
    case 'win32':
      return ['rundll32.exe', ['url.dll,FileProtocolHandler', url]]
    default:
      return ['xdg-open', [url]]
  }
}

/** A page that posts `ticket` to `action` by itself, or by a button where scripts are off. */
export function openingPage(action: string, ticket: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Rapporteur</title>
<form method="post" action="${action}"><input type="hidden" name="ticket" value="${ticket}">
<button>Open Rapporteur</button></form><script>document.forms[0].submit()</script></html>
`
}

/** Resolves to whether a browser could be started; the returned function removes the file early. */
export async function openBrowser(
  html: string,
  clock: Clock,
  run: typeof spawn = spawn,
): Promise<{ started: boolean; forget: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'rapporteur-'))
  const file = join(folder, 'open.html')
  await writeFile(file, html, { mode: 0o600, flag: 'wx' })
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  const stop = clock.after(FILE_MS, () => void remove())
  const forget = (): Promise<void> => {
    stop()
    return remove()
  }
  const [program, args] = opener(pathToFileURL(file).href)
  const child = run(program, args, { stdio: 'ignore', detached: true })
  const started = await new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false))
    child.once('spawn', () => resolve(true))
  })
  child.unref()
  if (!started) await forget()
  return { started, forget }
}
