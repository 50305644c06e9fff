// The vault as a story: made, locked, unlocked, and everything that can be wrong with a profile folder.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openLevelStore } from '../../../electron/host/adapters/level-store.ts'
import { argon2id } from '../../../electron/host/vault/argon2.ts'
import { PROFILE_NAMES } from '../../../electron/host/vault/profile.ts'
import {
  decodeHeader,
  encodeHeader,
  MODERATE,
  unwrapVaultKey,
  wrapVaultKey,
} from '../../../electron/host/vault/vault-header.ts'
import { VaultKeeper } from '../../../electron/host/vault/vault-keeper.ts'
import { ByteWriter, sameBytes, utf8 } from '../../../shared/bytes/codec.ts'
import { realCrypto, seededCrypto } from '../../support/crypto.ts'
import { fixture } from '../../support/fixture.ts'
import { temporaryFolders } from '../../support/folder.ts'
import { scanFolder } from '../../support/plaintext-scan.ts'

const folder = temporaryFolders()
const CHEAP = { passes: 1, memory: 8 * 1024 * 1024 }
const PASSPHRASE = 'correct horse battery'
const open = (profileDir: string) => VaultKeeper.open({ profileDir, crypto: realCrypto, kdfCost: CHEAP })

async function madeProfile(): Promise<string> {
  const profileDir = await folder()
  const keeper = await open(profileDir)
  const store = await keeper.create(utf8(PASSPHRASE))
  await store.write([{ type: 'put', table: 't', key: utf8('k'), value: utf8('kept') }], 'synced')
  await keeper.close()
  return profileDir
}

async function expectIntact(profileDir: string): Promise<void> {
  const keeper = await open(profileDir)
  const store = await keeper.unlock(utf8(PASSPHRASE))
  expect(await store.get('t', utf8('k'))).toEqual(utf8('kept'))
  await keeper.close()
}

describe('a vault', () => {
  it('is made, locked and unlocked, and keeps what was written', async () => {
    const keeper = await open(await folder())
    expect(keeper.state()).toBe('absent')
    const passphrase = utf8(PASSPHRASE)
    const store = await keeper.create(passphrase)
    expect(keeper.state()).toBe('unlocked')
    expect(passphrase.every((byte) => byte === 0)).toBe(true)
    await store.write([{ type: 'put', table: 't', key: utf8('k'), value: utf8('kept') }], 'synced')
    await keeper.lock()
    expect(keeper.state()).toBe('locked')
    await expect(store.get('t', utf8('k'))).rejects.toThrow('E_VAULT_LOCKED')
    const again = await keeper.unlock(utf8(PASSPHRASE))
    expect(await again.get('t', utf8('k'))).toEqual(utf8('kept'))
    await keeper.close()
  })

  it('WRONG_PASSPHRASE: refuses it and damages nothing', async () => {
    const profileDir = await madeProfile()
    const keeper = await open(profileDir)
    const wrong = utf8('correct horse batterz')
    await expect(keeper.unlock(wrong)).rejects.toThrow('E_WRONG_PASSPHRASE')
    expect(wrong.every((byte) => byte === 0)).toBe(true)
    expect(keeper.state()).toBe('locked')
    await keeper.close()
    await expectIntact(profileDir)
  })

  it('counts a short passphrase in characters, not bytes', async () => {
    const keeper = await open(await folder())
    await expect(keeper.create(utf8('одиннадцать'))).rejects.toThrow('E_PASSPHRASE_SHORT')
    await keeper.create(utf8('двенадцатый!'))
    await keeper.close()
  })

  it('is not made twice, and not unlocked before it is made', async () => {
    const keeper = await open(await folder())
    await expect(keeper.unlock(utf8(PASSPHRASE))).rejects.toThrow('E_VAULT_ABSENT')
    await keeper.create(utf8(PASSPHRASE))
    await expect(keeper.create(utf8(PASSPHRASE))).rejects.toThrow('E_VAULT_EXISTS')
    await keeper.close()
  })

  it('belongs to one process at a time, locked or not', async () => {
    const profileDir = await folder()
    const keeper = await open(profileDir)
    await expect(open(profileDir)).rejects.toThrow('E_PROFILE_IN_USE')
    await keeper.create(utf8(PASSPHRASE))
    await keeper.lock()
    await expect(open(profileDir)).rejects.toThrow('E_PROFILE_IN_USE')
    await keeper.close()
    await (await open(profileDir)).close()
  })

  it('holds nothing of the passphrase on the disk', async () => {
    const profileDir = await madeProfile()
    expect((await scanFolder(profileDir, [PASSPHRASE])).findings).toEqual([])
  })
})

describe('a vault header', () => {
  it('KDF_DOWNGRADE: is refused when its derivation is cheaper than this version would write', async () => {
    const profileDir = await madeProfile()
    const keeper = await VaultKeeper.open({ profileDir, crypto: realCrypto })
    expect(keeper.state()).toBe('locked')
    await expect(keeper.unlock(utf8(PASSPHRASE))).rejects.toThrow('E_KDF_WEAKENED')
    await keeper.close()
    await expectIntact(profileDir)
  })

  it('KDF_DOWNGRADE: binds its parameters to the wrapped key: lowered by hand, nothing opens', () => {
    const fields = { cost: MODERATE, salt: new Uint8Array(16), nonce: new Uint8Array(24) }
    const header = wrapVaultKey(realCrypto, fields, new Uint8Array(32), new Uint8Array(32).fill(9))
    expect(unwrapVaultKey(realCrypto, header, new Uint8Array(32))).toEqual(new Uint8Array(32).fill(9))
    expect(unwrapVaultKey(realCrypto, { ...header, cost: CHEAP }, new Uint8Array(32))).toBeUndefined()
  })

  it('survives the loss of either copy, and mends it', async () => {
    const profileDir = await madeProfile()
    for (const name of [PROFILE_NAMES.header, PROFILE_NAMES.headerCopy]) {
      const whole = await readFile(join(profileDir, name))
      for (const broken of [whole.subarray(0, 20), Buffer.alloc(whole.length), undefined]) {
        if (broken === undefined) await rm(join(profileDir, name))
        else await writeFile(join(profileDir, name), broken)
        await expectIntact(profileDir)
        expect(await readFile(join(profileDir, name))).toEqual(whole)
      }
    }
  })

  it('is reported as damaged when both copies are, whatever bit it was', async () => {
    const profileDir = await madeProfile()
    const whole = await readFile(join(profileDir, PROFILE_NAMES.header))
    for (let bit = 0; bit < whole.length * 8; bit += 37) {
      const flipped = Buffer.from(whole)
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(() => decodeHeader(realCrypto, flipped, CHEAP)).toThrow('E_PROFILE_DAMAGED')
    }
    for (const name of [PROFILE_NAMES.header, PROFILE_NAMES.headerCopy]) {
      await writeFile(join(profileDir, name), whole.subarray(1))
    }
    const keeper = await open(profileDir)
    expect(keeper.state()).toBe('locked')
    await expect(keeper.unlock(utf8(PASSPHRASE))).rejects.toThrow('E_PROFILE_DAMAGED')
    await keeper.close()
  })

  it('of a newer format says so, and is left alone', async () => {
    const profileDir = await madeProfile()
    const newer = new ByteWriter().raw(utf8('RAPPORTR')).u16(2).raw(utf8('whatever comes')).finish()
    const file = new ByteWriter().raw(newer).raw(realCrypto.hash(newer).subarray(0, 16)).finish()
    for (const name of [PROFILE_NAMES.header, PROFILE_NAMES.headerCopy]) {
      await writeFile(join(profileDir, name), file)
    }
    const keeper = await open(profileDir)
    await expect(keeper.unlock(utf8(PASSPHRASE))).rejects.toThrow('E_FORMAT_NEWER')
    await expect(keeper.create(utf8(PASSPHRASE))).rejects.toThrow('E_VAULT_EXISTS')
    await keeper.close()
    expect(new Uint8Array(await readFile(join(profileDir, PROFILE_NAMES.header)))).toEqual(file)
  })

  it('has the bytes that docs/formats/vault-header.md says', async () => {
    const crypto = seededCrypto(5)
    const fields = { cost: MODERATE, salt: crypto.random(16), nonce: crypto.random(24) }
    const header = wrapVaultKey(crypto, fields, new Uint8Array(32).fill(1), new Uint8Array(32).fill(2))
    const bytes = encodeHeader(crypto, header)
    const committed = await fixture('vault-header.bin', bytes)
    expect(sameBytes(committed, bytes)).toBe(true)
    expect(decodeHeader(crypto, committed, MODERATE)).toEqual(header)
  })
})

describe('a profile folder', () => {
  it('that is somebody else’s is refused and left as it was', async () => {
    const profileDir = await folder()
    await writeFile(join(profileDir, 'holiday.jpg'), 'x')
    await expect(open(profileDir)).rejects.toThrow('E_PROFILE_FOREIGN')
    await expect(open(join(profileDir, 'holiday.jpg'))).rejects.toThrow('E_PROFILE_FOREIGN')
    expect(await readdir(profileDir)).toEqual(['holiday.jpg'])
  })

  it('may be missing, or hold settings and litter only', async () => {
    const profileDir = join(await folder(), 'new', 'profile')
    await (await open(profileDir)).close()
    await writeFile(join(profileDir, 'settings.json'), '{}')
    await writeFile(join(profileDir, '.DS_Store'), '')
    await (await open(profileDir)).close()
  })

  it('with records and no header is damaged, not new', async () => {
    const profileDir = await madeProfile()
    await rm(join(profileDir, PROFILE_NAMES.header))
    await rm(join(profileDir, PROFILE_NAMES.headerCopy))
    await expect(open(profileDir)).rejects.toThrow('E_PROFILE_DAMAGED')
  })

  it('whose store is gone opens empty and says so by `repaired` only if something was rebuilt', async () => {
    const profileDir = await madeProfile()
    await writeFile(join(profileDir, PROFILE_NAMES.store, 'CURRENT'), 'nonsense')
    const keeper = await open(profileDir)
    expect(keeper.repaired).toBe(true)
    const store = await keeper.unlock(utf8(PASSPHRASE))
    expect(await store.get('t', utf8('k'))).toEqual(utf8('kept'))
    await keeper.close()
  })

  it('is not made a profile by a start that failed', async () => {
    const profileDir = await folder()
    await mkdir(join(profileDir, 'store'))
    const { store } = await openLevelStore(join(profileDir, 'store'))
    await expect(open(profileDir)).rejects.toThrow('E_PROFILE_IN_USE')
    await store.close()
    expect(await readdir(profileDir)).toEqual(['store'])
  })
})

describe('Argon2id', () => {
  it('gives libsodium’s answer from the worker, and leaves the caller’s passphrase alone', async () => {
    const salt = new Uint8Array(16).fill(3)
    const passphrase = utf8(PASSPHRASE)
    const first = await argon2id(passphrase, salt, CHEAP)
    expect(first).toHaveLength(32)
    expect(passphrase).toEqual(utf8(PASSPHRASE))
    expect(await argon2id(passphrase, salt, CHEAP)).toEqual(first)
    expect(await argon2id(passphrase, salt, { ...CHEAP, passes: 2 })).not.toEqual(first)
  })

  it('fails as an error, not as a hang, when the parameters are impossible', async () => {
    await expect(argon2id(utf8('x'), new Uint8Array(3), CHEAP)).rejects.toThrow()
  })
})
