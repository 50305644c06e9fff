// Looks for given strings in every file of a folder, in each disguise that a program would store them in by accident.
// It must never report a file clean that it did not read: an unreadable one is an error.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface Finding {
  readonly file: string
  readonly secret: string
  readonly disguise: string
}

/** Bytes to look for, by the name of their disguise. */
export function disguisesOf(secret: string): Map<string, Buffer> {
  const utf8 = Buffer.from(secret, 'utf8')
  const little = Buffer.from(secret, 'utf16le')
  const big = Buffer.from(little).swap16()
  const found = new Map([
    ['UTF-8', utf8],
    ['UTF-16LE', little],
    ['UTF-16BE', big],
  ])
  for (const [name, bytes] of [...found]) {
    for (const shift of [0, 1, 2]) {
      found.set(`base64 of ${name}, alignment ${shift}`, Buffer.from(base64Inside(bytes, shift), 'latin1'))
    }
  }
  return found
}

/** The base64 characters that `bytes` always gives when `shift` unknown bytes (mod 3) stand before and any bytes behind. */
function base64Inside(bytes: Buffer, shift: number): string {
  const text = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString('base64')
    .replace(/=+$/, '')
  // Characters that share bits with a neighbour outside the secret are left off.
  const first = Math.ceil((shift * 8) / 6)
  const last = Math.floor(((shift + bytes.length) * 8) / 6)
  return text.slice(first, last)
}

const urlSafe = (bytes: Buffer): Buffer =>
  Buffer.from(bytes.toString('latin1').replaceAll('+', '-').replaceAll('/', '_'), 'latin1')

/** Where any of the secrets stands in `bytes`. Secrets shorter than 4 bytes are refused: they are found in any noise. */
export function scanBytes(bytes: Uint8Array, secrets: readonly string[], file = ''): Finding[] {
  const hay = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const findings: Finding[] = []
  for (const secret of secrets) {
    if (Buffer.byteLength(secret) < 4) throw new RangeError('too short to look for')
    for (const [disguise, needle] of disguisesOf(secret)) {
      if (hay.includes(needle) || (disguise.startsWith('base64') && hay.includes(urlSafe(needle)))) {
        findings.push({ file, secret, disguise })
      }
    }
  }
  return findings
}

/** Scans every file under `folder`, names of files and folders included. */
export async function scanFolder(
  folder: string,
  secrets: readonly string[],
): Promise<{ findings: Finding[]; files: number; bytes: number }> {
  const findings: Finding[] = []
  let files = 0
  let bytes = 0
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    findings.push(...scanBytes(Buffer.from(entry.name), secrets, path))
    if (!entry.isFile()) continue
    const content = await readFile(path)
    files += 1
    bytes += content.length
    findings.push(...scanBytes(content, secrets, path))
  }
  return { findings, files, bytes }
}
