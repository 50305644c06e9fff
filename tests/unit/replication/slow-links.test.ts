// Slow roads and slow readers: a keystroke does not stand behind a bulk, what is under way stays bounded, and who stops reading
// loses his session and nobody else's.
import { describe, expect, it } from 'vitest'
import type { ErrorCode } from '../../../shared/contract/errors.ts'
import { SLOW_READER_MS } from '../../../shared/replication/replicator.ts'
import { FIRST_WINDOW, MAX_WINDOW, MIN_WINDOW, SendWindow } from '../../../shared/replication/send-window.ts'
import { blob } from '../../support/blob.ts'
import { realCrypto as crypto } from '../../support/crypto.ts'
import { Cast, type Member } from '../../support/replicas.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

function setUp(count: number): { clock: VirtualClock; cast: Cast; members: Member[] } {
  const clock = new VirtualClock()
  const cast = new Cast(crypto, clock)
  return { clock, cast, members: cast.group(count) }
}

const pick = (members: readonly Member[]): [Member, Member, Member] => {
  const [a, b, c] = members
  if (!a || !b || !c) throw new Error('no cast')
  return [a, b, c]
}

describe('a road of 50 KB/s', () => {
  it('a keystroke waits at most a second behind somebody else’s 2 MB', async () => {
    const { clock, cast, members } = setUp(3)
    const [ada, ben, eva] = pick(members)
    // Eva's bulk is at Ada's; Ada and Ben are connected and level before it comes.
    const slow = cast.connect(ada, ben, { delay: 40, rate: 50 })
    await clock.advance(3_000)
    const pair = await slow
    for (let i = 0; i < 40; i++) eva.replica.write(blob(50_000))
    const fast = cast.connect(eva, ada)
    await clock.advance(1_000)
    await fast
    await clock.until('ada has the bulk', () => ada.replica.log.length === 40)
    await clock.until('the bulk is on its way to ben', () => ben.replica.log.length >= 3)
    const waits: number[] = []
    for (let i = 0; i < 20; i++) {
      const before = ada.replica.log.length
      ada.replica.write(blob(60))
      const typed = ada.replica.log[before]?.hash
      const from = clock.now()
      await clock.until('it arrives', () => ben.replica.log.some(({ hash }) => hash === typed))
      waits.push(clock.now() - from)
      expect(pair.a.buffered).toBeLessThan(120_000)
      await clock.advance(300)
    }
    expect(Math.max(...waits)).toBeLessThan(1_500)
    expect(waits.toSorted((a, b) => a - b)[10]).toBeLessThan(1_100)
    expect(ben.replica.log.length).toBeLessThan(60)
    await clock.until('the bulk ends', () => ben.replica.log.length === 60)
  })
})

describe('the window', () => {
  const run = async (rate: number, delay: number, seconds: number): Promise<SendWindow> => {
    const clock = new VirtualClock(0)
    const window = new SendWindow(clock)
    let freeAt = 0
    let received = 0
    const send = (): void => {
      while (window.allows(window.batch)) {
        const bytes = window.batch
        window.sent(bytes)
        freeAt = Math.max(freeAt, clock.now()) + bytes / rate
        received += bytes
        const total = received
        clock.after(freeAt - clock.now() + 2 * delay, () => {
          window.acknowledge(total)
          send()
        })
      }
    }
    send()
    await clock.advance(seconds * 1_000)
    return window
  }

  it('settles at half a second of the rate above the delay', async () => {
    for (const [rate, delay] of [
      [50, 20],
      [500, 100],
      [10, 700],
    ] as const) {
      const { window } = await run(rate, delay, 60)
      const wanted = rate * (2 * delay + 500)
      expect(window).toBeGreaterThan(wanted * 0.7)
      expect(window).toBeLessThan(wanted * 2)
    }
  })

  it('opens wide on a fast link and never under 4 KiB on the slowest', async () => {
    expect((await run(100_000, 1, 2)).window).toBe(MAX_WINDOW)
    expect((await run(1, 10, 300)).window).toBeGreaterThanOrEqual(MIN_WINDOW)
    expect((await run(1, 10, 300)).window).toBeLessThan(16 * 1024)
  })

  it('does not shrink because there is little to say', async () => {
    const clock = new VirtualClock(0)
    const window = new SendWindow(clock)
    for (let i = 1; i <= 50; i++) {
      window.sent(100)
      await clock.advance(80)
      window.acknowledge(i * 100)
      await clock.advance(2_000)
    }
    expect(window.window).toBe(FIRST_WINDOW)
  })

  it('knows an acknowledgement of what was never sent', () => {
    const window = new SendWindow(new VirtualClock())
    window.sent(100)
    expect(window.acknowledge(101)).toBe(false)
    expect(window.acknowledge(100)).toBe(true)
    expect(window.acknowledge(99)).toBe(false)
  })
})

describe('SLOW_READER', () => {
  it('a peer that stops reading is dropped, and nobody else waits for it', async () => {
    const { clock, cast, members } = setUp(3)
    const [ada, ben, eva] = pick(members)
    const { pair, sessions } = await cast.sessions(ben.device, ada.device)
    if (!sessions) throw new Error('no session')
    // Ben's app hangs: his side of the session takes one frame in and never finishes.
    sessions[0].onFrame(() => new Promise<void>(() => {}))
    ada.replication.add(sessions[1], ben.device.id)
    await cast.connect(ada, eva)
    await clock.until('charter', () => ada.replica.digest() === eva.replica.digest())
    const ends: (ErrorCode | undefined)[] = []
    ada.replication.onEnd(({ reason }) => ends.push(reason))
    const stopped = clock.now()
    for (let i = 0; i < 60; i++) ada.replica.write(blob(100_000))
    await clock.until('eva has all of it', () => eva.replica.log.length === 60)
    expect(clock.now() - stopped).toBeLessThan(1_000)
    expect(pair.b.buffered).toBeLessThan(MAX_WINDOW + 300_000)
    await clock.until('ben is dropped', () => ends.length === 1)
    expect(ends).toEqual(['E_SLOW_READER'])
    expect(clock.now() - stopped).toBeLessThan(SLOW_READER_MS * 1.5)
    expect(ada.replication.peers().map(({ device }) => device)).toEqual([eva.device.id])
    ada.replica.write(blob(10))
    await clock.until('eva still gets what is typed', () => eva.replica.log.length === 61)
  })

  it('a peer whose disk is slow is only slow', async () => {
    const { clock, cast, members } = setUp(2)
    const [ada, ben] = members
    if (!ada || !ben) throw new Error('no cast')
    const pair = await cast.connect(ada, ben)
    await clock.until('charter', () => ben.replica.digest() === ada.replica.digest())
    let open: () => void = () => {}
    const gated = (): void => {
      ben.replica.gate = new Promise((resolve) => {
        open = resolve
      })
    }
    gated()
    for (let i = 0; i < 60; i++) ada.replica.write(blob(100_000))
    for (let i = 0; i < 200 && ben.replica.log.length < 60; i++) {
      await clock.advance(20_000)
      const opened = open
      gated()
      opened()
      expect(pair.a.buffered).toBeLessThan(MAX_WINDOW + 300_000)
    }
    expect(ben.replica.log).toHaveLength(60)
    expect(ada.replication.peers()).toHaveLength(1)
  })
})
