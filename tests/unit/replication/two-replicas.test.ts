// Two devices and the wire between them: what one has, the other gets; what is typed goes at once.
import { describe, expect, it } from 'vitest'
import { RESYNC_MS } from '../../../shared/replication/replicator.ts'
import { blob } from '../../support/blob.ts'
import { realCrypto } from '../../support/crypto.ts'
import { Cast } from '../../support/replicas.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

const body = (length: number): Uint8Array => blob(length)

describe('two replicas', () => {
  it('a newcomer receives the whole charter and log', async () => {
    const clock = new VirtualClock()
    const cast = new Cast(realCrypto, clock)
    const [ada, ben] = cast.group(2)
    if (!ada || !ben) throw new Error('no cast')
    for (let i = 0; i < 300; i++) ada.replica.write(body(200))
    await cast.connect(ada, ben)
    await clock.until('both have the same', () => ada.replica.digest() === ben.replica.digest())
    expect(ben.replica.log).toHaveLength(300)
    expect(ben.replica.duplicates).toBe(0)
  })

  it('both merge what they wrote apart', async () => {
    const clock = new VirtualClock()
    const cast = new Cast(realCrypto, clock)
    const [ada, ben] = cast.group(2)
    if (!ada || !ben) throw new Error('no cast')
    const first = await cast.connect(ada, ben)
    await clock.until('charter', () => ada.replica.digest() === ben.replica.digest())
    first.cut()
    await clock.advance(10)
    expect(ada.replication.peers()).toEqual([])
    for (let i = 0; i < 40; i++) {
      ada.replica.write(body(100))
      ben.replica.write(body(100))
    }
    await cast.connect(ben, ada)
    await clock.until('both have the same', () => ada.replica.digest() === ben.replica.digest())
    expect(ben.replica.log).toHaveLength(80)
    expect(ada.replica.duplicates + ben.replica.duplicates).toBe(0)
  })

  it('a keystroke needs no round trip', async () => {
    const clock = new VirtualClock()
    const cast = new Cast(realCrypto, clock)
    const [ada, ben] = cast.group(2)
    if (!ada || !ben) throw new Error('no cast')
    const connecting = cast.connect(ada, ben, { delay: 40 })
    await clock.advance(2_000)
    await connecting
    await clock.until('charter', () => ada.replica.digest() === ben.replica.digest())
    await clock.advance(2_000)
    for (let i = 0; i < 20; i++) {
      ada.replica.write(body(60))
      const typed = clock.now()
      await clock.until('it arrives', () => ben.replica.log.length === i + 1)
      expect(clock.now() - typed).toBe(40)
    }
  })

  it('what the wire carried and the ledger lost is found without a reconnect', async () => {
    const clock = new VirtualClock()
    const cast = new Cast(realCrypto, clock)
    const [ada, ben] = cast.group(2)
    if (!ada || !ben) throw new Error('no cast')
    await cast.connect(ada, ben)
    await clock.until('charter', () => ada.replica.digest() === ben.replica.digest())
    const receive = ben.replica.receiveEnvelopes
    ben.replica.receiveEnvelopes = async () => {
      ben.replica.receiveEnvelopes = receive
      return []
    }
    for (let i = 0; i < 5; i++) {
      ada.replica.write(body(50))
      await clock.advance(500)
    }
    expect(ben.replica.log).toHaveLength(0)
    await clock.until(
      'both have the same',
      () => ada.replica.digest() === ben.replica.digest(),
      RESYNC_MS * 2,
    )
  })

  it('two that have the same fall silent', async () => {
    const clock = new VirtualClock()
    const cast = new Cast(realCrypto, clock)
    const [ada, ben] = cast.group(2)
    if (!ada || !ben) throw new Error('no cast')
    for (let i = 0; i < 50; i++) ada.replica.write(body(50))
    const { a, b } = await cast.connect(ada, ben)
    await clock.until('both have the same', () => ada.replica.digest() === ben.replica.digest())
    await clock.advance(5_000)
    a.sent = []
    b.sent = []
    await clock.advance(RESYNC_MS * 10)
    // A summary each way and its ACK once a minute, an empty frame each 15 s.
    expect(a.sent.length + b.sent.length).toBeLessThan(10 * (4 + 8) + 4)
    expect(Math.max(...[...a.sent, ...b.sent].map(({ length }) => length))).toBeLessThan(200)
  })
})
