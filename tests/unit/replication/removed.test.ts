// Who no longer belongs, on the wire: nothing at all. And keys that a colleague lacks: given by whoever has them.
import { beforeEach, describe, expect, it } from 'vitest'
import { idFrom } from '../../../shared/ids/ids.ts'
import { encodeFrame } from '../../../shared/replication/frame.ts'
import { realCrypto as crypto } from '../../support/crypto.ts'
import { Cast, type Member } from '../../support/replicas.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

let clock: VirtualClock
let cast: Cast

beforeEach(() => {
  clock = new VirtualClock()
  cast = new Cast(crypto, clock)
})

async function connect(a: Member, b: Member) {
  const connecting = cast.connect(a, b)
  await clock.advance(500)
  const pair = await connecting
  await clock.advance(2_000)
  return pair
}

function trio(): [Member, Member, Member] {
  const [ana, boris, carla] = cast.group(3)
  if (!ana || !boris || !carla) throw new Error('cast')
  for (const statement of ana.replica.statementsSince([]))
    for (const other of [boris, carla]) void other.replica.receiveStatements([statement])
  return [ana, boris, carla]
}

describe('REMOVED_CALLER', () => {
  it('hears not one byte of what comes after, not of the charter either, nor that it is over', async () => {
    const [ana, boris, carla] = trio()
    const pair = await connect(ana, boris)
    await connect(ana, carla)
    const said: Uint8Array[] = []
    pair.a.sent = said
    ana.replica.former.add(boris.device.id)
    ana.replica.announce('statements')
    ana.replica.write(new Uint8Array([1]))
    await clock.advance(5_000)
    expect(said).toEqual([])
    expect(ana.replication.peers().map(({ device }) => device)).toEqual([carla.device.id])
    expect(ana.replication.sendSignal(boris.device.id, new Uint8Array(8))).toBe(false)
  })

  it('is not taken up again, and what it says is not dealt with', async () => {
    const [ana, boris] = trio()
    ana.replica.former.add(boris.device.id)
    const pair = await connect(boris, ana)
    const said: Uint8Array[] = []
    pair.b.sent = said
    boris.replica.write(new Uint8Array([1]))
    await clock.advance(5_000)
    expect(said).toEqual([])
    expect(ana.replica.log).toEqual([])
    expect(ana.replication.peers()).toEqual([])
  })

  it('says one last thing on an open session: it counts for nothing, and the session ends', async () => {
    const [ana, boris] = trio()
    await connect(ana, boris)
    ana.replica.former.add(boris.device.id)
    boris.replica.write(new Uint8Array([1]))
    await clock.advance(1_000)
    expect(ana.replica.log).toEqual([])
    expect(ana.replication.peers()).toEqual([])
  })

  it('has a signal passed on by nobody who knows', async () => {
    const [ana, boris, carla] = trio()
    await connect(ana, boris)
    await connect(boris, carla)
    carla.replica.former.add(ana.device.id)
    ana.replication.sendSignal(carla.device.id, new Uint8Array(8))
    await clock.advance(1_000)
    expect(carla.replica.signals).toEqual([])
  })
})

describe('KEY_GRANT', () => {
  const epoch = idFrom('EpochId', new Uint8Array(32).fill(7))

  it('goes to whoever lacks the key, by way of whoever has it, and on', async () => {
    const [ana, boris, carla] = trio()
    for (const { replica } of [ana, boris, carla]) replica.wants = [epoch]
    ana.replica.grants.add(epoch)
    await connect(boris, carla)
    expect(carla.replica.grants.has(epoch)).toBe(false)
    await connect(ana, boris)
    expect([boris, carla].map(({ replica }) => replica.grants.has(epoch))).toEqual([true, true])
  })

  it('is asked for when the charter grows, and not again and again', async () => {
    const [ana, boris] = trio()
    const pair = await connect(ana, boris)
    ana.replica.grants.add(epoch)
    const said: Uint8Array[] = []
    boris.replica.wants = [epoch]
    boris.replica.announce('statements')
    await clock.advance(1_000)
    expect(boris.replica.grants.has(epoch)).toBe(true)
    pair.b.sent = said
    boris.replica.announce('statements')
    await clock.advance(5_000)
    expect(said).toEqual([])
  })

  it('is not hidden behind hundreds of epochs that nobody can give', async () => {
    const [ana, boris] = trio()
    const junk = Array.from({ length: 300 }, (_, at) =>
      idFrom(
        'EpochId',
        new Uint8Array(32)
          .fill(9)
          .fill(at % 250, 0, 1)
          .fill(Math.floor(at / 250), 1, 2),
      ),
    )
    ana.replica.grants.add(epoch)
    boris.replica.wants = [...junk, epoch]
    await connect(ana, boris)
    boris.replica.announce('statements')
    await clock.advance(1_000)
    expect(boris.replica.grants.has(epoch)).toBe(true)
  })

  it('is sealed once, however often a peer asks', async () => {
    const [ana, boris] = trio()
    let sealed = 0
    const grantFor = ana.replica.grantFor.bind(ana.replica)
    ana.replica.grantFor = (wanted, device) => {
      sealed += 1
      return grantFor(wanted, device)
    }
    ana.replica.grants.add(epoch)
    const opening = cast.sessions(ana.device, boris.device)
    await clock.advance(500)
    const { sessions } = await opening
    if (!sessions) throw new Error('no session')
    ana.replication.add(sessions[0], boris.device.id)
    for (let round = 0; round < 20; round++) {
      sessions[1].send(encodeFrame({ type: 'key-grant', wants: [epoch], grants: [] }))
      await clock.advance(100)
    }
    expect(sealed).toBe(1)
  })
})
