// The sealed store: what it gives back, and what the Store beneath learns.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FaultyStore } from '../../../electron/host/adapters/faulty-store.ts'
import { openLevelStore } from '../../../electron/host/adapters/level-store.ts'
import { MemoryStore } from '../../../electron/host/adapters/memory-store.ts'
import {
  blindKey,
  createSealedStore,
  openValue,
  sealValue,
} from '../../../electron/host/adapters/sealed-store.ts'
import { sameBytes, utf8 } from '../../../shared/bytes/codec.ts'
import { padmeLength } from '../../../shared/bytes/padme.ts'
import { DAMAGED, type SealedWrite } from '../../../shared/ports/sealed-store.ts'
import type { Store } from '../../../shared/ports/store.ts'
import { realCrypto, seededCrypto, seededRandom } from '../../support/crypto.ts'
import { fixture } from '../../support/fixture.ts'
import { temporaryFolders } from '../../support/folder.ts'
import { scanFolder } from '../../support/plaintext-scan.ts'

const folder = temporaryFolders()
const VAULT_KEY = new Uint8Array(32).fill(7)
const put = (table: string, key: string, value: string): SealedWrite => ({
  type: 'put',
  table,
  key: utf8(key),
  value: utf8(value),
})
const sealed = (store: Store) => createSealedStore(realCrypto, store, VAULT_KEY)

describe('the sealed store', () => {
  it('keeps tables apart and gives back what was written', async () => {
    const store = sealed(new MemoryStore())
    await store.write([put('a', 'k', 'in a'), put('b', 'k', 'in b'), put('a', 'empty', '')], 'synced')
    expect(await store.get('a', utf8('k'))).toEqual(utf8('in a'))
    expect(await store.get('b', utf8('k'))).toEqual(utf8('in b'))
    expect(await store.getMany('a', [utf8('x'), utf8('empty')])).toEqual([undefined, new Uint8Array()])
    await store.write([{ type: 'delete', table: 'a', key: utf8('k') }], 'synced')
    expect(await store.get('a', utf8('k'))).toBeUndefined()
    expect(await store.get('b', utf8('k'))).toEqual(utf8('in b'))
  })

  it('does not take (table, key) pairs that read the same when joined for one another', () => {
    const blinding = new Uint8Array(32)
    expect(blindKey(realCrypto, blinding, 'ab', utf8('c'))).not.toEqual(
      blindKey(realCrypto, blinding, 'a', utf8('bc')),
    )
  })

  it('BIT_FLIP: says DAMAGED for a value moved to another key, and for any flipped bit or cut', async () => {
    const key = new Uint8Array(32).fill(1)
    const own = blindKey(realCrypto, VAULT_KEY, 't', utf8('own'))
    const other = blindKey(realCrypto, VAULT_KEY, 't', utf8('other'))
    const value = sealValue(realCrypto, key, own, utf8('text'))
    expect(openValue(realCrypto, key, own, value)).toEqual(utf8('text'))
    expect(openValue(realCrypto, key, other, value)).toBe(DAMAGED)
    fc.assert(
      fc.property(fc.nat(value.length * 8 - 1), (bit) => {
        const flipped = value.slice()
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(openValue(realCrypto, key, own, flipped)).toBe(DAMAGED)
      }),
    )
    for (let length = 0; length < value.length; length += 7) {
      expect(openValue(realCrypto, key, own, value.subarray(0, length))).toBe(DAMAGED)
    }
  })

  it('finds every damaged record and no other, whatever bit or cut it was (seeded)', async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const faulty = new FaultyStore(seededRandom(seed))
      const store = sealed(faulty)
      const keys = Array.from({ length: 10 }, (_, i) => utf8(`key ${i}`))
      await store.write(
        keys.map((key, i) => ({ type: 'put', table: 't', key, value: utf8(`value ${i}`) })),
        'synced',
      )
      const hit = seed % 2 === 0 ? await faulty.flipBit() : await faulty.truncate()
      const read = await store.getMany('t', keys)
      expect(read.filter((value) => value === DAMAGED).length, `seed ${seed}`).toBe(1)
      expect(hit).toBeDefined()
    }
  })

  it('keeps lengths to their order of magnitude', () => {
    const lengths = new Set<number>()
    for (let n = 0; n <= 1000; n++) {
      const padded = padmeLength(n + 4, 64)
      expect(padded).toBeGreaterThanOrEqual(n + 4)
      expect(padded).toBeLessThanOrEqual(Math.max(64, (n + 4) * 1.12))
      lengths.add(padded)
    }
    expect(lengths.size).toBeLessThan(60)
  })

  it('refuses everything after close', async () => {
    const store = sealed(new MemoryStore())
    await store.close()
    await expect(store.get('a', utf8('k'))).rejects.toThrow('E_VAULT_LOCKED')
    await expect(store.write([], 'synced')).rejects.toThrow('E_VAULT_LOCKED')
  })

  it('finishes a write under way before it closes', async () => {
    const disk = new MemoryStore()
    const first = sealed({ ...delegate(disk), close: async () => undefined })
    const written = first.write([put('a', 'k', 'kept')], 'synced')
    await Promise.all([first.close(), written])
    expect(await sealed(disk).get('a', utf8('k'))).toEqual(utf8('kept'))
  })

  it('PLAINTEXT_AT_REST: leaves nothing readable on the disk', async () => {
    const path = await folder()
    const { store } = await openLevelStore(path)
    const secure = sealed(store)
    const secrets = ['papers-of-group', 'Rapporteur for Belarus', 'Нарушения в местах заключения']
    for (let i = 0; i < 200; i++) {
      await secure.write(
        [put('papers-of-group', `Rapporteur for Belarus ${i}`, `Нарушения в местах заключения ${i}`)],
        'buffered',
      )
    }
    await secure.compact()
    await secure.write(
      [put('papers-of-group', 'Rapporteur for Belarus', 'Нарушения в местах заключения')],
      'synced',
    )
    const running = await scanFolder(path, secrets)
    expect(running.findings).toEqual([])
    expect(running.bytes).toBeGreaterThan(20_000)
    await secure.close()
    expect((await scanFolder(path, secrets)).findings).toEqual([])
  })

  it('writes the bytes that docs/formats/sealed-value.md says', async () => {
    const crypto = seededCrypto(11)
    const blinding = crypto.derive(VAULT_KEY, 'store-blinding')
    const sealing = crypto.derive(VAULT_KEY, 'store-sealing')
    const blinded = blindKey(crypto, blinding, 'log/00', utf8('position 1'))
    const value = sealValue(crypto, sealing, blinded, utf8('a sealed value'))
    const bytes = new Uint8Array([...blinded, ...value])
    const committed = await fixture('sealed-value.bin', bytes)
    expect(sameBytes(committed, bytes)).toBe(true)
    expect(openValue(crypto, sealing, committed.subarray(0, 32), committed.subarray(32))).toEqual(
      utf8('a sealed value'),
    )
  })
})

function delegate(store: Store): Store {
  return {
    get: (key) => store.get(key),
    getMany: (keys) => store.getMany(keys),
    write: (writes, durability) => store.write(writes, durability),
    keys: () => store.keys(),
    entries: () => store.entries(),
    compact: () => store.compact(),
    close: () => store.close(),
  }
}
