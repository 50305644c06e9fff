// Where new evidence stands: behind what is there, whatever that is.
import { expect, test } from 'vitest'
import { evidenceIdAfter } from '../../../renderer/editor/features/recommendation/evidence-id.ts'

test('each new id sorts behind all that were known, and no two are the same', () => {
  const known: string[] = ['0000000a'.padEnd(32, '7'), 'c0ffee00'.padEnd(32, '1')]
  for (let times = 0; times < 50; times += 1) known.push(evidenceIdAfter(known))
  expect(known.toSorted()).toEqual(known)
  expect(known.every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true)
  expect(evidenceIdAfter([])).not.toBe(evidenceIdAfter([]))
})

test('behind the last that can be counted it is an id all the same', () => {
  expect(evidenceIdAfter(['f'.repeat(32)])).toMatch(/^f{8}[0-9a-f]{24}$/)
})
