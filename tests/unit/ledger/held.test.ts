// The limits on what waits, counted exactly: per device, for all strangers together, and in all.
import { expect, test } from 'vitest'
import type { Envelope } from '../../../shared/ledger/envelope.ts'
import { parseEnvelope } from '../../../shared/ledger/envelope.ts'
import {
  Held,
  type Incoming,
  MAX_HELD,
  MAX_HELD_BYTES,
  MAX_HELD_BYTES_PER_DEVICE,
  MAX_HELD_PER_DEVICE,
} from '../../../shared/ledger/held.ts'
import { deviceNamed, forge, GROUP } from './cast.ts'

const template = parseEnvelope(forge(deviceNamed('Ana'), {}, {}))

function waiting(device: string, length = 1, verified = true): Incoming {
  if (template === 'newer') throw new Error('version')
  const envelope: Envelope = { ...template, header: { ...template.header, device: deviceNamed(device).id } }
  const bytes = new Uint8Array(length)
  return { bytes, envelope, hash: bytes, verified, payload: undefined, logNumber: undefined }
}

/** Adds until refused; how many went in. */
function fill(held: Held, incoming: Incoming, reason = 'charter'): number {
  for (let count = 0; ; count++)
    if (!held.add(`${GROUP}${reason}${incoming.envelope.header.device}${count}`, incoming, reason))
      return count
}

test('a device may have so many waiting, and so many bytes', () => {
  const held = new Held()
  expect(fill(held, waiting('Ana'))).toBe(MAX_HELD_PER_DEVICE)
  expect(fill(held, waiting('Boris', 1024 * 1024))).toBe(MAX_HELD_BYTES_PER_DEVICE / (1024 * 1024))
})

test('whose signature was not checked share one account, whatever names they bear', () => {
  const held = new Held()
  expect(fill(held, waiting('Ana', 1, false), 'a')).toBe(MAX_HELD_PER_DEVICE)
  expect(fill(held, waiting('Boris', 1, false), 'b')).toBe(0)
  expect(fill(held, waiting('Ana', 1, true), 'c')).toBe(MAX_HELD_PER_DEVICE)
})

test('all together may have so many, and so many bytes', () => {
  const byCount = new Held()
  let count = 0
  for (let i = 0; i < 12; i++) count += fill(byCount, waiting(`device ${i}`))
  expect(count).toBe(MAX_HELD)
  const byBytes = new Held()
  let bytes = 0
  for (let i = 0; i < 6; i++) bytes += fill(byBytes, waiting(`device ${i}`, 1024 * 1024)) * 1024 * 1024
  expect(bytes).toBe(MAX_HELD_BYTES)
})

test('what is released makes room, comes in order, and only for its reason', () => {
  const held = new Held()
  fill(held, waiting('Ana'), 'charter')
  expect(held.release('keys')).toEqual([])
  expect(held.release('charter')).toHaveLength(MAX_HELD_PER_DEVICE)
  expect([held.size, held.bytes]).toEqual([0, 0])
  const [first, second] = [waiting('Ana', 3), waiting('Ana', 4)]
  held.add('1', first, 'keys')
  held.add('2', second, 'keys')
  expect([held.has('1'), held.has('3')]).toEqual([true, false])
  expect(held.release('keys')).toEqual([first, second])
  expect(held.has('1')).toBe(false)
})
