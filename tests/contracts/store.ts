// The contract suite of the Store port: every adapter's test file runs it in a few lines.
// It must never reach into an adapter: what it asks is what the host relies on.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromUtf8, utf8 } from '../../shared/bytes/codec.ts'
import { toHex } from '../../shared/bytes/text.ts'
import type { Store, StoreWrite } from '../../shared/ports/store.ts'

const key = (text: string): Uint8Array => utf8(text)
const put = (name: string, value: string): StoreWrite => ({
  type: 'put',
  key: key(name),
  value: utf8(value),
})
const remove = (name: string): StoreWrite => ({ type: 'delete', key: key(name) })

async function allKeys(store: Store): Promise<string[]> {
  const names: string[] = []
  for await (const name of store.keys()) names.push(toHex(name))
  return names
}

/**
 * `open`: an empty store. `reopen`: closes it and opens what is left of it, as a restart would; absent where nothing outlives
 * the store.
 */
export function storeContract(
  name: string,
  open: () => Promise<Store>,
  reopen?: (store: Store) => Promise<Store>,
): void {
  describe(`${name} keeps the Store contract`, () => {
    it('gives back what was put, and undefined for what was not', async () => {
      const store = await open()
      await store.write([put('a', 'one'), put('b', '')], 'synced')
      expect(await store.get(key('a'))).toEqual(utf8('one'))
      expect(await store.get(key('b'))).toEqual(new Uint8Array())
      expect(await store.get(key('c'))).toBeUndefined()
      await store.close()
    })

    it('answers many keys in order, repeated and missing ones too', async () => {
      const store = await open()
      await store.write([put('a', '1'), put('b', '2')], 'buffered')
      expect(await store.getMany([key('b'), key('x'), key('a'), key('b')])).toEqual([
        utf8('2'),
        undefined,
        utf8('1'),
        utf8('2'),
      ])
      expect(await store.getMany([])).toEqual([])
      await store.close()
    })

    it('carries writes out in order, within a call and between calls', async () => {
      const store = await open()
      await store.write([put('a', '1'), remove('a'), put('a', '2')], 'buffered')
      await Promise.all([store.write([put('b', '1')], 'synced'), store.write([put('b', '2')], 'buffered')])
      expect(await store.getMany([key('a'), key('b')])).toEqual([utf8('2'), utf8('2')])
      await store.close()
    })

    it('lists keys in byte order', async () => {
      const store = await open()
      const keys = [
        new Uint8Array([255]),
        new Uint8Array([0]),
        new Uint8Array([10]),
        new Uint8Array([9, 200]),
      ]
      await store.write(
        keys.map((k) => ({ type: 'put', key: k, value: k })),
        'synced',
      )
      expect(await allKeys(store)).toEqual(['00', '09c8', '0a', 'ff'])
      await store.compact()
      expect(await allKeys(store)).toEqual(['00', '09c8', '0a', 'ff'])
      await store.close()
    })

    it('lists entries in byte order, as of one moment', async () => {
      const store = await open()
      await store.write([put('b', '2'), put('a', '1'), put('c', '3')], 'synced')
      const seen: string[] = []
      for await (const entry of store.entries()) {
        if (seen.length === 0)
          await store.write([put('b', 'later'), remove('c'), put('d', 'later')], 'synced')
        seen.push(`${fromUtf8(entry.key)}=${fromUtf8(entry.value)}`)
      }
      expect(seen).toEqual(['a=1', 'b=2', 'c=3'])
      await store.close()
    })

    it('neither keeps nor hands out the array of a caller', async () => {
      const store = await open()
      const value = utf8('mine')
      await store.write([{ type: 'put', key: key('a'), value }], 'synced')
      value.fill(0)
      const first = await store.get(key('a'))
      first?.fill(0)
      expect(await store.get(key('a'))).toEqual(utf8('mine'))
      await store.close()
    })

    it('refuses everything once closed, and closes twice without complaint', async () => {
      const store = await open()
      await store.close()
      await store.close()
      await expect(store.get(key('a'))).rejects.toThrow('E_STORE_CLOSED')
      await expect(store.write([put('a', '1')], 'synced')).rejects.toThrow('E_STORE_CLOSED')
    })

    it('is a map, whatever is written (seeded)', async () => {
      const step = fc.record({
        name: fc.constantFrom('a', 'b', 'c', 'd'),
        value: fc.option(fc.uint8Array({ maxLength: 300 }), { nil: undefined }),
        synced: fc.boolean(),
      })
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
          const store = await open()
          const model = new Map<string, Uint8Array>()
          for (const { name: k, value, synced } of steps) {
            const write: StoreWrite = value === undefined ? remove(k) : { type: 'put', key: key(k), value }
            await store.write([write], synced ? 'synced' : 'buffered')
            if (value === undefined) model.delete(k)
            else model.set(k, value)
          }
          const after = reopen === undefined ? store : await reopen(store)
          const names = ['a', 'b', 'c', 'd']
          expect(await after.getMany(names.map(key))).toEqual(names.map((k) => model.get(k)))
          await after.close()
        }),
        { numRuns: 25 },
      )
    })
  })
}
