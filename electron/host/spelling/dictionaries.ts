// Where the bundled dictionaries are and which script each is for. Files of the product alone: nothing is ever downloaded, nor taken from
// what the computer may have.
import { readFile } from 'node:fs/promises'
import type { Script } from '../../../shared/spelling/words.ts'

export interface Dictionary {
  readonly affixes: Uint8Array<ArrayBuffer>
  readonly words: Uint8Array<ArrayBuffer>
}

/** Those of one script complete each other: "organise" and "organize" are both right. */
const NAMES: Readonly<Record<Script, readonly string[]>> = {
  latin: ['dictionary-en-gb', 'dictionary-en'],
  cyrillic: ['dictionary-ru'],
}

/** The build writes them beside its bundles (vite.config.ts). */
const FOLDER = new URL('../../../node_modules/', import.meta.url)

/** Copies that the caller may give away. Rejects when a file of the product is missing. */
export async function readDictionaries(script: Script): Promise<Dictionary[]> {
  const read = async (path: string) => new Uint8Array(await readFile(new URL(path, FOLDER)))
  return Promise.all(
    NAMES[script].map(async (name) => ({
      affixes: await read(`${name}/index.aff`),
      words: await read(`${name}/index.dic`),
    })),
  )
}
