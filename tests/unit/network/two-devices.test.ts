// Two devices of one group over real sockets, and over WebRTC on top of them.
import { afterEach, describe, expect, it } from 'vitest'
import { utf8 } from '../../../shared/bytes/codec.ts'
import { at, Devices, inProcess, roster, type TestMember } from '../../support/devices.ts'
import { until } from '../../support/until.ts'

const devices = new Devices()
afterEach(() => devices.stopAll())

function write(member: TestMember, count: number, from = 0): void {
  for (let i = from; i < from + count; i++) member.replica.write(utf8(`${member.keys.id} ${i}`))
}

const same = (a: TestMember, b: TestMember): boolean => a.replica.digest() === b.replica.digest()

describe('over sockets', () => {
  it('they find each other, both writing, and end alike', async () => {
    const keys = roster(2)
    const [anna, boris] = keys
    const [one, two] = [await devices.start(), await devices.start()]
    const a = one.join(anna, keys)
    const b = two.join(boris, keys, at(anna, one))
    write(a, 20)
    write(b, 20)
    await until('both have everything', () => same(a, b) && a.replica.log.length === 40)
    expect(a.roadTo(boris.id)).toBe('socket')
    expect(b.roadTo(anna.id)).toBe('socket')
  })

  it('only one of them knows an address; the other learns it inside the session, and uses it', async () => {
    const keys = roster(2)
    const [anna, boris] = keys
    const [one, two] = [await devices.start(), await devices.start()]
    const a = one.join(anna, keys)
    const b = two.join(boris, keys, at(anna, one))
    await until(
      'anna knows where boris is',
      () => a.replica.learntAddresses.get(boris.id)?.[0] === two.address,
    )
    await devices.stop(two)
    await until('boris is gone', () => a.network.online().length === 0)
    const again = await devices.start(undefined, { port: two.port })
    const b2 = again.join(boris, keys)
    await until('anna calls boris', () => a.roadTo(boris.id) === 'socket')
    write(b2, 3)
    await until('it carries', () => same(a, b2))
    expect(b.replica.log.length).toBe(0)
  })

  it('both restart on the same addresses and find each other unaided', async () => {
    const keys = roster(2)
    const [anna, boris] = keys
    const [one, two] = [await devices.start(), await devices.start()]
    const known = new Map([...at(anna, one), ...at(boris, two)])
    const [portOne, portTwo] = [one.port, two.port]
    const before = one.join(anna, keys, known)
    two.join(boris, keys, known)
    await until('they are connected', () => before.network.online().length === 1)
    await Promise.all([devices.stop(one), devices.stop(two)])
    const [oneAgain, twoAgain] = [
      await devices.start(undefined, { port: portOne }),
      await devices.start(undefined, { port: portTwo }),
    ]
    const a = oneAgain.join(anna, keys, known)
    const b = twoAgain.join(boris, keys, known)
    write(a, 5)
    write(b, 5)
    await until('they are alike', () => same(a, b) && a.replica.log.length === 10)
  })

  it('calling each other at the same moment leaves one session, on both sides the same', async () => {
    for (let round = 0; round < 5; round++) {
      const keys = roster(2)
      const [anna, boris] = keys
      const [one, two] = [await devices.start(), await devices.start()]
      const a = one.join(anna, keys, at(boris, two))
      const b = two.join(boris, keys, at(anna, one))
      await Promise.all([a.network.dialNow(), b.network.dialNow()])
      await until(
        'they are connected',
        () => a.network.online().length === 1 && b.network.online().length === 1,
      )
      write(a, 3)
      write(b, 3)
      await until('they are alike', () => same(a, b) && a.replica.log.length === 6)
      await Promise.all([devices.stop(one), devices.stop(two)])
    }
  })

  it('dialNow says why nobody was reached, and keeps an address that worked', async () => {
    const keys = roster(2)
    const [anna, boris] = keys
    const [one, two] = [await devices.start(), await devices.start()]
    const a = one.join(anna, keys)
    two.join(boris, keys)
    expect(await a.network.dialNow(boris.id)).toBe('E_UNREACHABLE')
    expect(await a.network.dialNow(boris.id, 'nonsense')).toBe('E_ADDRESS_MALFORMED')
    expect(await a.network.dialNow(boris.id, two.address)).toBe('reached')
    expect(a.learnt.get(boris.id)).toEqual([two.address])
  })
})

describe('over WebRTC', () => {
  it('a session moves to the data channel, and back to the socket when the courier dies; nothing is lost', async () => {
    const keys = roster(2)
    const [anna, boris] = keys
    const [pageOne, pageTwo] = [inProcess(), inProcess()]
    const [one, two] = [await devices.start(pageOne), await devices.start(pageTwo)]
    const a = one.join(anna, keys)
    const b = two.join(boris, keys, at(anna, one))
    const roads = (): string => `${a.roadTo(boris.id)} ${b.roadTo(anna.id)}`
    await until('both use the channel', () => roads() === 'webrtc webrtc')
    write(a, 30)
    write(b, 30)
    await until('they are alike', () => same(a, b) && a.replica.log.length === 60)

    write(a, 200, 30)
    write(b, 200, 30)
    await pageTwo.close()
    write(a, 30, 230)
    write(b, 30, 230)
    await until('both are back on the socket', () => roads() === 'socket socket', 30_000)
    await until('nothing was lost', () => same(a, b) && a.replica.log.length === 520, 30_000)
  })

  it('a courier that comes back is used again', async () => {
    const keys = roster(2)
    const [anna, boris] = keys
    const [pageOne, pageTwo] = [inProcess(), inProcess()]
    const [one, two] = [await devices.start(pageOne), await devices.start(pageTwo)]
    const a = one.join(anna, keys)
    const b = two.join(boris, keys, at(anna, one))
    await until(
      'both use the channel',
      () => a.roadTo(boris.id) === 'webrtc' && b.roadTo(anna.id) === 'webrtc',
    )
    await pageOne.close()
    await until('boris is back on the socket', () => b.roadTo(anna.id) === 'socket')
    const fresh = inProcess()
    one.courier.attach(fresh.port)
    await until(
      'both use a channel again',
      () => a.roadTo(boris.id) === 'webrtc' && b.roadTo(anna.id) === 'webrtc',
    )
    write(a, 3)
    await until('they are alike', () => same(a, b))
    await fresh.close()
  })

  it('a third device without an address for the first is called through the second', async () => {
    const keys = roster(3)
    const [anna, boris, vera] = keys
    const pages = [inProcess(), inProcess(), inProcess()]
    const [one, two, three] = [
      await devices.start(pages[0]),
      await devices.start(pages[1]),
      await devices.start(pages[2]),
    ]
    // Nobody can be called at an address but boris, and addresses are not passed on in this test.
    const a = one.join(anna, keys, at(boris, two))
    const v = three.join(vera, keys, at(boris, two))
    two.join(boris, keys)
    await until('anna and vera have a channel', () => a.roadTo(vera.id) === 'webrtc', 30_000)
    write(v, 3)
    await until('it carries', () => a.replica.log.length === 3)
  })
})
