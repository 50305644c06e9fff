// Every Store adapter against the contract, and what each has beyond it.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FaultyStore } from '../../../electron/host/adapters/faulty-store.ts'
import { groupCommit } from '../../../electron/host/adapters/group-commit.ts'
import { openLevelStore } from '../../../electron/host/adapters/level-store.ts'
import { MemoryStore } from '../../../electron/host/adapters/memory-store.ts'
import { utf8 } from '../../../shared/bytes/codec.ts'
import type { Store, StoreWrite } from '../../../shared/ports/store.ts'
import { storeContract } from '../../contracts/store.ts'
import { seededRandom } from '../../support/crypto.ts'
import { temporaryFolders } from '../../support/folder.ts'

const folder = temporaryFolders()
const put = (name: string, value: string): StoreWrite => ({
  type: 'put',
  key: utf8(name),
  value: utf8(value),
})

const folders = new WeakMap<Store, string>()
async function openLevel(at?: string): Promise<Store> {
  const path = at ?? (await folder())
  const { store } = await openLevelStore(path)
  folders.set(store, path)
  return store
}

storeContract('LevelStore', openLevel, async (store) => {
  await store.close()
  return openLevel(folders.get(store))
})
storeContract('MemoryStore', async () => new MemoryStore())
storeContract('FaultyStore', async () => new FaultyStore(seededRandom(1)))
storeContract('group commit', async () => groupCommit(new MemoryStore()))

describe('LevelStore', () => {
  it('keeps a second opener out', async () => {
    const path = await folder()
    const first = await openLevel(path)
    await expect(openLevelStore(path)).rejects.toThrow('E_PROFILE_IN_USE')
    await first.close()
    await (await openLevel(path)).close()
  })

  it('rebuilds a lost CURRENT file instead of taking the folder for a new one', async () => {
    const path = await folder()
    const store = await openLevel(path)
    await store.write([put('a', 'kept')], 'synced')
    await store.close()
    await writeFile(join(path, 'CURRENT'), '')
    const again = await openLevelStore(path)
    expect(again.repaired).toBe(true)
    expect(await again.store.get(utf8('a'))).toEqual(utf8('kept'))
    await again.store.close()
  })

  it('BIT_FLIP, TORN_WRITE: opens after any one file was cut or had a bit flipped', async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const random = seededRandom(seed)
      const path = await folder()
      const store = await openLevel(path)
      for (let i = 0; i < 40; i++) await store.write([put(`k${i}`, `value ${i} `.repeat(200))], 'synced')
      await store.compact()
      for (let i = 40; i < 60; i++) await store.write([put(`k${i}`, `value ${i}`)], 'synced')
      await store.close()
      const names = (await readdir(path)).filter((name) => !name.startsWith('LO')).sort()
      const [a = 0, b = 0, c = 0, d = 0] = random.bytes(4)
      const name = names[a % names.length] ?? ''
      const bytes = await readFile(join(path, name))
      const at = (b * 65_536 + c * 256 + d) % Math.max(1, bytes.length)
      if (d % 2 === 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << (c % 8))
      await writeFile(join(path, name), d % 2 === 0 ? bytes : bytes.subarray(0, at))
      const again = await openLevelStore(path)
      expect(again.store, `seed ${seed}, ${name}`).toBeDefined()
      await again.store.write([put('new', 'works')], 'synced')
      expect(await again.store.get(utf8('new')), `seed ${seed}, ${name}`).toEqual(utf8('works'))
      await again.store.close()
    }
  })
})

describe('FaultyStore', () => {
  it('LOST_UNSYNCED: loses at a power cut only what was not synced, and only from the end', async () => {
    const kept = new Set<number>()
    for (let seed = 1; seed <= 30; seed++) {
      const store = new FaultyStore(seededRandom(seed))
      await store.write([put('durable', 'yes')], 'synced')
      for (let i = 0; i < 3; i++) await store.write([put(`a${i}`, '1'), put(`b${i}`, '1')], 'buffered')
      const after = store.crash()
      expect(await after.get(utf8('durable'))).toEqual(utf8('yes'))
      const found = await Promise.all(
        [0, 1, 2].map(async (i) => {
          const [a, b] = await after.getMany([utf8(`a${i}`), utf8(`b${i}`)])
          expect(a === undefined, `seed ${seed}: a write is whole or absent`).toBe(b === undefined)
          return a !== undefined
        }),
      )
      expect(found.lastIndexOf(true) + 1, `seed ${seed}`).toBe(found.filter(Boolean).length)
      kept.add(found.filter(Boolean).length)
    }
    expect([...kept].sort()).toEqual([0, 1, 2, 3])
  })

  it('damages one value at a time and refuses writes on demand', async () => {
    const store = new FaultyStore(seededRandom(7))
    await store.write([put('a', 'some value')], 'synced')
    const hit = await store.flipBit()
    expect(hit).toEqual(utf8('a'))
    expect(await store.get(utf8('a'))).not.toEqual(utf8('some value'))
    await store.truncate()
    expect((await store.get(utf8('a')))?.length ?? 0).toBeLessThan(10)
    store.refuseWrites('E_DISK_FULL')
    await expect(store.write([put('b', '1')], 'synced')).rejects.toThrow('E_DISK_FULL')
    store.refuseWrites(undefined)
    await store.write([put('b', '1')], 'synced')
    await store.lose()
    await store.lose()
    expect(await store.getMany([utf8('a'), utf8('b')])).toEqual([undefined, undefined])
  })
})

describe('group commit', () => {
  it('shares one fsync between the writes that wait for it, and answers each when it is durable', async () => {
    const disk = new MemoryStore()
    const release: (() => void)[] = []
    const calls: number[] = []
    const slow: Store = {
      get: (key) => disk.get(key),
      getMany: (keys) => disk.getMany(keys),
      keys: () => disk.keys(),
      entries: () => disk.entries(),
      compact: () => disk.compact(),
      close: () => disk.close(),
      async write(writes) {
        calls.push(writes.length)
        await new Promise<void>((resolve) => release.push(resolve))
        await disk.write(writes)
      },
    }
    const store = groupCommit(slow)
    const answered: number[] = []
    const first = store.write([put('0', 'x')], 'synced').then(() => answered.push(0))
    await Promise.resolve()
    await Promise.resolve()
    const later = Array.from({ length: 100 }, (_, i) =>
      store.write([put(`${i + 1}`, 'x')], 'synced').then(() => answered.push(i + 1)),
    )
    expect(calls).toEqual([1])
    expect(answered).toEqual([])
    release.shift()?.()
    await first
    expect(answered).toEqual([0])
    await expect.poll(() => calls).toEqual([1, 64])
    release.shift()?.()
    await Promise.all(later.slice(0, 64))
    await expect.poll(() => calls).toEqual([1, 64, 36])
    release.shift()?.()
    await Promise.all(later)
    expect(answered).toEqual(Array.from({ length: 101 }, (_, i) => i))
    await store.close()
  })

  it('refuses a failed commit to its own callers and to no other', async () => {
    const faulty = new FaultyStore(seededRandom(3))
    const store = groupCommit(faulty)
    faulty.refuseWrites('E_DISK_FULL')
    const lost = [store.write([put('a', '1')], 'synced'), store.write([put('b', '1')], 'synced')]
    const results = await Promise.allSettled(lost)
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected'])
    faulty.refuseWrites(undefined)
    await store.write([put('c', '1')], 'synced')
    expect(await store.getMany([utf8('a'), utf8('b'), utf8('c')])).toEqual([undefined, undefined, utf8('1')])
  })
})
