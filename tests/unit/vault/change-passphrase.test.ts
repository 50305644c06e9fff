// Another passphrase for the same vault: the key is wrapped anew, and whatever happens meanwhile one of the two opens it.
import { link, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FaultyStore } from '../../../electron/host/adapters/faulty-store.ts'
import { MemoryStore } from '../../../electron/host/adapters/memory-store.ts'
import type { HeaderFiles } from '../../../electron/host/vault/header-files.ts'
import { PROFILE_NAMES } from '../../../electron/host/vault/profile.ts'
import { decodeHeader, type KdfCost } from '../../../electron/host/vault/vault-header.ts'
import { VaultKeeper } from '../../../electron/host/vault/vault-keeper.ts'
import { utf8 } from '../../../shared/bytes/codec.ts'
import { toHex } from '../../../shared/bytes/text.ts'
import { RapporteurError } from '../../../shared/contract/errors.ts'
import { realCrypto, seededRandom } from '../../support/crypto.ts'
import { temporaryFolders } from '../../support/folder.ts'
import { scanFolder } from '../../support/plaintext-scan.ts'

const folder = temporaryFolders()
const CHEAP = { passes: 1, memory: 8 * 1024 * 1024 }
const OLD = 'correct horse battery'
const NEW = 'seven quiet harbours'
const open = (profileDir: string, kdfCost: KdfCost = CHEAP) =>
  VaultKeeper.open({ profileDir, crypto: realCrypto, kdfCost })

async function madeProfile(): Promise<string> {
  const profileDir = await folder()
  const keeper = await open(profileDir)
  const store = await keeper.create(utf8(OLD))
  await store.write([{ type: 'put', table: 't', key: utf8('k'), value: utf8('kept') }], 'synced')
  await keeper.close()
  return profileDir
}

async function opensWith(keeper: VaultKeeper, passphrase: string): Promise<boolean> {
  try {
    const store = await keeper.unlock(utf8(passphrase))
    await expect(store.get('t', utf8('k'))).resolves.toEqual(utf8('kept'))
    await keeper.lock()
    return true
  } catch (error) {
    expect(error).toMatchObject({ code: 'E_WRONG_PASSPHRASE' })
    return false
  }
}

/** Header copies on a disk that fails when the test says so. */
function faultyHeaders(disk: { store: FaultyStore }): HeaderFiles {
  return {
    read: (copy) => disk.store.get(utf8(copy)),
    write: (copy, value) => disk.store.write([{ type: 'put', key: utf8(copy), value }], 'synced'),
    remove: (copy) => disk.store.write([{ type: 'delete', key: utf8(copy) }], 'synced'),
  }
}

describe('changing the passphrase', () => {
  it('WRONG_PASSPHRASE: only the new one opens the vault, now, after a lock and after a restart', async () => {
    const profileDir = await madeProfile()
    const keeper = await open(profileDir)
    const store = await keeper.unlock(utf8(OLD))
    const [current, next] = [utf8(OLD), utf8(NEW)]
    await keeper.changePassphrase(current, next)
    expect([...current, ...next].every((byte) => byte === 0)).toBe(true)
    // What was open stays open.
    expect(await store.get('t', utf8('k'))).toEqual(utf8('kept'))
    await keeper.lock()
    expect(await opensWith(keeper, OLD)).toBe(false)
    expect(await opensWith(keeper, NEW)).toBe(true)
    await keeper.close()
    const again = await open(profileDir)
    expect(await opensWith(again, OLD)).toBe(false)
    expect(await opensWith(again, NEW)).toBe(true)
    await again.close()
  })

  it('refuses a wrong current one, again and again, and a short new one, and changes nothing', async () => {
    const profileDir = await madeProfile()
    const keeper = await open(profileDir)
    const before = await readFile(join(profileDir, PROFILE_NAMES.header))
    for (let times = 0; times < 3; times += 1)
      await expect(keeper.changePassphrase(utf8('not this one at all'), utf8(NEW))).rejects.toThrow(
        'E_WRONG_PASSPHRASE',
      )
    await expect(keeper.changePassphrase(utf8(OLD), utf8('short'))).rejects.toThrow('E_PASSPHRASE_SHORT')
    expect(await readFile(join(profileDir, PROFILE_NAMES.header))).toEqual(before)
    expect(await opensWith(keeper, OLD)).toBe(true)
    await keeper.close()
  })

  it('leaves nothing of the old wrap in the profile, and nothing of either passphrase', async () => {
    const profileDir = await madeProfile()
    const { wrapped, salt } = decodeHeader(
      realCrypto,
      await readFile(join(profileDir, PROFILE_NAMES.header)),
      CHEAP,
    )
    const keeper = await open(profileDir)
    await keeper.changePassphrase(utf8(OLD), utf8(NEW))
    await keeper.close()
    for (const name of [PROFILE_NAMES.header, PROFILE_NAMES.headerCopy]) {
      const file = toHex(await readFile(join(profileDir, name)))
      expect(file).not.toContain(toHex(wrapped))
      expect(file).not.toContain(toHex(salt))
    }
    expect((await scanFolder(profileDir, [OLD, NEW])).findings).toEqual([])
  })

  it('KDF_DOWNGRADE: derives at least as dearly as before, also where this version would ask for less', async () => {
    const profileDir = await madeProfile()
    const dear = await open(profileDir, { passes: 1, memory: 16 * 1024 * 1024 })
    await expect(dear.changePassphrase(utf8(OLD), utf8(NEW))).rejects.toThrow('E_KDF_WEAKENED')
    await dear.close()
    const cheaper = await open(profileDir, { passes: 1, memory: 64 * 1024 })
    await cheaper.changePassphrase(utf8(OLD), utf8(NEW))
    await cheaper.close()
    const file = await readFile(join(profileDir, PROFILE_NAMES.header))
    expect(decodeHeader(realCrypto, file, CHEAP).cost).toEqual(CHEAP)
  })

  it('cut off between the two copies, is opened by either, and by that one alone from then on', async () => {
    for (const wins of [OLD, NEW]) {
      const profileDir = await madeProfile()
      const old = await readFile(join(profileDir, PROFILE_NAMES.header))
      const keeper = await open(profileDir)
      await keeper.changePassphrase(utf8(OLD), utf8(NEW))
      await keeper.close()
      await writeFile(join(profileDir, PROFILE_NAMES.header), old)
      const after = await open(profileDir)
      expect(await opensWith(after, 'neither of the two')).toBe(false)
      expect(await opensWith(after, wins)).toBe(true)
      expect(await opensWith(after, wins === OLD ? NEW : OLD)).toBe(false)
      await after.close()
    }
  })

  it('on a disk that fails at any write, or loses power there, leaves one that works', async () => {
    for (let fails = 0; fails < 3; fails += 1) {
      for (const power of [true, false]) {
        const disk = { store: new FaultyStore(seededRandom(31 + fails)) }
        // It outlives each keeper.
        const records = Object.assign(new MemoryStore(), { close: async () => undefined })
        const profileDir = await folder()
        const start = () =>
          VaultKeeper.open({
            profileDir,
            crypto: realCrypto,
            kdfCost: CHEAP,
            openStore: async () => ({ store: records, repaired: false }),
            headerFiles: {
              ...faultyHeaders(disk),
              write: async (copy, value) => {
                if (writes === fails && armed) {
                  if (power) disk.store = disk.store.crash()
                  disk.store.refuseWrites('E_DISK_FULL')
                }
                if (armed) writes += 1
                await disk.store.write([{ type: 'put', key: utf8(copy), value }], 'synced')
              },
            },
          })
        let writes = 0
        let armed = false
        const keeper = await start()
        const store = await keeper.create(utf8(OLD))
        await store.write([{ type: 'put', table: 't', key: utf8('k'), value: utf8('kept') }], 'synced')
        await keeper.lock()
        armed = true
        const outcome = await keeper.changePassphrase(utf8(OLD), utf8(NEW)).then(
          () => 'changed',
          (error: unknown) => (error instanceof RapporteurError ? error.code : String(error)),
        )
        expect(outcome).toBe(fails < 2 ? 'E_DISK_FULL' : 'changed')
        await keeper.close()
        disk.store = disk.store.crash()
        const again = await start()
        armed = false
        // What was called changed is; what was refused is not.
        expect(await opensWith(again, fails < 2 ? OLD : NEW), `write ${fails}`).toBe(true)
        await again.close()
      }
    }
  })
})

it('a header that is replaced is overwritten where it lay', async (test) => {
  if (process.platform === 'win32') return test.skip('Windows gives no file away that somebody holds')
  const profileDir = await madeProfile()
  const path = join(profileDir, PROFILE_NAMES.header)
  const kept = join(await folder(), 'the same place on the disk')
  await link(path, kept)
  const before = toHex(await readFile(kept))
  const keeper = await open(profileDir)
  await keeper.changePassphrase(utf8(OLD), utf8(NEW))
  await keeper.close()
  expect(toHex(await readFile(kept))).toBe('00'.repeat(before.length / 2))
})
