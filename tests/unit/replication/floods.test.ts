// A member with a session who sends without end decides about its own session, never about how much another device keeps.
import { describe, expect, it } from 'vitest'
import type { ErrorCode } from '../../../shared/contract/errors.ts'
import type { DeviceId } from '../../../shared/ids/ids.ts'
import { type Hash, idFrom } from '../../../shared/ids/ids.ts'
import { signHeads } from '../../../shared/ledger/heads.ts'
import { AGAIN_MS } from '../../../shared/replication/charter-sync.ts'
import { decodeFrames, encodeFrame, type Frame } from '../../../shared/replication/frame.ts'
import { Outbox } from '../../../shared/replication/outbox.ts'
import { Replication } from '../../../shared/replication/replication.ts'
import { RESYNC_MS } from '../../../shared/replication/replicator.ts'
import { blob } from '../../support/blob.ts'
import { ChainReplica } from '../../support/chain-replica.ts'
import { realCrypto as crypto } from '../../support/crypto.ts'
import { RealMember } from '../../support/real-groups.ts'
import { Cast, type Connectable } from '../../support/replicas.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

type Callable = Connectable['device']

/** Mallory's end of a session with Ada: what she says, and what she is told. */
async function mallory(cast: Cast, her: Callable, ada: Connectable) {
  const { sessions } = await cast.sessions(her, ada.device)
  if (!sessions) throw new Error('no session')
  const [session, adas] = sessions
  const heard: Frame[] = []
  const ends: (ErrorCode | undefined)[] = []
  session.onFrame(async (bytes) => {
    heard.push(...decodeFrames(bytes.slice()).frames)
  })
  ada.replication.onEnd(({ reason }) => ends.push(reason))
  ada.replication.add(adas, her.id)
  return { session, heard, ends, say: (frame: Frame) => session.send(encodeFrame(frame)) }
}

async function real() {
  const clock = new VirtualClock()
  const cast = new Cast(crypto, clock)
  const ana = await RealMember.found(cast)
  const eve = await ana.admit('endorser')
  return { clock, cast, ana, eve, her: await mallory(cast, eve.device, ana) }
}

describe('GARBAGE_FRAME: heads and fork proofs that nobody signed', () => {
  it('end the session of whoever sends them, and cost nobody else anything', async () => {
    const nonsense = (device: DeviceId): Frame[] => {
      const heads = { device, counter: 2 ** 50, leaves: [] }
      const unsigned = signHeads(crypto, '00'.repeat(32) as never, heads, crypto.signingKeys().secretKey)
      return [
        { type: 'heads', records: Array.from({ length: 1_000 }, () => Uint8Array.of(1, 2, 3)) },
        { type: 'heads', records: [unsigned] },
        { type: 'fork-proof', first: Uint8Array.of(1, 2), second: Uint8Array.of(1, 3) },
      ]
    }
    for (const at of [0, 1, 2]) {
      const { clock, ana, her } = await real()
      await clock.advance(2_000)
      const frame = nonsense(ana.keys.id)[at]
      if (frame !== undefined) her.say(frame)
      await clock.until('it is over', () => her.session.closed)
      expect(her.ends).toEqual(['E_FRAME_MALFORMED'])
    }
  })

  it('of another version, of a device not known yet, or older than what is known, they are passed over', async () => {
    const { clock, cast, ana, eve, her } = await real()
    const unknown = cast.member().device
    const of = (device: DeviceId, counter: number, key: Uint8Array): Uint8Array =>
      signHeads(crypto, ana.group.id, { device, counter, leaves: [] }, key)
    her.say({ type: 'heads', records: [Uint8Array.of(2, 9), of(unknown.id, 5, unknown.sign.secretKey)] })
    for (const counter of [7, 6, 7])
      her.say({ type: 'heads', records: [of(eve.keys.id, counter, eve.keys.signing.secretKey)] })
    await clock.advance(2_000)
    expect(her.ends).toEqual([])
    expect(ana.heads.spoke(eve.keys.id)).toBe(7)
    expect(ana.heads.spoke(unknown.id)).toBeUndefined()
  })
})

it('SLOW_READER: what a device does not take in it does not remember of anybody', async () => {
  const clock = new VirtualClock()
  const cast = new Cast(crypto, clock)
  const [ada, eve] = cast.group(2)
  if (!ada || !eve) throw new Error('no cast')
  class Sceptic extends ChainReplica {
    override receiveHeads(): readonly Uint8Array[] {
      return []
    }
    override async receiveForkProof(): Promise<void> {}
  }
  const sceptic = new Sceptic(crypto, ada.device)
  const adas = { device: ada.device, replication: new Replication(cast, sceptic) }
  const her = await mallory(cast, eve.device, adas)
  her.say({ type: 'summary', devices: [] })
  const [record, first, second] = [blob(90), blob(90), blob(90)]
  her.say({ type: 'heads', records: [record] })
  her.say({ type: 'fork-proof', first, second })
  await clock.advance(3_000)
  expect(her.heard.map(({ type }) => type)).not.toContain('heads')
  // Had their names been kept, she would now be taken to have them.
  sceptic.heads.add(Buffer.from(record).toString('hex'))
  sceptic.forks.push({ first, second })
  sceptic.announce('heads')
  sceptic.announce('forks')
  await clock.until('she is told all the same', () =>
    ['heads', 'fork-proof'].every((type) => her.heard.some((frame) => frame.type === type)),
  )
})

describe('SLOW_READER: who asks for the charter again and again', () => {
  const invented = (): Hash => idFrom('Hash', crypto.random(32))

  it('is sent it once, and anew after a minute at the earliest', async () => {
    const clock = new VirtualClock()
    const cast = new Cast(crypto, clock)
    const [ada, eve] = cast.group(60)
    if (!ada || !eve) throw new Error('no cast')
    const her = await mallory(cast, eve.device, ada)
    const sent = (): number =>
      her.heard.flatMap((frame) => (frame.type === 'statements' ? frame.statements : [])).length
    const keepAsking = async (seconds: number): Promise<void> => {
      for (let i = 0; i < seconds * 50; i++) {
        her.say({ type: 'charter-want', heads: [invented()] })
        if (i % 50 === 0) await clock.advance(1_000)
      }
    }
    // Nothing of the answers is acknowledged, so that what does not go waits. They fit the window.
    await keepAsking(20)
    expect(sent()).toBe(60)
    ada.replica.admit(cast.member().device)
    await keepAsking(5)
    expect(sent()).toBe(61)
  })

  it('who lost what it was sent gets it again', async () => {
    const clock = new VirtualClock()
    const cast = new Cast(crypto, clock)
    const [ada, eve] = cast.group(3)
    if (!ada || !eve) throw new Error('no cast')
    const her = await mallory(cast, eve.device, ada)
    const answers = (): number => her.heard.filter(({ type }) => type === 'statements').length
    her.session.onFrame(async (bytes) => {
      const { frames, counted } = decodeFrames(bytes.slice())
      her.heard.push(...frames)
      received += counted
      her.say({ type: 'ack', received, announce: [] })
    })
    let received = 0
    her.say({ type: 'charter-want', heads: [] })
    await clock.until('it is sent', () => answers() === 1)
    her.say({ type: 'charter-want', heads: [] })
    await clock.advance(AGAIN_MS)
    expect(answers()).toBe(1)
    her.say({ type: 'charter-want', heads: [] })
    await clock.until('it is sent again', () => answers() === 2)
  })

  describe('WAITING_FOR_REFUSED', () => {
    it('what does not come is asked for no longer, but anew once an envelope waits for a statement', async () => {
      const clock = new VirtualClock()
      const cast = new Cast(crypto, clock)
      const [ada, eve] = cast.group(2)
      if (!ada || !eve) throw new Error('no cast')
      const her = await mallory(cast, eve.device, ada)
      let received = 0
      her.session.onFrame(async (bytes) => {
        const { frames, counted } = decodeFrames(bytes.slice())
        her.heard.push(...frames)
        received += counted
        if (counted > 0) her.say({ type: 'ack', received, announce: [] })
      })
      const asked = (): number => her.heard.filter(({ type }) => type === 'charter-want').length
      const minutes = async (count: number): Promise<number> => {
        const before = asked()
        for (let i = 0; i < count; i++) {
          await clock.advance(RESYNC_MS)
        }
        return asked() - before
      }
      her.say({ type: 'charter-have', heads: [invented()] })
      expect(await minutes(12)).toBe(8)
      expect(await minutes(3)).toBe(0)
      ada.replica.wantedHashes = [invented()]
      expect(await minutes(12)).toBe(8)
      expect(await minutes(3)).toBe(0)
    })
  })

  it('a peer for which thousands of frames wait is given up', async () => {
    const clock = new VirtualClock()
    const cast = new Cast(crypto, clock)
    const [ada, eve] = cast.group(2)
    if (!ada || !eve) throw new Error('no cast')
    const { sessions } = await cast.sessions(ada.device, eve.device)
    if (!sessions) throw new Error('no session')
    const errors: unknown[] = []
    const source = { recent: () => undefined, read: async () => [] }
    const outbox = new Outbox(sessions[0], source, clock, (error) => errors.push(error))
    for (let i = 0; i < 6_000; i++) outbox.queue({ type: 'heads', records: [blob(100)] })
    expect(errors[0]).toMatchObject({ code: 'E_SLOW_READER' })
  })
})
