// Fixture files: one per byte format, committed. With WRITE_FIXTURES=1 a missing one is written, for a format that is new.
// It must never overwrite a fixture: changed bytes are a changed format, and somebody's disk holds the old one.
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('../fixtures/', import.meta.url))

/** The committed bytes of `name`. `bytes`: what a missing file is made from, when that is asked for. */
export async function fixture(name: string, bytes: Uint8Array): Promise<Uint8Array> {
  const path = `${FOLDER}${name}`
  if (!existsSync(path) && process.env.WRITE_FIXTURES === '1') {
    await mkdir(FOLDER, { recursive: true })
    await writeFile(path, bytes)
  }
  return new Uint8Array(await readFile(path))
}
