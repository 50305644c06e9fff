// Two Links to one device: one carries envelopes, the other signals and stands by; and no quarrel about which.
import { describe, expect, it } from 'vitest'
import { blob } from '../../support/blob.ts'
import { realCrypto as crypto } from '../../support/crypto.ts'
import { Cast, type Member } from '../../support/replicas.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

function two(): { clock: VirtualClock; cast: Cast; ada: Member; ben: Member } {
  const clock = new VirtualClock()
  const cast = new Cast(crypto, clock)
  const [ada, ben] = cast.group(2)
  if (!ada || !ben) throw new Error('no cast')
  return { clock, cast, ada, ben }
}

const roads = ({ replication }: Member): string[] => replication.peers().map(({ road }) => road)

describe('two Links to one device', () => {
  it('WebRTC takes envelopes over from the socket, and the socket from WebRTC when it dies', async () => {
    const { clock, cast, ada, ben } = two()
    const socket = await cast.connect(ada, ben, { road: 'socket' })
    await clock.advance(100)
    expect([roads(ada), roads(ben)]).toEqual([['socket'], ['socket']])
    const webrtc = await cast.connect(ben, ada, { road: 'webrtc' })
    await clock.advance(100)
    expect([roads(ada), roads(ben)]).toEqual([['webrtc'], ['webrtc']])
    await clock.advance(3_000)

    const bulk = (bytes: readonly Uint8Array[] | undefined): number =>
      (bytes ?? []).filter(({ length }) => length > 1_000).length
    socket.a.sent = []
    socket.b.sent = []
    webrtc.a.sent = []
    webrtc.b.sent = []
    ada.replica.write(blob(2_000))
    ben.replica.write(blob(2_000))
    await clock.advance(100)
    expect([ada.replica.log.length, ben.replica.log.length]).toEqual([2, 2])
    expect(bulk(socket.a.sent) + bulk(socket.b.sent)).toBe(0)
    expect(bulk(webrtc.a.sent) + bulk(webrtc.b.sent)).toBe(2)

    ada.replication.sendSignal(ben.device.id, blob(3_000))
    await clock.advance(100)
    expect(bulk(socket.a.sent) + bulk(socket.b.sent)).toBe(1)
    expect(ben.replica.signals).toHaveLength(1)

    webrtc.cut()
    ada.replica.write(blob(2_000))
    await clock.advance(200)
    expect([roads(ada), roads(ben)]).toEqual([['socket'], ['socket']])
    expect(ben.replica.log).toHaveLength(3)
    expect(ada.replica.duplicates + ben.replica.duplicates).toBe(0)
  })

  it('both dial at once: one socket stays, and both know which', async () => {
    for (let round = 0; round < 10; round++) {
      const { clock, cast, ada, ben } = two()
      const dialling = [
        cast.connect(ada, ben, { road: 'socket', delay: 10 }),
        cast.connect(ben, ada, { road: 'socket', delay: 10 + (round % 3) * 7 }),
      ]
      await clock.advance(1_000)
      const pairs = await Promise.all(dialling)
      await clock.advance(1_000)
      expect(pairs.filter(({ a, b }) => !a.closed && !b.closed)).toHaveLength(1)
      ada.replica.write(blob(100))
      ben.replica.write(blob(100))
      await clock.advance(1_000)
      expect([ada.replica.log.length, ben.replica.log.length]).toEqual([2, 2])
    }
  })

  it('a new session replaces one that is dead on one side only', async () => {
    const { clock, cast, ada, ben } = two()
    const dead = await cast.connect(ada, ben, { road: 'socket' })
    await clock.advance(100)
    // The road swallows everything and tells nobody.
    dead.a.pause()
    dead.b.pause()
    await cast.connect(ada, ben, { road: 'socket' })
    await clock.advance(100)
    ada.replica.write(blob(100))
    ben.replica.write(blob(100))
    await clock.advance(500)
    expect([ada.replica.log.length, ben.replica.log.length]).toEqual([2, 2])
  })

  it('what is written between the moments in which the two sides notice that a road is dead is not lost', async () => {
    for (const first of ['ada', 'ben'] as const) {
      const { clock, cast, ada, ben } = two()
      await cast.connect(ada, ben, { road: 'socket' })
      await clock.advance(100)
      const webrtc = await cast.connect(ben, ada, { road: 'webrtc' })
      ada.replica.write(blob(100))
      ben.replica.write(blob(100))
      await clock.advance(3_000)
      const [noticed, still, writer] = first === 'ada' ? [webrtc.b, webrtc.a, ben] : [webrtc.a, webrtc.b, ada]
      noticed.abandon()
      await clock.advance(100)
      // On this side the road still looks whole, so these words go nowhere.
      writer.replica.write(blob(100))
      await clock.advance(100)
      still.close()
      await clock.advance(300)
      writer.replica.write(blob(100))
      await clock.advance(3_000)
      expect([ada.replica.log.length, ben.replica.log.length]).toEqual([4, 4])
    }
  })

  it('a session with oneself, or after the end, is closed', async () => {
    const { clock, cast, ada, ben } = two()
    const { sessions } = await cast.sessions(ada.device, ben.device)
    if (!sessions) throw new Error('no session')
    ada.replication.add(sessions[0], ada.device.id)
    expect(sessions[0].closed).toBe(true)
    ben.replication.close()
    const late = await cast.sessions(ada.device, ben.device)
    if (!late.sessions) throw new Error('no session')
    ben.replication.add(late.sessions[1], ada.device.id)
    expect(late.sessions[1].closed).toBe(true)
    await clock.advance(10)
  })
})
