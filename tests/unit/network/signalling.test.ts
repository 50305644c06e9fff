// Signalling between two devices of a group on a held clock: who calls, what is passed on, what is dropped.
import { beforeEach, describe, expect, it } from 'vitest'
import { localName } from '../../../electron/host/network/peer-names.ts'
import { openSignal, sealSignal } from '../../../electron/host/network/signal-box.ts'
import { Signalling } from '../../../electron/host/network/signalling.ts'
import type { Signal } from '../../../electron/hub/signal.ts'
import { realCrypto } from '../../support/crypto.ts'
import { roster } from '../../support/devices.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

const keys = roster(3)
const [anna, boris, vera] = keys
type Keys = typeof anna

let clock: VirtualClock

interface Side {
  readonly signalling: Signalling
  /** What its courier was told. */
  readonly told: Signal[]
  /** What it sent, by whom it was for. */
  readonly sent: { to: string; box: Uint8Array }[]
  /** Peers under which a device said itself that it is there. */
  readonly renamed: string[]
}

function side(self: Keys, members: readonly Keys[] = keys): Side {
  const told: Signal[] = []
  const sent: { to: string; box: Uint8Array }[] = []
  const renamed: string[] = []
  const signalling = new Signalling({
    crypto: realCrypto,
    clock,
    self: self.id,
    boxKeys: self.box,
    devices: () => members.map(({ id }) => id).filter((id) => id !== self.id),
    boxKeyOf: (device) => members.find(({ id }) => id === device)?.box.publicKey,
    carry: (to, box) => sent.push({ to, box }) > 0,
    deliver: (message) => told.push(message),
    renamed: (_device, peer) => renamed.push(peer),
  })
  return { signalling, told, sent, renamed }
}

const announce = (from: string): Signal => ({ type: 'announce', from })
const offer = (from: string, to: string, type: 'offer' | 'answer' = 'offer'): Signal => ({
  type: 'signal',
  from,
  to,
  token: 1,
  signal: { type, sdp: 'v=0' },
})

function give(to: Side, recipient: Keys, origin: Keys, message: Signal, from = origin): void {
  const box = sealSignal(realCrypto, recipient.box.publicKey, message)
  if (box !== undefined) to.signalling.received(origin.id, box, from.id)
}

/** As our courier knows a page of the device. */
function named(device: Keys, peer: string): string {
  const name = localName(device.id, peer)
  if (name === undefined) throw new Error('too long')
  return name
}

/** What the side has told this device to call its page, most lately. */
function toldTo(from: Side, recipient: Keys): string {
  const boxes = from.sent.filter(({ to }) => to === recipient.id)
  const message = openSignal(realCrypto, recipient.box, boxes.at(-1)?.box ?? new Uint8Array(0))
  if (message === undefined) throw new Error('nothing was said')
  return message.from
}

beforeEach(() => {
  clock = new VirtualClock()
})

describe('who calls', () => {
  it('the device with the smaller id, and never both', () => {
    const [a, b] = [side(anna), side(boris)]
    a.signalling.heard(announce('peer-a'))
    b.signalling.heard(announce('peer-b'))
    give(a, anna, boris, announce('peer-b'))
    give(b, boris, anna, announce('peer-a'))
    expect(a.told).toEqual([announce(named(boris, 'peer-b'))])
    expect(b.told).toEqual([])
    // The larger one answers by saying where it is.
    expect(b.sent.filter(({ to }) => to === anna.id).length).toBe(1)
  })

  it('the larger one says so again after a failure, ever more rarely, and never falls silent', async () => {
    const b = side(boris)
    b.signalling.heard(announce('peer-b'))
    for (let second = 0; second < 600; second++) {
      give(b, boris, anna, announce('peer-a'))
      await clock.advance(1_000)
    }
    const count = b.sent.filter(({ to }) => to === anna.id).length
    expect(count).toBeGreaterThan(10)
    expect(count).toBeLessThan(25)
  })
})

describe('what is passed on', () => {
  it('goes to the device behind the peer, and to nobody else', () => {
    const a = side(anna)
    a.signalling.heard(announce('peer-a'))
    give(a, anna, boris, announce('peer-b'))
    a.sent.length = 0
    a.signalling.heard(offer('peer-a', named(boris, 'peer-b')))
    a.signalling.heard(offer('peer-a', 'nobody-we-know'))
    a.signalling.heard(offer('peer-a', `${'!'.repeat(22)}.peer-b`))
    expect(a.sent.map(({ to }) => to)).toEqual([boris.id])
  })

  it('an announcement goes to every device of the group', () => {
    const a = side(anna)
    a.signalling.heard(announce('peer-a'))
    expect(a.sent.map(({ to }) => to).sort()).toEqual([boris.id, vera.id].sort())
  })
})

it('a new page of a device is believed from the device itself, not from who passes it on', () => {
  const a = side(anna)
  give(a, anna, boris, announce('peer-b1'))
  give(a, anna, boris, announce('peer-b2'), vera)
  expect(a.renamed).toEqual([named(boris, 'peer-b1')])
  give(a, anna, boris, announce('peer-b3'))
  expect(a.renamed).toEqual([named(boris, 'peer-b1'), named(boris, 'peer-b3')])
})

it('an old page of our own courier that lives on is not heard any more', () => {
  const a = side(anna)
  a.signalling.heard(announce('peer-a1'))
  give(a, anna, boris, announce('peer-b'))
  a.signalling.heard(announce('peer-a2'))
  a.sent.length = 0
  a.signalling.heard(announce('peer-a1'))
  a.signalling.heard(offer('peer-a1', named(boris, 'peer-b')))
  expect(a.sent).toEqual([])
  a.signalling.heard(offer('peer-a2', named(boris, 'peer-b')))
  give(a, anna, boris, offer('peer-b', toldTo(a, boris), 'answer'))
  expect(a.told.at(-1)).toEqual(offer(named(boris, 'peer-b'), 'peer-a2', 'answer'))
})

describe('what is dropped', () => {
  it.each([
    ['from a device that is not of the group', () => [vera, offer('peer-v', 'peer-a')] as const],
    ['for another peer', () => [boris, offer('peer-b', 'peer-x')] as const],
    ['for a name that only the courier knows', () => [boris, offer('peer-b', 'peer-a')] as const],
  ])('a signal %s', (_what, make) => {
    const a = side(anna, [anna, boris])
    a.signalling.heard(announce('peer-a'))
    const [origin, message] = make()
    give(a, anna, origin, message)
    expect(a.told).toEqual([])
  })

  it('an answer without an offer', () => {
    const a = side(anna)
    a.signalling.heard(announce('peer-a'))
    give(a, anna, boris, offer('peer-b', toldTo(a, boris), 'answer'))
    expect(a.told).toEqual([])
  })

  it('an answer is passed on once, after an offer', () => {
    const a = side(anna)
    a.signalling.heard(announce('peer-a'))
    give(a, anna, boris, announce('peer-b'))
    a.signalling.heard(offer('peer-a', named(boris, 'peer-b')))
    const answer = offer('peer-b', toldTo(a, boris), 'answer')
    give(a, anna, boris, answer)
    give(a, anna, boris, answer)
    expect(a.told.filter((message) => message.type === 'signal').length).toBe(1)
  })

  it('a flood of new peer ids, which would each cost a connection', () => {
    const a = side(anna)
    for (let i = 0; i < 1_000; i++) give(a, anna, boris, announce(`peer-${i}`))
    expect(a.told.length).toBeLessThan(10)
  })

  it('boxes that do not open', () => {
    const a = side(anna)
    a.signalling.received(boris.id, new Uint8Array(600), boris.id)
    a.signalling.received(boris.id, new Uint8Array(0), boris.id)
    expect(a.told).toEqual([])
  })
})

describe('UNAUTHENTICATED_PEER: a third member who speaks in another’s name', () => {
  /** Anna, whose courier is in the room; Vera passes on what she likes. */
  function scene(): Side {
    const a = side(anna)
    a.signalling.heard(announce('peer-a'))
    return a
  }

  it('uses up none of what that device may say, with rubbish or with names', () => {
    const a = scene()
    for (let i = 0; i < 400; i++) a.signalling.received(boris.id, new Uint8Array(64), vera.id)
    for (let i = 0; i < 50; i++) give(a, anna, boris, announce(`invented-${i}`), vera)
    expect(a.told.length).toBeLessThan(10)
    a.told.length = 0
    give(a, anna, boris, announce('peer-b'))
    expect(a.told).toEqual([announce(named(boris, 'peer-b'))])
  })

  it('takes no other’s page: two who name the same one are two to the courier', () => {
    const a = scene()
    give(a, anna, vera, announce('peer-b'))
    give(a, anna, boris, announce('peer-b'))
    expect(a.told).toEqual([announce(named(vera, 'peer-b')), announce(named(boris, 'peer-b'))])
    expect(a.signalling.deviceOf(named(boris, 'peer-b'))).toBe(boris.id)
    a.sent.length = 0
    a.signalling.heard(offer('peer-a', named(boris, 'peer-b')))
    expect(a.sent.map(({ to }) => to)).toEqual([boris.id])
  })

  it('answers no offer made to that device, for she does not know how it was told to call us', () => {
    const a = scene()
    give(a, anna, boris, announce('peer-b'), vera)
    a.signalling.heard(offer('peer-a', named(boris, 'peer-b')))
    expect(toldTo(a, vera)).not.toBe(toldTo(a, boris))
    give(a, anna, boris, offer('peer-b', toldTo(a, vera), 'answer'), vera)
    expect(a.told.filter(({ type }) => type === 'signal')).toEqual([])
    // The genuine one arrives, even by way of her, and whatever she invented before.
    for (let i = 0; i < 50; i++) give(a, anna, boris, announce(`invented-${i}`), vera)
    give(a, anna, boris, offer('peer-b', toldTo(a, boris), 'answer'), vera)
    expect(a.told.at(-1)).toEqual(offer(named(boris, 'peer-b'), 'peer-a', 'answer'))
  })
})
