// A real disk that is really full and really read-only: a small tmpfs, where the machine lets us mount one.
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { openLevelStore } from '../../../electron/host/adapters/level-store.ts'
import { VaultKeeper } from '../../../electron/host/vault/vault-keeper.ts'
import { utf8 } from '../../../shared/bytes/codec.ts'
import type { Store } from '../../../shared/ports/store.ts'
import { realCrypto } from '../../support/crypto.ts'
import { temporaryFolders } from '../../support/folder.ts'

const folder = temporaryFolders()
const mounted: string[] = []
const run = (program: string, ...args: string[]): void => {
  execFileSync(program, args, { stdio: 'ignore' })
}

function mount(path: string, megabytes: number): boolean {
  try {
    run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path)
    mounted.push(path)
    return true
  } catch {
    return false
  }
}

afterEach(() => {
  for (const path of mounted.splice(0)) run('umount', path)
})

const key = (i: number): Uint8Array => utf8(`key ${i}`)
const put = (store: Store, i: number) =>
  store.write([{ type: 'put', key: key(i), value: new Uint8Array(randomBytes(8_000)) }], 'synced')

/** Writes until the disk is full; returns how many writes were acknowledged. */
async function fill(store: Store): Promise<number> {
  for (let i = 0; ; i++) {
    try {
      await put(store, i)
    } catch (error) {
      expect(error).toMatchObject({ code: 'E_DISK_FULL' })
      return i
    }
  }
}

describe('a disk of 4 MB', () => {
  it('DISK_FULL: refuses the write that does not fit, keeps all before it, and goes on when there is room', async (test) => {
    const disk = await folder()
    if (!mount(disk, 4)) return test.skip('this machine lets nobody mount a tmpfs')
    const { store } = await openLevelStore(join(disk, 'store'))
    const kept = await fill(store)
    expect(kept).toBeGreaterThan(100)
    await expect(put(store, kept)).rejects.toThrow('E_DISK_FULL')
    // Reading goes on while nothing can be written.
    expect((await store.getMany(Array.from({ length: kept }, (_, i) => key(i)))).every(Boolean)).toBe(true)
    run('mount', '-o', 'remount,size=24m', disk)
    // The write reopens LevelDB; whoever reads meanwhile waits, and gets what is there.
    let writing = true
    const written = put(store, kept).finally(() => {
      writing = false
    })
    while (writing) {
      expect(await store.get(key(0))).toBeDefined()
      await new Promise((resolve) => setImmediate(resolve))
    }
    await written
    await put(store, kept)
    await put(store, kept + 1)
    await store.close()
    const { store: again, repaired } = await openLevelStore(join(disk, 'store'))
    expect(repaired).toBe(false)
    const values = await again.getMany(Array.from({ length: kept + 2 }, (_, i) => key(i)))
    expect(values.map((value) => value?.length)).toEqual(Array.from({ length: kept + 2 }, () => 8_000))
    await again.close()
  })

  it('DISK_FULL: a vault that does not fit is not half made', async (test) => {
    const disk = await folder()
    if (!mount(disk, 1)) return test.skip('this machine lets nobody mount a tmpfs')
    const deps = {
      profileDir: join(disk, 'p'),
      crypto: realCrypto,
      kdfCost: { passes: 1, memory: 8_388_608 },
    }
    const keeper = await VaultKeeper.open(deps)
    run('sh', '-c', `cat /dev/zero > ${join(disk, 'ballast')} || true`)
    await expect(keeper.create(utf8('correct horse battery'))).rejects.toThrow('E_DISK_FULL')
    expect(keeper.state()).toBe('absent')
    run('rm', join(disk, 'ballast'))
    await keeper.create(utf8('correct horse battery'))
    await keeper.close()
  })

  it('read-only, says so at once and is left as it is', async (test) => {
    const disk = await folder()
    if (!mount(disk, 4)) return test.skip('this machine lets nobody mount a tmpfs')
    const deps = {
      profileDir: join(disk, 'p'),
      crypto: realCrypto,
      kdfCost: { passes: 1, memory: 8_388_608 },
    }
    await mkdir(deps.profileDir)
    const keeper = await VaultKeeper.open(deps)
    await keeper.create(utf8('correct horse battery'))
    await keeper.close()
    run('mount', '-o', 'remount,ro', disk)
    await expect(VaultKeeper.open(deps)).rejects.toThrow('E_DISK_READ_ONLY')
    run('mount', '-o', 'remount,rw', disk)
    const again = await VaultKeeper.open(deps)
    await again.unlock(utf8('correct horse battery'))
    await again.close()
  })
})
