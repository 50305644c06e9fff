// What an admitted but hostile peer can do to replication: lose its own session, or waste its own breath. Named as in the protocol.
import { describe, expect, it } from 'vitest'
import { concat } from '../../../shared/bytes/codec.ts'
import { type ErrorCode, RapporteurError } from '../../../shared/contract/errors.ts'
import type { DeviceId } from '../../../shared/ids/ids.ts'
import { encodeFrame, type Frame } from '../../../shared/replication/frame.ts'
import type { Session } from '../../../shared/session/session.ts'
import { blob } from '../../support/blob.ts'
import { realCrypto as crypto } from '../../support/crypto.ts'
import { Cast, type Member } from '../../support/replicas.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

interface Scene {
  readonly clock: VirtualClock
  readonly cast: Cast
  readonly ada: Member
  readonly ben: Member
  /** The hostile member's end of a session with Ada. */
  readonly mallory: Session
  readonly malloryId: DeviceId
  readonly ends: (ErrorCode | undefined)[]
  say(frame: Frame): void
}

/** Ada, connected to an honest Ben and to Mallory, who has a session and her own app. */
async function scene(): Promise<Scene> {
  const clock = new VirtualClock()
  const cast = new Cast(crypto, clock)
  const [ada, ben, eve] = cast.group(3)
  if (!ada || !ben || !eve) throw new Error('no cast')
  await cast.connect(ada, ben)
  await clock.until('charter', () => ada.replica.digest() === ben.replica.digest())
  const { sessions } = await cast.sessions(eve.device, ada.device)
  if (!sessions) throw new Error('no session')
  const ends: (ErrorCode | undefined)[] = []
  ada.replication.onEnd(({ reason }) => ends.push(reason))
  ada.replication.add(sessions[1], eve.device.id)
  const mallory = sessions[0]
  return {
    clock,
    cast,
    ada,
    ben,
    mallory,
    malloryId: eve.device.id,
    ends,
    say: (frame) => mallory.send(encodeFrame(frame)),
  }
}

async function adaAndBenStillWork({ clock, ada, ben }: Scene): Promise<void> {
  const before = ben.replica.log.length
  ada.replica.write(blob(40))
  await clock.until('ben gets what ada types', () => ben.replica.log.length === before + 1)
  expect(clock.now()).toBeGreaterThan(0)
}

describe('GARBAGE_FRAME', () => {
  it('bytes that are no frame end that session only, with a code', async () => {
    for (const garbage of [blob(1), blob(5), blob(300), concat(Uint8Array.of(7, 4, 0, 0, 0, 1), blob(4))]) {
      const { mallory, ends, clock, ...rest } = await scene()
      if (garbage.length === 300) garbage.fill(255, 1, 5)
      mallory.send(garbage)
      await clock.advance(1)
      expect(ends).toEqual(['E_FRAME_MALFORMED'])
      expect(mallory.closed).toBe(true)
      await adaAndBenStillWork({ mallory, ends, clock, ...rest })
    }
  })

  it('well-formed frames full of nonsense change nothing', async () => {
    const it = await scene()
    const { clock, ada, ben, say, malloryId } = it
    const digest = ada.replica.digest()
    const [hash] = ada.replica.charterHeads()
    if (!hash) throw new Error('no charter')
    const leaf = { device: ben.device.id, incarnation: 5, seq: 4_000_000_000, hash }
    say({ type: 'have', answers: true, devices: [{ device: ben.device.id, leaves: [leaf, leaf] }] })
    say({ type: 'want', devices: [{ device: malloryId, leaves: [{ ...leaf, device: malloryId }] }] })
    say({ type: 'want', devices: Array.from({ length: 500 }, () => ({ device: ben.device.id, leaves: [] })) })
    say({ type: 'envelopes', envelopes: [blob(500), new Uint8Array(0)] })
    say({ type: 'charter-want', heads: [] })
    say({ type: 'heads', records: [blob(90)] })
    say({ type: 'signal', to: ada.device.id, origin: ben.device.id, hops: 0, box: blob(10) })
    await clock.advance(1_000)
    expect(ada.replica.digest()).toBe(digest)
    expect(ada.replica.signals).toEqual([])
    expect(it.ends).toEqual([])
    await adaAndBenStillWork(it)
  })

  it('an acknowledgement of more than was sent ends the session', async () => {
    const it = await scene()
    it.say({ type: 'ack', received: 1e12, announce: [] })
    await it.clock.advance(1)
    expect(it.ends).toEqual(['E_FRAME_MALFORMED'])
  })

  it('frames from the future are stepped over', async () => {
    const it = await scene()
    const future = encodeFrame({ type: 'presence', record: blob(40) })
    future[0] = 99
    it.mallory.send(future)
    await it.clock.advance(1_000)
    expect(it.ends).toEqual([])
  })
})

describe('FORGE_AUTHOR and REPLAY_SAME_GROUP, as far as replication goes', () => {
  it('an envelope that is changed on the way is not stored and not passed on; a repeated one changes nothing', async () => {
    const it = await scene()
    const { clock, ada, ben, say } = it
    ben.replica.write(blob(80))
    await clock.until('ada has it', () => ada.replica.log.length === 1)
    const genuine = ada.replica.log[0]?.bytes.slice() ?? new Uint8Array(0)
    const changed = genuine.slice()
    changed[70] = (changed[70] ?? 0) ^ 1
    say({ type: 'envelopes', envelopes: [changed, genuine, genuine] })
    await clock.advance(1_000)
    expect(ada.replica.log).toHaveLength(1)
    expect(ada.replica.refused).toBe(1)
    expect(ben.replica.duplicates).toBe(0)
  })
})

describe('WITHHOLD', () => {
  it('a peer that announces and does not give is passed over for one that does', async () => {
    const it = await scene()
    const { clock, cast, ada, ben, say, malloryId } = it
    // Mallory says she has what Ben wrote, before Ben is back.
    const writer = cast.member()
    ada.replica.admit(writer.device)
    await clock.until('ben knows the writer', () => ada.replica.digest() === ben.replica.digest())
    for (const { device } of ada.replication.peers()) expect([ben.device.id, malloryId]).toContain(device)
    writer.replica.write(blob(100))
    const leaves = writer.replica.leaves(writer.device.id)
    say({ type: 'have', answers: false, devices: [{ device: writer.device.id, leaves }] })
    await clock.advance(2_000)
    await ben.replica.receiveEnvelopes(
      writer.replica.log.map(({ bytes }) => bytes),
      writer.device.id,
    )
    await clock.until('ada has it from ben', () => ada.replica.log.length === 1, 30_000)
  })

  it('a peer that answers with nothing, again and again, is asked once', async () => {
    const it = await scene()
    const { clock, ben, say, mallory } = it
    let asked = 0
    const [hash] = ben.replica.charterHeads()
    if (!hash) throw new Error('no charter')
    const leaves = [{ device: ben.device.id, incarnation: 77, seq: 3, hash }]
    const devices = [{ device: ben.device.id, leaves }]
    mallory.onFrame((frame) => {
      if (frame[0] !== 6) return
      asked += 1
      say({ type: 'have', answers: true, devices })
    })
    for (let i = 0; i < 20; i++) say({ type: 'have', answers: false, devices })
    await clock.advance(20_000)
    expect(asked).toBe(1)
  })

  it('what one peer holds back comes from another', async () => {
    const it = await scene()
    const { clock, cast, ada, ben } = it
    const writer = cast.member()
    ada.replica.admit(writer.device)
    await clock.until('ben knows', () => ada.replica.digest() === ben.replica.digest())
    await cast.connect(writer, ben)
    await clock.until('the writer has the charter', () => writer.replica.digest() === ben.replica.digest())
    for (let i = 0; i < 5; i++) writer.replica.write(blob(100))
    await clock.until('ada has it through ben', () => ada.replica.log.length === 5)
  })
})

describe('SIGNAL is no amplifier', () => {
  it('a neighbour’s signal is passed on once, and only its own', async () => {
    const it = await scene()
    const { clock, ben, say, malloryId } = it
    say({ type: 'signal', to: ben.device.id, origin: malloryId, hops: 0, box: blob(30) })
    say({ type: 'signal', to: ben.device.id, origin: malloryId, hops: 1, box: blob(30) })
    say({ type: 'signal', to: ben.device.id, origin: it.ada.device.id, hops: 0, box: blob(30) })
    say({ type: 'signal', to: ben.device.id, origin: malloryId, hops: 0, box: blob(70_000) })
    await clock.advance(1_000)
    expect(ben.replica.signals).toHaveLength(1)
    expect(ben.replica.signals[0]).toMatchObject({ origin: malloryId, from: it.ada.device.id })
  })
})

describe('errors of this side', () => {
  it('a full disk ends the session with its code and no unhandled rejection', async () => {
    const it = await scene()
    it.ada.replica.receiveEnvelopes = () => Promise.reject(new RapporteurError('E_DISK_FULL'))
    it.say({ type: 'envelopes', envelopes: [blob(10)] })
    await it.clock.advance(1)
    expect(it.ends).toEqual(['E_DISK_FULL'])
    it.ada.replica.read = () => Promise.reject(new RapporteurError('E_STORE_DAMAGED'))
    it.ada.replica.write(blob(10))
    await it.clock.advance(1_000)
    const newcomer = it.cast.member()
    await it.cast.connect(newcomer, it.ada)
    await it.clock.until('the newcomer’s session ends', () => it.ends.length === 2)
    expect(it.ends[1]).toBe('E_STORE_DAMAGED')
  })
})
