// Reads and writes the two copies of the vault header.
// It must never leave a moment in which neither copy is whole: one good copy is enough to open a profile.
import { type FileHandle, open, readFile, rm } from 'node:fs/promises'
import { sameBytes } from '../../../shared/bytes/codec.ts'
import { codeOf, RapporteurError } from '../../../shared/contract/errors.ts'
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import { diskError } from '../adapters/disk-errors.ts'
import { profilePath } from './profile.ts'
import { decodeHeader, encodeHeader, type KdfCost, type VaultHeader } from './vault-header.ts'
import { writeFileAtomically } from './write-file.ts'

export const HEADER_COPIES = ['header', 'headerCopy'] as const
export type HeaderCopy = (typeof HEADER_COPIES)[number]

/** Where the copies lie. A write is whole or has not happened, also when the power goes. */
export interface HeaderFiles {
  read(copy: HeaderCopy): Promise<Uint8Array | undefined>
  write(copy: HeaderCopy, bytes: Uint8Array): Promise<void>
  remove(copy: HeaderCopy): Promise<void>
}

export function diskHeaderFiles(profileDir: string): HeaderFiles {
  const path = (copy: HeaderCopy): string => profilePath(profileDir, copy)
  return {
    async read(copy) {
      try {
        return await readFile(path(copy))
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
        throw diskError(error)
      }
    },
    async write(copy, bytes) {
      const old = await holdOld(path(copy))
      try {
        await writeFileAtomically(path(copy), bytes)
        await overwrite(old)
      } catch (error) {
        throw diskError(error)
      } finally {
        await old?.close()
      }
    },
    remove: (copy) => rm(path(copy), { force: true }),
  }
}

/**
 * Every different header that is whole, one as a rule; two after a change of the passphrase that was cut off. Empty where there is
 * no vault. Errors: `E_PROFILE_DAMAGED`, `E_FORMAT_NEWER`, `E_KDF_WEAKENED`, and those of the disk.
 */
export async function readHeaders(
  crypto: Crypto,
  files: HeaderFiles,
  least: KdfCost,
): Promise<readonly VaultHeader[]> {
  const copies = await Promise.all(HEADER_COPIES.map((name) => files.read(name)))
  if (copies.every((copy) => copy === undefined)) return []
  const headers: VaultHeader[] = []
  for (const copy of copies) {
    try {
      headers.push(decodeHeader(crypto, copy ?? new Uint8Array(), least))
    } catch (error) {
      if (codeOf(error) !== 'E_PROFILE_DAMAGED') throw error
    }
  }
  const [first, second] = headers
  if (first === undefined) throw new RapporteurError('E_PROFILE_DAMAGED')
  const same = second === undefined || sameBytes(first.wrapped, second.wrapped)
  return same ? [first] : headers
}

/** Mends what is missing, damaged or left over beside the header that has just opened. */
export async function mendHeaders(crypto: Crypto, files: HeaderFiles, header: VaultHeader): Promise<void> {
  const bytes = encodeHeader(crypto, header)
  for (const name of HEADER_COPIES) {
    const copy = await files.read(name)
    // A disk that cannot be written does not stop anyone from reading.
    if (copy === undefined || !sameBytes(copy, bytes)) await files.write(name, bytes).catch(() => undefined)
  }
}

/** For a new vault: writes both copies, or neither. Errors: those of the disk. */
export async function writeHeader(crypto: Crypto, files: HeaderFiles, header: VaultHeader): Promise<void> {
  const bytes = encodeHeader(crypto, header)
  try {
    for (const name of HEADER_COPIES) await files.write(name, bytes)
  } catch (error) {
    for (const name of HEADER_COPIES) await files.remove(name).catch(() => undefined)
    throw error
  }
}

/**
 * Puts `header` in the place of `old`, one copy after the other: whenever it is cut off, at least one of them is whole. A disk that
 * refuses leaves `old` working. Errors: those of the disk.
 */
export async function replaceHeader(
  crypto: Crypto,
  files: HeaderFiles,
  old: VaultHeader,
  header: VaultHeader,
): Promise<void> {
  const bytes = encodeHeader(crypto, header)
  try {
    await files.write('headerCopy', bytes)
    await files.write('header', bytes)
  } catch (error) {
    await files.write('headerCopy', encodeHeader(crypto, old)).catch(() => undefined)
    throw error
  }
}

/** The file as it is now, to be overwritten once another has its name. Windows gives no file away that somebody holds. */
async function holdOld(path: string): Promise<FileHandle | undefined> {
  if (process.platform === 'win32') return undefined
  return open(path, 'r+').catch(() => undefined)
}

/** As far as the disk goes along: a file system may keep copies of its own. */
async function overwrite(old: FileHandle | undefined): Promise<void> {
  if (old === undefined) return
  const { size } = await old.stat()
  await old.write(new Uint8Array(size), 0, size, 0)
  await old.sync()
}
