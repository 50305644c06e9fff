// When the dialer calls, on a clock that the test holds.
import { beforeEach, describe, expect, it } from 'vitest'
import { Dialer } from '../../../electron/host/network/dialer.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

let clock: VirtualClock
let calls: { address: string; at: number }[]
let answer: (address: string) => Promise<void>
let addresses: string[]
let dialer: Dialer
let begun: number

const refuse = (): Promise<void> => Promise.reject(new Error('nobody'))

beforeEach(() => {
  clock = new VirtualClock()
  begun = clock.now()
  calls = []
  addresses = ['a:1']
  answer = refuse
  dialer = new Dialer({
    clock,
    // Half of the range: no jitter at all.
    random: { bytes: () => Uint8Array.of(127.5) },
    addresses: () => addresses,
    call: (address) => {
      calls.push({ address, at: clock.now() - begun })
      return answer(address)
    },
  })
})

describe('a device that is away', () => {
  it('is called quickly at first, then ever more rarely, and never less than once a minute or so', async () => {
    dialer.start()
    await clock.advance(5 * 60_000)
    const gaps = calls.map(({ at }, index) => at - (calls[index - 1]?.at ?? 0))
    expect(gaps[0]).toBeLessThan(300)
    expect(calls.filter(({ at }) => at < 4_000).length).toBeGreaterThanOrEqual(4)
    for (const [index, gap] of gaps.slice(1).entries()) expect(gap).toBeGreaterThanOrEqual(gaps[index] ?? 0)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(60_000 * 1.3)
    expect(calls.length).toBeGreaterThan(9)
  })

  it('is called at once when asked, and quickly again after that', async () => {
    dialer.start()
    await clock.advance(10 * 60_000)
    calls.length = 0
    expect(await dialer.now()).toBe(false)
    expect(calls.length).toBe(1)
    await clock.advance(4_000)
    expect(calls.length).toBeGreaterThanOrEqual(4)
  })

  it('is not called five times a second when it hangs up each time', async () => {
    answer = async () => {
      dialer.stop()
      clock.after(10, () => dialer.start(true))
    }
    dialer.start()
    await clock.advance(60_000)
    expect(calls.length).toBeLessThan(10)
    dialer.stop()
    calls.length = 0
    dialer.start()
    await clock.advance(300)
    expect(calls.length).toBe(1)
  })

  it('is called no more once it is there', async () => {
    dialer.start()
    await clock.advance(1_000)
    dialer.stop()
    calls.length = 0
    await clock.advance(10 * 60_000)
    expect(calls).toEqual([])
  })
})

describe('several addresses', () => {
  it('are tried in order, the next at once when one refuses', async () => {
    addresses = ['a:1', 'b:2', 'c:3']
    answer = (address) => (address === 'c:3' ? Promise.resolve() : refuse())
    expect(await dialer.now()).toBe(true)
    expect(calls.map(({ address }) => address)).toEqual(addresses)
  })

  it('one that swallows packets does not hold up the next, and is told that it came late', async () => {
    const lates: boolean[] = []
    let finish: () => void = () => undefined
    dialer = new Dialer({
      clock,
      random: { bytes: () => Uint8Array.of(0) },
      addresses: () => ['silent:1', 'good:2'],
      call: async (address, late) => {
        if (address === 'good:2') return
        await new Promise<void>((resolve) => {
          finish = resolve
        })
        lates.push(late())
      },
    })
    const reached = dialer.now()
    await clock.advance(2_000)
    expect(await reached).toBe(true)
    finish()
    await clock.advance(1)
    expect(lates).toEqual([true])
  })

  it('none at all is not an error', async () => {
    addresses = []
    expect(await dialer.now()).toBe(false)
  })
})
