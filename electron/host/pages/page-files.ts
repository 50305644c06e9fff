// Reads the built files of a page. It must never answer with a file outside the page's own folder, whatever is asked for.
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

/** Types of what a page may consist of; a file of any other kind is not served. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

export interface PageFile {
  readonly type: string
  readonly body: Buffer
}

/** `path` as in the address: `/` or `/assets/x.js`. Undefined where there is no such file. */
export type PageFiles = (path: string) => Promise<PageFile | undefined>

/** The files under `folder`, listed once: what was not there then is not served. */
export async function pageFiles(folder: string): Promise<PageFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = new Map<string, string>()
  for (const entry of entries) {
    if (!entry.isFile() || TYPES[extname(entry.name)] === undefined) continue
    const file = join(entry.parentPath, entry.name)
    files.set(`/${relative(folder, file).split(sep).join('/')}`, file)
  }
  return async (path) => {
    const file = files.get(path === '/' ? '/index.html' : path)
    const type = file === undefined ? undefined : TYPES[extname(file)]
    return file === undefined || type === undefined ? undefined : { type, body: await readFile(file) }
  }
}
