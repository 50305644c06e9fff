// A vault as a sealed file and back, at the keeper's boundary: whole, cut, altered, foreign, newer, and on profiles that are not empty.
import { cp, readdir } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHUNK_BYTES, cutEntries, EntryJoiner } from '../../../electron/host/vault/backup-entries.ts'
import { decodeBackupHead, encodeBackupHead } from '../../../electron/host/vault/backup-head.ts'
import { PROFILE_NAMES } from '../../../electron/host/vault/profile.ts'
import { SEALED_CHUNK } from '../../../electron/host/vault/restore.ts'
import { MODERATE, wrapVaultKey } from '../../../electron/host/vault/vault-header.ts'
import { VaultKeeper } from '../../../electron/host/vault/vault-keeper.ts'
import { ByteWriter, concat, sameBytes, utf8 } from '../../../shared/bytes/codec.ts'
import { MOST_HEAD } from '../../../shared/contract/editor-api.ts'
import type { StoreEntry } from '../../../shared/ports/store.ts'
import { realCrypto, seededCrypto } from '../../support/crypto.ts'
import { fixture } from '../../support/fixture.ts'
import { temporaryFolders } from '../../support/folder.ts'
import { scanBytes } from '../../support/plaintext-scan.ts'
import { SEED } from '../../support/seed.ts'

const folder = temporaryFolders()
const CHEAP = { passes: 1, memory: 64 * 1024 }
const PASSPHRASE = 'correct horse battery'
const open = (profileDir: string) => VaultKeeper.open({ profileDir, crypto: realCrypto, kdfCost: CHEAP })
const big = new Uint8Array(3 * CHUNK_BYTES + 5).fill(7)

/** A vault with a small record and one of several chunks, as the pieces of its backup. */
async function savedVault(): Promise<{ pieces: Uint8Array[]; size: number }> {
  const keeper = await open(await folder())
  const store = await keeper.create(utf8(PASSPHRASE))
  await store.write(
    [
      { type: 'put', table: 't', key: utf8('k'), value: utf8('The witness lives in Bishkek.') },
      { type: 'put', table: 't', key: utf8('big'), value: big },
    ],
    'synced',
  )
  const passphrase = utf8(PASSPHRASE)
  const writer = await keeper.beginBackup(passphrase)
  expect(passphrase.every((byte) => byte === 0)).toBe(true)
  const pieces: Uint8Array[] = []
  for (let done = false; !done; ) {
    const piece = await writer.next()
    pieces.push(piece.bytes)
    done = piece.done
    // Written while the file is being made: not in it, and no harm to it.
    if (pieces.length > 1)
      await store.write([{ type: 'put', table: 't', key: utf8('k'), value: utf8('later') }], 'synced')
  }
  await keeper.close()
  return { pieces, size: writer.size }
}

const saved = savedVault()
const file = saved.then(({ pieces }) => concat(...pieces))

async function restore(keeper: VaultKeeper, bytes: Uint8Array, passphrase = PASSPHRASE) {
  const restoring = await keeper.beginRestore(bytes.subarray(0, MOST_HEAD), utf8(passphrase))
  for (let at = restoring.from; at < bytes.length; at += SEALED_CHUNK)
    await restoring.take(bytes.subarray(at, at + SEALED_CHUNK))
  return keeper.finishRestore(async () => undefined)
}

/** The profile is as good as new: a vault can be made in it, and nothing of the file is in its way. */
async function expectUntouched(keeper: VaultKeeper, profileDir: string): Promise<void> {
  await keeper.abandonRestore()
  expect(keeper.state()).toBe('absent')
  expect(await readdir(profileDir)).toEqual(['store'])
  const store = await keeper.create(utf8('another vault altogether'))
  expect(await store.get('t', utf8('k'))).toBeUndefined()
  await keeper.close()
}

describe('a backup', () => {
  it('restores in another profile, to what it was when it was begun', async () => {
    const profileDir = await folder()
    const keeper = await open(profileDir)
    const store = await restore(keeper, await file)
    expect(keeper.state()).toBe('unlocked')
    expect(await store.get('t', utf8('k'))).toEqual(utf8('The witness lives in Bishkek.'))
    const restored = await store.get('t', utf8('big'))
    expect(restored instanceof Uint8Array && sameBytes(restored, big)).toBe(true)
    await keeper.close()
    expect((await readdir(profileDir)).sort()).toEqual(['store', 'vault.header', 'vault.header.copy'])
    const again = await open(profileDir)
    expect(await (await again.unlock(utf8(PASSPHRASE))).get('t', utf8('k'))).toEqual(
      utf8('The witness lives in Bishkek.'),
    )
    await again.close()
  })

  it('PLAINTEXT_AT_REST: shows nothing, and hides its length', async () => {
    const { pieces, size } = await saved
    const bytes = await file
    expect(scanBytes(bytes, ['Bishkek', PASSPHRASE])).toEqual([])
    expect(bytes.length).toBe(size)
    const [, ...chunks] = pieces
    expect(new Set(chunks.slice(0, -1).map(({ length }) => length))).toEqual(new Set([SEALED_CHUNK]))
    // 9 bytes behind the magic and format, nothing stands in it that was in another backup of the same vault.
    const other = concat(...(await savedVault()).pieces)
    expect(other.length).toBe(bytes.length)
    expect(other.subarray(27, 200)).not.toEqual(bytes.subarray(27, 200))
  })

  it('WRONG_PASSPHRASE: is not saved and not restored with another one, and nothing changes', async () => {
    const profileDir = await folder()
    const keeper = await open(profileDir)
    await expect(restore(keeper, await file, 'correct horse batterz')).rejects.toThrow('E_WRONG_PASSPHRASE')
    await expectUntouched(keeper, profileDir)
    const own = await open(profileDir)
    await expect(own.beginBackup(utf8(PASSPHRASE))).rejects.toThrow('E_WRONG_PASSPHRASE')
    await own.close()
  })

  it('that is cut anywhere is refused, and leaves nothing', async () => {
    const bytes = await file
    for (const length of [30, 178, 179, 179 + SEALED_CHUNK, 179 + SEALED_CHUNK + 100, bytes.length - 1]) {
      const profileDir = await folder()
      const keeper = await open(profileDir)
      await expect(restore(keeper, bytes.subarray(0, length)), `${length} bytes`).rejects.toThrow(
        'E_BACKUP_DAMAGED',
      )
      await expectUntouched(keeper, profileDir)
    }
  })

  it('with one changed bit, or two chunks in the wrong order, or more behind its end, is refused', async () => {
    const bytes = await file
    const { pieces } = await saved
    const [head = new Uint8Array(), first = new Uint8Array(), second = new Uint8Array(), ...rest] = pieces
    const flipped = [12, 60, 170, 300, 179 + SEALED_CHUNK + 9, bytes.length - 3].map((at) => {
      const copy = bytes.slice()
      copy[at] = (copy[at] ?? 0) ^ 4
      return copy
    })
    const bad = [
      ...flipped,
      concat(head, second, first, ...rest),
      concat(head, second, ...rest),
      concat(bytes, new Uint8Array(SEALED_CHUNK)),
    ]
    for (const [at, altered] of bad.entries()) {
      const profileDir = await folder()
      const keeper = await open(profileDir)
      await expect(restore(keeper, altered), `alteration ${at}`).rejects.toThrow('E_BACKUP_DAMAGED')
      await expectUntouched(keeper, profileDir)
    }
  })

  it('that is none, or a newer one, says so', async () => {
    const profileDir = await folder()
    const keeper = await open(profileDir)
    for (const foreign of [new Uint8Array(), utf8('PK\u0003\u0004 a paper.docx'), new Uint8Array(100_000)])
      await expect(restore(keeper, foreign)).rejects.toThrow('E_BACKUP_FOREIGN')
    const newer = new ByteWriter().raw(utf8('RAPPBKUP')).u16(2).u16(40).raw(new Uint8Array(12)).finish()
    const sealed = new ByteWriter().raw(newer).raw(realCrypto.hash(newer).subarray(0, 16)).finish()
    await expect(restore(keeper, sealed)).rejects.toThrow('E_BACKUP_NEWER')
    await expectUntouched(keeper, profileDir)
  })

  it('KDF_DOWNGRADE: whose passphrase is cheap to guess is refused', async () => {
    const profileDir = await folder()
    const keeper = await VaultKeeper.open({ profileDir, crypto: realCrypto })
    await expect(restore(keeper, await file)).rejects.toThrow('E_KDF_WEAKENED')
    await keeper.close()
  })

  it('never takes the place of a vault', async () => {
    const keeper = await open(await folder())
    const store = await keeper.create(utf8('another vault altogether'))
    await store.write([{ type: 'put', table: 't', key: utf8('k'), value: utf8('mine') }], 'synced')
    await expect(restore(keeper, await file)).rejects.toThrow('E_VAULT_EXISTS')
    await keeper.lock()
    await expect(restore(keeper, await file)).rejects.toThrow('E_VAULT_EXISTS')
    expect(await (await keeper.unlock(utf8('another vault altogether'))).get('t', utf8('k'))).toEqual(
      utf8('mine'),
    )
    await keeper.close()
  })

  it('TORN_WRITE: a restore that was killed half way leaves an empty profile', async () => {
    const profileDir = await folder()
    const keeper = await open(profileDir)
    const bytes = await file
    const restoring = await keeper.beginRestore(bytes.subarray(0, MOST_HEAD), utf8(PASSPHRASE))
    for (let at = restoring.from; at < bytes.length; at += SEALED_CHUNK)
      await restoring.take(bytes.subarray(at, at + SEALED_CHUNK))
    // As a killed process leaves it: records, the note, no header.
    const left = await folder()
    await cp(profileDir, left, { recursive: true })
    await keeper.close()
    expect((await readdir(left)).sort()).toEqual(['store', PROFILE_NAMES.restoring])
    const again = await open(left)
    await expectUntouched(again, left)
  })
})

describe('the run of entries', () => {
  const bytes = fc.uint8Array({ maxLength: 200 })
  const entry = fc.record({ key: fc.uint8Array({ minLength: 1, maxLength: 40 }), value: bytes })
  const from = async function* (entries: readonly StoreEntry[]) {
    yield* entries
  }

  it('comes back as it was, whatever its entries (seeded)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 60 }), async (entries) => {
        const joiner = new EntryJoiner()
        const found: StoreEntry[] = []
        for await (const chunk of cutEntries(from(entries))) {
          // In pieces of any size: the joiner must not care.
          for (let at = 0; at < chunk.bytes.length; at += 4_099)
            found.push(...joiner.push(chunk.bytes.slice(at, at + 4_099)))
        }
        joiner.end()
        expect(found).toEqual(entries)
      }),
      { seed: SEED, numRuns: 60 },
    )
  })

  it('has no chunk that is larger than the rest, and exactly one last', async () => {
    const entries = [{ key: utf8('k'), value: new Uint8Array(CHUNK_BYTES * 2) }]
    const lengths: number[] = []
    const lasts: boolean[] = []
    for await (const { bytes: chunk, last } of cutEntries(from(entries))) {
      lengths.push(chunk.length)
      lasts.push(last)
    }
    expect(Math.max(...lengths)).toBe(CHUNK_BYTES)
    expect(lasts.filter(Boolean)).toHaveLength(1)
    expect(lasts.at(-1)).toBe(true)
  })
})

it('the head has the bytes that docs/formats/backup.md says', async () => {
  const crypto = seededCrypto(9)
  const fields = { cost: MODERATE, salt: crypto.random(16), nonce: crypto.random(24) }
  const header = wrapVaultKey(crypto, fields, new Uint8Array(32).fill(1), new Uint8Array(32).fill(2))
  const bytes = encodeBackupHead(crypto, { header, stream: crypto.random(24) })
  const committed = await fixture('backup-head.bin', bytes)
  expect(committed).toEqual(bytes)
  expect(decodeBackupHead(crypto, committed, MODERATE)).toMatchObject({ header, length: bytes.length })
})
