// Reads and writes the two copies of the vault header.
// It must never write a copy before the other has been read: one good copy is enough to open a profile.
import { readFile, rm } from 'node:fs/promises'
import { codeOf, RapporteurError } from '../../../shared/contract/errors.ts'
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import { diskError } from '../adapters/disk-errors.ts'
import { profilePath } from './profile.ts'
import { decodeHeader, encodeHeader, type KdfCost, type VaultHeader } from './vault-header.ts'
import { writeFileAtomically } from './write-file.ts'

const COPIES = ['header', 'headerCopy'] as const

async function readCopy(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw diskError(error)
  }
}

/**
 * The first copy that is whole, or undefined where there is no vault. A copy that is missing or damaged beside it is rewritten.
 * Errors: `E_PROFILE_DAMAGED`, `E_FORMAT_NEWER`, `E_KDF_WEAKENED`, and those of the disk.
 */
export async function readHeader(
  crypto: Crypto,
  profileDir: string,
  least: KdfCost,
): Promise<VaultHeader | undefined> {
  const copies = await Promise.all(COPIES.map((name) => readCopy(profilePath(profileDir, name))))
  if (copies.every((copy) => copy === undefined)) return undefined
  let header: VaultHeader | undefined
  const broken: (typeof COPIES)[number][] = []
  for (const [at, name] of COPIES.entries()) {
    try {
      const copy = decodeHeader(crypto, copies[at] ?? new Uint8Array(), least)
      header ??= copy
    } catch (error) {
      if (codeOf(error) !== 'E_PROFILE_DAMAGED') throw error
      broken.push(name)
    }
  }
  if (header === undefined) throw new RapporteurError('E_PROFILE_DAMAGED')
  const bytes = encodeHeader(crypto, header)
  // A disk that cannot be written does not stop anyone from reading.
  for (const name of broken) {
    await writeFileAtomically(profilePath(profileDir, name), bytes).catch(() => undefined)
  }
  return header
}

/** Writes both copies, or neither. Errors: those of the disk. */
export async function writeHeader(crypto: Crypto, profileDir: string, header: VaultHeader): Promise<void> {
  const bytes = encodeHeader(crypto, header)
  try {
    for (const name of COPIES) await writeFileAtomically(profilePath(profileDir, name), bytes)
  } catch (error) {
    for (const name of COPIES) await rm(profilePath(profileDir, name), { force: true }).catch(() => undefined)
    throw diskError(error)
  }
}
