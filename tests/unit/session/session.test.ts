// Sessions over a Link: who gets one, who gets silence, and what a lying road can do to one (end it, nothing else).
import { describe, expect, it } from 'vitest'
import { concat, utf8 } from '../../../shared/bytes/codec.ts'
import type { KeyPair } from '../../../shared/crypto/crypto.ts'
import {
  ACCEPT_TIMEOUT_MS,
  type Accepted,
  acceptSession,
  type Decision,
} from '../../../shared/session/accept.ts'
import { CONNECT_TIMEOUT_MS, connectSession } from '../../../shared/session/connect.ts'
import { frameHandshake, unframeHandshake } from '../../../shared/session/handshake-wire.ts'
import { Handshake, PROLOGUE } from '../../../shared/session/noise.ts'
import { DEAD_AFTER_MS, KEEPALIVE_MS, MAX_FRAME, type Session } from '../../../shared/session/session.ts'
import { realCrypto as crypto } from '../../support/crypto.ts'
import { memoryPair, type PairOptions, type Tamper } from '../../support/memory-links.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

const ada = crypto.boxKeys()
const ben = crypto.boxKeys()
const text = utf8('a frame')

interface Scene {
  readonly decide?: (payload: Uint8Array) => Decision
  readonly remote?: Uint8Array
  readonly callerPsk?: Uint8Array
  readonly acceptorPsk?: Uint8Array
  readonly options?: PairOptions
}

function scene({ decide, remote, callerPsk, acceptorPsk, options }: Scene = {}) {
  const clock = new VirtualClock()
  const pair = memoryPair(clock, options)
  pair.b.sent = []
  const other = crypto.boxKeys()
  const accepting: Promise<Accepted<string> | undefined> = acceptSession({ crypto, clock }, pair.b, {
    candidates: [
      { local: other, tag: 'another group' },
      { local: ben, tag: 'ours', ...(acceptorPsk && { psk: acceptorPsk }) },
    ],
    decide: async ({ payload }) => decide?.(payload) ?? { accept: true, payload: utf8('welcome') },
  })
  const calling = connectSession({ crypto, clock }, pair.a, {
    local: ada,
    remote: remote ?? ben.publicKey,
    payload: utf8('it is me'),
    ...(callerPsk && { psk: callerPsk }),
  }).catch((error: { code?: string }) => error.code ?? String(error))
  return { clock, pair, accepting, calling }
}

async function joined(options: PairOptions = {}) {
  const { clock, pair, accepting, calling } = scene({ options })
  const [called, accepted] = await Promise.all([calling, accepting])
  if (typeof called === 'string' || !accepted) throw new Error('no session')
  return { clock, pair, caller: called.session, acceptor: accepted.session, called, accepted }
}

function collect(session: Session): string[] {
  const frames: string[] = []
  session.onFrame((frame) => {
    frames.push(new TextDecoder().decode(frame))
  })
  return frames
}

describe('a session', () => {
  it('tells each side who the other is and carries frames both ways', async () => {
    const { clock, called, accepted, caller, acceptor } = await joined()
    expect(accepted.tag).toBe('ours')
    expect(accepted.peerKey).toEqual(ada.publicKey)
    expect(new TextDecoder().decode(accepted.payload)).toBe('it is me')
    expect(new TextDecoder().decode(called.answer)).toBe('welcome')
    expect(caller.peerKey).toEqual(ben.publicKey)
    expect(caller.handshakeHash).toEqual(acceptor.handshakeHash)
    expect(caller.handshakeHash).toHaveLength(64)
    const atBen = collect(acceptor)
    const atAda = collect(caller)
    for (let i = 0; i < 20; i++) {
      caller.send(utf8(`to ben ${i}`))
      acceptor.send(utf8(`to ada ${i}`))
    }
    await clock.advance(0)
    expect(atBen).toEqual(Array.from({ length: 20 }, (_, i) => `to ben ${i}`))
    expect(atAda).toEqual(Array.from({ length: 20 }, (_, i) => `to ada ${i}`))
  })

  it('keeps frames that come before anybody listens', async () => {
    const { clock, caller, acceptor } = await joined()
    caller.send(text)
    await clock.advance(5)
    expect(collect(acceptor)).toEqual([])
    await clock.advance(5)
    const late = await joined()
    late.caller.send(text)
    const frames = collect(late.acceptor)
    await late.clock.advance(0)
    expect(frames).toEqual(['a frame'])
  })

  it('an envelope of 256 KiB with its frame fits, and no more than that', async () => {
    const { clock, caller, acceptor } = await joined()
    const lengths: number[] = []
    acceptor.onFrame((frame) => {
      lengths.push(frame.length)
    })
    caller.send(new Uint8Array(MAX_FRAME))
    await clock.advance(0)
    expect(lengths).toEqual([MAX_FRAME])
    expect(() => caller.send(new Uint8Array(MAX_FRAME + 1))).toThrow(RangeError)
    expect(() => caller.send(new Uint8Array(0))).toThrow(RangeError)
  })

  it('both have different keys in every session', async () => {
    const first = await joined()
    const second = await joined()
    expect(first.caller.handshakeHash).not.toEqual(second.caller.handshakeHash)
  })

  it('closing one side closes the other and wipes both', async () => {
    const { clock, caller, acceptor } = await joined()
    let told = 0
    acceptor.onClose(() => {
      told += 1
    })
    caller.close()
    await clock.advance(0)
    expect(told).toBe(1)
    acceptor.onClose(() => {
      told += 1
    })
    expect(told).toBe(2)
    expect(caller.send(text)).toBe(false)
    expect(acceptor.send(text)).toBe(false)
  })

  it('an idle session lives by empty frames; a silent one dies', async () => {
    const { clock, pair, caller, acceptor } = await joined()
    const frames = collect(acceptor)
    await clock.advance(KEEPALIVE_MS * 20)
    expect(acceptor.closed || caller.closed).toBe(false)
    expect(frames).toEqual([])
    pair.b.pause()
    await clock.advance(DEAD_AFTER_MS + KEEPALIVE_MS)
    expect(acceptor.closed).toBe(true)
  })

  it('a listener at work is not mistaken for a silent peer', async () => {
    const { clock, caller, acceptor } = await joined()
    let finish: () => void = () => {}
    acceptor.onFrame(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve
        }),
    )
    collect(caller)
    caller.send(text)
    await clock.advance(DEAD_AFTER_MS * 2)
    expect(acceptor.closed).toBe(false)
    finish()
    await clock.advance(DEAD_AFTER_MS * 2)
    expect(acceptor.closed).toBe(false)
  })

  it('joining proves the secret without sending it', async () => {
    const psk = crypto.random(32)
    const right = scene({ callerPsk: psk, acceptorPsk: psk })
    const [called, accepted] = await Promise.all([right.calling, right.accepting])
    expect(typeof called).toBe('object')
    expect(accepted?.tag).toBe('ours')
    const wrong = scene({ callerPsk: crypto.random(32), acceptorPsk: psk })
    await wrong.clock.advance(ACCEPT_TIMEOUT_MS)
    expect(await wrong.calling).toBe('E_SESSION_REFUSED')
    expect(await wrong.accepting).toBeUndefined()
    expect(wrong.pair.b.sent).toEqual([])
  })
})

describe('UNAUTHENTICATED_PEER', () => {
  it('a caller who does not know the acceptor’s key gets silence', async () => {
    const { clock, pair, calling, accepting } = scene({ remote: crypto.boxKeys().publicKey })
    await clock.advance(CONNECT_TIMEOUT_MS)
    expect(await calling).toBe('E_SESSION_REFUSED')
    await clock.advance(ACCEPT_TIMEOUT_MS)
    expect(await accepting).toBeUndefined()
    expect(pair.b.sent).toEqual([])
  })

  it('garbage of any length gets silence and a closed Link, later', async () => {
    for (const length of [0, 1, 31, 96, 97, 500, 65_536, 65_537, 300_000]) {
      const clock = new VirtualClock()
      const pair = memoryPair(clock)
      pair.b.sent = []
      const accepting = acceptSession({ crypto, clock }, pair.b, {
        candidates: [{ local: ben, tag: 'ours' }],
        decide: async () => ({ accept: true }),
      })
      const garbage = crypto.random(length)
      if (length > 0) garbage[0] = 1
      pair.a.send(garbage)
      pair.a.send(garbage)
      await clock.advance(ACCEPT_TIMEOUT_MS - 1)
      expect(pair.b.closed).toBe(false)
      await clock.advance(1)
      expect(pair.b.closed).toBe(true)
      expect(await accepting).toBeUndefined()
      expect(pair.b.sent).toEqual([])
    }
  })

  it('someone who answers in the acceptor’s place is refused', async () => {
    const clock = new VirtualClock()
    const pair = memoryPair(clock)
    const calling = connectSession({ crypto, clock }, pair.a, { local: ada, remote: ben.publicKey }).catch(
      (error: { code: string }) => error.code,
    )
    pair.b.onMessage(() => {
      pair.b.send(concat(Uint8Array.of(1), crypto.random(48)))
    })
    await clock.advance(1)
    expect(await calling).toBe('E_SESSION_REFUSED')
    expect(pair.a.closed).toBe(true)
  })

  it('an acceptor that is not there is unreachable, not refusing', async () => {
    const clock = new VirtualClock()
    const pair = memoryPair(clock)
    pair.b.close()
    const code = await connectSession({ crypto, clock }, pair.a, { local: ada, remote: ben.publicKey }).catch(
      (error: { code: string }) => error.code,
    )
    expect(code).toBe('E_UNREACHABLE')
  })
})

describe('REMOVED_CALLER', () => {
  it('a caller that the host does not want gets not even a refusal', async () => {
    const { clock, pair, calling, accepting } = scene({ decide: () => ({ accept: false }) })
    await clock.advance(CONNECT_TIMEOUT_MS)
    expect(await calling).toBe('E_SESSION_REFUSED')
    await clock.advance(ACCEPT_TIMEOUT_MS)
    expect(await accepting).toBeUndefined()
    expect(pair.b.sent).toEqual([])
    expect(pair.b.closed).toBe(true)
  })

  it('the silence is the same as for a stranger, to the millisecond', async () => {
    const closedAfter = async (options: Scene): Promise<number> => {
      const { clock, pair } = scene(options)
      const from = clock.now()
      // The caller's patience is not the measure: cut it out by looking at the acceptor's end alone.
      pair.a.close = () => {}
      await clock.until('the acceptor closes', () => pair.b.closed)
      return clock.now() - from
    }
    const stranger = await closedAfter({ remote: crypto.boxKeys().publicKey })
    const removed = await closedAfter({ decide: () => ({ accept: false }) })
    expect(removed).toBe(stranger)
  })
})

describe('COURIER_LIES', () => {
  const once = (change: (message: Uint8Array) => readonly Uint8Array[], at: number): Tamper => {
    let count = -1
    return (message) => {
      count += 1
      return count === at ? change(message) : [message]
    }
  }
  const flip = (message: Uint8Array): readonly Uint8Array[] => {
    message[message.length - 20] = (message[message.length - 20] ?? 0) ^ 0x40
    return [message]
  }
  /** Message 0 is the handshake's, 1 the caller's first empty frame; frames follow. */
  const FIRST_FRAME = 2

  const under = async (tamper: Tamper, frames = 6) => {
    const { clock, caller, acceptor } = await joined({ tamper: [tamper, undefined] })
    const got = collect(acceptor)
    for (let i = 0; i < frames; i++) caller.send(utf8(`frame number ${i}`))
    await clock.advance(0)
    return { got, acceptor, caller, clock }
  }

  it('a flipped bit ends the session before the frame is delivered', async () => {
    const { got, acceptor, caller, clock } = await under(once(flip, FIRST_FRAME + 2))
    expect(got).toEqual(['frame number 0', 'frame number 1'])
    expect(acceptor.closed).toBe(true)
    await clock.advance(1)
    expect(caller.closed).toBe(true)
  })

  it('REORDER: two frames that changed places end it', async () => {
    let kept: Uint8Array | undefined
    let count = -1
    const { got, acceptor } = await under((message) => {
      count += 1
      if (count === FIRST_FRAME) {
        kept = message
        return []
      }
      if (count === FIRST_FRAME + 1 && kept) return [message, kept]
      return [message]
    })
    expect(got).toEqual([])
    expect(acceptor.closed).toBe(true)
  })

  it('TRUNCATE: a frame cut short, or left out, ends it', async () => {
    const cut = await under(once((message) => [message.subarray(0, message.length - 1)], FIRST_FRAME))
    expect(cut.got).toEqual([])
    expect(cut.acceptor.closed).toBe(true)
    const dropped = await under(once(() => [], FIRST_FRAME + 1))
    expect(dropped.got).toEqual(['frame number 0'])
    expect(dropped.acceptor.closed).toBe(true)
  })

  it('a repeated frame ends it and is delivered once', async () => {
    const { got, acceptor } = await under(once((message) => [message, message], FIRST_FRAME))
    expect(got).toEqual(['frame number 0'])
    expect(acceptor.closed).toBe(true)
  })

  it('a frame of another session, or sent back to its sender, does not open', async () => {
    const first = await joined()
    first.pair.a.sent = []
    first.caller.send(text)
    const [foreign] = first.pair.a.sent
    if (!foreign) throw new Error('nothing was sent')
    const second = await joined({ tamper: [once(() => [foreign], FIRST_FRAME), undefined] })
    const got = collect(second.acceptor)
    second.caller.send(text)
    await second.clock.advance(0)
    expect(got).toEqual([])
    expect(second.acceptor.closed).toBe(true)
    const mirrored = await joined()
    mirrored.pair.a.sent = []
    const back = collect(mirrored.caller)
    mirrored.caller.send(text)
    const [own] = mirrored.pair.a.sent
    if (own) mirrored.pair.b.send(own)
    await mirrored.clock.advance(0)
    expect(back).toEqual([])
    expect(mirrored.caller.closed).toBe(true)
  })

  it('a recording of message 1 makes nobody believe that the caller is here', async () => {
    const recorded: Uint8Array[] = []
    const original = scene({
      options: {
        tamper: [
          (message) => {
            recorded.push(message)
            return [message]
          },
          undefined,
        ],
      },
    })
    await Promise.all([original.calling, original.accepting])
    const clock = new VirtualClock()
    const pair = memoryPair(clock)
    let live = false
    const accepting = acceptSession({ crypto, clock }, pair.b, {
      candidates: [{ local: ben, tag: 'ours' }],
      decide: async () => ({ accept: true }),
    }).then((accepted) => {
      live = accepted !== undefined
    })
    for (const message of recorded) pair.a.send(message)
    await clock.advance(ACCEPT_TIMEOUT_MS)
    await accepting
    expect(live).toBe(false)
    expect(pair.b.closed).toBe(true)
  })

  it('a changed handshake message is refused on either side', async () => {
    for (const side of [0, 1]) {
      const tamper = [undefined, undefined] as (Tamper | undefined)[]
      tamper[side] = once(flip, 0)
      const { clock, calling, accepting } = scene({ options: { tamper: [tamper[0], tamper[1]] } })
      await clock.advance(ACCEPT_TIMEOUT_MS)
      expect(await calling).toBe('E_SESSION_REFUSED')
      expect(await accepting).toBeUndefined()
    }
  })
})

describe('OVERSIZE_FRAME', () => {
  it('a caller with an app of its own that seals too long a frame loses the session', async () => {
    const clock = new VirtualClock()
    const pair = memoryPair(clock)
    const accepting = acceptSession({ crypto, clock }, pair.b, {
      candidates: [{ local: ben, tag: 'ours' }],
      decide: async () => ({ accept: true }),
    })
    const handshake = new Handshake(crypto, {
      role: 'initiator',
      prologue: PROLOGUE,
      local: ada,
      remote: ben.publicKey,
      ephemeral: () => crypto.boxKeys(),
    })
    pair.a.onMessage((message) => {
      handshake.read(unframeHandshake(message) ?? new Uint8Array(0))
      const { send } = handshake.finish()
      pair.a.send(send.seal(utf8('short')))
      pair.a.send(send.seal(new Uint8Array(MAX_FRAME + 1)))
    })
    pair.a.send(frameHandshake(handshake.write(new Uint8Array(0))))
    const accepted = await accepting
    if (!accepted) throw new Error('no session')
    const got = collect(accepted.session)
    await clock.advance(0)
    expect(got).toEqual(['short'])
    expect(accepted.session.closed).toBe(true)
  })

  it('a handshake payload that does not fit is the caller’s bug', async () => {
    const clock = new VirtualClock()
    const pair = memoryPair(clock)
    const local: KeyPair = ada
    expect(() =>
      connectSession({ crypto, clock }, pair.a, {
        local,
        remote: ben.publicKey,
        payload: new Uint8Array(65_536),
      }),
    ).toThrow(RangeError)
  })
})
