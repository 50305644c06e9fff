// The head of a backup: what it is, how its passphrase is checked, where its sealed chunks begin.
// It must never be read as another version's: docs/formats/backup.md.
import { ByteReader, ByteWriter, MalformedBytes, sameBytes, utf8 } from '../../../shared/bytes/codec.ts'
import { codeOf, type ErrorCode, RapporteurError } from '../../../shared/contract/errors.ts'
import { type Crypto, STREAM_HEADER_BYTES } from '../../../shared/crypto/crypto.ts'
import { decodeHeader, encodeHeader, type KdfCost, type VaultHeader } from './vault-header.ts'

export const BACKUP_FORMAT = 1

const MAGIC = utf8('RAPPBKUP')
const CHECK_BYTES = 16
/** Magic, format and length of the head: the same in every version. */
const FIXED_BYTES = 12

export interface BackupHead {
  readonly header: VaultHeader
  /** Header of the stream of chunks. */
  readonly stream: Uint8Array
}

export interface ReadBackupHead extends BackupHead {
  /** Bytes before the first chunk. */
  readonly length: number
  /** Bound to every chunk. */
  readonly aad: Uint8Array
}

export function encodeBackupHead(crypto: Crypto, { header, stream }: BackupHead): Uint8Array {
  const vault = encodeHeader(crypto, header)
  const length = FIXED_BYTES + vault.length + stream.length + CHECK_BYTES
  const body = new ByteWriter().raw(MAGIC).u16(BACKUP_FORMAT).u16(length).raw(vault).raw(stream).finish()
  return new ByteWriter().raw(body).raw(checkOf(crypto, body)).finish()
}

/** What every chunk is bound to. */
export const backupAad = (crypto: Crypto, head: Uint8Array): Uint8Array => crypto.hash(head)

/**
 * `bytes`: the beginning of the file, at least its first {@link MOST_HEAD} bytes or all of it.
 * Errors: `E_BACKUP_FOREIGN`, `E_BACKUP_DAMAGED`, `E_BACKUP_NEWER`, `E_KDF_WEAKENED`.
 */
export function decodeBackupHead(crypto: Crypto, bytes: Uint8Array, least: KdfCost): ReadBackupHead {
  if (bytes.length < FIXED_BYTES || !sameBytes(bytes.subarray(0, MAGIC.length), MAGIC)) {
    throw new RapporteurError('E_BACKUP_FOREIGN')
  }
  try {
    const fixed = new ByteReader(bytes.subarray(MAGIC.length, FIXED_BYTES))
    const format = fixed.u16()
    const length = fixed.u16()
    if (length < FIXED_BYTES + CHECK_BYTES || length > bytes.length) throw new MalformedBytes()
    const head = bytes.subarray(0, length)
    const body = head.subarray(0, length - CHECK_BYTES)
    // The check before the format: damage is not mistaken for news.
    if (!sameBytes(checkOf(crypto, body), head.subarray(body.length))) throw new MalformedBytes()
    if (format > BACKUP_FORMAT) throw new RapporteurError('E_BACKUP_NEWER')
    const streamAt = body.length - STREAM_HEADER_BYTES
    if (streamAt < FIXED_BYTES) throw new MalformedBytes()
    const header = decodeHeader(crypto, body.subarray(FIXED_BYTES, streamAt), least)
    return { header, stream: body.slice(streamAt), length, aad: backupAad(crypto, head) }
  } catch (error) {
    if (error instanceof MalformedBytes) throw new RapporteurError('E_BACKUP_DAMAGED')
    throw new RapporteurError(OF_A_BACKUP[codeOf(error)] ?? codeOf(error))
  }
}

/** What the vault header inside says of a profile, said of a backup. */
const OF_A_BACKUP: Partial<Record<ErrorCode, ErrorCode>> = {
  E_PROFILE_DAMAGED: 'E_BACKUP_DAMAGED',
  E_FORMAT_NEWER: 'E_BACKUP_NEWER',
}

const checkOf = (crypto: Crypto, bytes: Uint8Array): Uint8Array => crypto.hash(bytes).subarray(0, CHECK_BYTES)
