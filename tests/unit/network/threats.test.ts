// Hostile strangers at the door, and a courier that lies, against a whole device.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { utf8 } from '../../../shared/bytes/codec.ts'
import type { CourierEvents, CourierPort } from '../../../shared/contract/courier-api.ts'
import { connectSession } from '../../../shared/session/connect.ts'
import type { Session } from '../../../shared/session/session.ts'
import { realCrypto, systemRandom } from '../../support/crypto.ts'
import {
  at,
  Devices,
  inProcess,
  type Page,
  roster,
  type TestDevice,
  type TestMember,
} from '../../support/devices.ts'
import { systemClock } from '../../support/system-clock.ts'
import { until } from '../../support/until.ts'

const devices = new Devices()
const keys = roster(2)
const [anna, boris] = keys
let one: TestDevice
let a: TestMember

beforeEach(async () => {
  one = await devices.start()
  a = one.join(anna, keys)
})
afterEach(() => devices.stopAll())

/** Knocks like a device would, and keeps what comes back. */
async function knock(messages: readonly Uint8Array[]): Promise<{ heard: number[]; socket: WebSocket }> {
  const socket = new WebSocket(`ws://${one.address}/`)
  const heard: number[] = []
  socket.on('error', () => undefined)
  socket.on('message', (data: Buffer) => heard.push(data.length))
  await new Promise((resolve) => socket.once('open', resolve))
  for (const message of messages) socket.send(message)
  return { heard, socket }
}

async function friendArrives(): Promise<TestMember> {
  const two = await devices.start()
  const b = two.join(boris, keys, at(anna, one))
  await until('a member gets in', () => b.network.online().length === 1 && a.network.online().length === 1)
  return b
}

describe('a member’s device', () => {
  it('holds three sockets at most, the newest, also where the other side alone would close superseded ones', async () => {
    const [low, high] = keys.toSorted((x, y) => (x.id < y.id ? -1 : 1))
    if (low === undefined || high === undefined) throw new Error('two devices')
    const two = await devices.start()
    const member = two.join(high, keys)
    const sessions: Session[] = []
    for (let call = 0; call < 5; call += 1) {
      const { session } = await connectSession(
        { crypto: realCrypto, clock: systemClock },
        await two.sockets.dial(two.address),
        { local: low.box, remote: high.box.publicKey },
      )
      session.onFrame(() => undefined)
      sessions.push(session)
    }
    await until('the oldest two to be closed', () => sessions.slice(0, 2).every(({ closed }) => closed))
    expect(sessions.map(({ closed }) => closed)).toEqual([true, true, false, false, false])
    expect(member.network.online().map(({ device }) => device)).toEqual([low.id])
    for (const session of sessions) session.close()
    await until('nobody is online', () => member.network.online().length === 0)
  })
})

describe('UNAUTHENTICATED_PEER', () => {
  it('who knows address and public key but is no member gets not one byte, and nobody is online', async () => {
    const link = await one.sockets.dial(one.address)
    const refused = connectSession({ crypto: realCrypto, clock: systemClock }, link, {
      local: realCrypto.boxKeys(),
      remote: anna.box.publicKey,
    }).then(
      () => 'a session',
      (error: unknown) => String(error),
    )
    await friendArrives()
    expect(a.network.online().map(({ device }) => device)).toEqual([boris.id])
    link.close()
    expect(await refused).toContain('E_UNREACHABLE')
  })

  it('a member’s first message, recorded and played again, opens nothing', async () => {
    const recorded: Uint8Array[] = []
    const link = await one.sockets.dial(one.address)
    const recording = {
      ...link,
      get buffered() {
        return link.buffered
      },
      send(message: Uint8Array) {
        recorded.push(message.slice())
        return link.send(message)
      },
    }
    const { session } = await connectSession({ crypto: realCrypto, clock: systemClock }, recording, {
      local: boris.box,
      remote: anna.box.publicKey,
    })
    session.close()
    await until('the true one has gone', () => a.network.online().length === 0)
    const { socket, heard } = await knock(recorded)
    await until('it was read', () => heard.length > 0)
    expect(a.network.online()).toEqual([])
    // Message 2 is all that a recording can draw out; it says nothing to who has not the key.
    expect(heard.length).toBe(1)
    socket.terminate()
  })
})

describe('GARBAGE_FRAME', () => {
  it('random bytes in every size are met with silence, and members still get in', async () => {
    const sizes = [0, 1, 31, 32, 96, 97, 200, 5_000, 100_000]
    const strangers = await Promise.all(
      sizes.map((size) => knock([systemRandom.bytes(size), systemRandom.bytes(size)])),
    )
    await friendArrives()
    for (const { heard, socket } of strangers) {
      expect(heard).toEqual([])
      socket.terminate()
    }
  })
})

/** In bytes, on the channel, where no introduction travels. */
const LONGER_THAN_HANDSHAKES = 120

/** A page whose events pass through `lie`: undefined swallows one. */
function lyingPage(page: Page, lie: (event: keyof CourierEvents, payload: unknown) => unknown): Page {
  const port: CourierPort = {
    send: (command, payload) => page.port.send(command, payload),
    on: (event, listener) =>
      page.port.on(event, (payload) => {
        const told = lie(event, payload)
        if (told !== undefined) listener(told as typeof payload)
      }),
    onGone: (listener) => page.port.onGone(listener),
  }
  return { ...page, port }
}

describe('COURIER_LIES', () => {
  async function pair(
    lie: (event: keyof CourierEvents, payload: unknown) => unknown,
  ): Promise<[TestMember, TestMember]> {
    const honest = await devices.start(inProcess())
    const lying = await devices.start(lyingPage(inProcess(), lie))
    return [honest.join(anna, keys), lying.join(boris, keys, at(anna, honest))]
  }

  const talk = async (members: readonly TestMember[]): Promise<void> => {
    for (const member of members)
      for (let i = 0; i < 20; i++) member.replica.write(utf8(`${member.keys.id} ${i}`))
    await until('nothing is lost', () => members.every(({ replica }) => replica.log.length === 40))
  }

  it('one changed bit ends the session on the channel; the socket carries on and nothing is lost', async () => {
    let changed = 0
    const [honest, lied] = await pair((event, payload) => {
      if (event !== 'message') return payload
      const { link, message } = payload as CourierEvents['message']
      // The handshake passes; what comes later is touched.
      if (message.length < LONGER_THAN_HANDSHAKES || changed > 0) return payload
      changed += 1
      const other = message.slice()
      other[20] = (other[20] ?? 0) ^ 1
      return { link, message: other }
    })
    await until('the channel was used', () => lied.roadTo(anna.id) === 'webrtc' || changed > 0)
    await talk([honest, lied])
    expect(changed).toBe(1)
  })

  it('who is said to be there but cannot prove it never carries an envelope', async () => {
    // The courier passes its own bytes off as the other device's.
    let claimed = 0
    const [honest, lied] = await pair((event, payload) => {
      if (event === 'opened') claimed += 1
      if (event !== 'message') return payload
      const { link, message } = payload as CourierEvents['message']
      return { link, message: systemRandom.bytes(message.length) }
    })
    await until('the courier claimed a link', () => claimed > 0)
    await talk([honest, lied])
    expect(lied.roadTo(anna.id)).toBe('socket')
    expect(honest.roadTo(boris.id)).toBe('socket')
  })

  it('a message played twice ends the session, and is taken once', async () => {
    let repeated = 0
    const page = inProcess()
    const port: CourierPort = {
      send: (command, payload) => page.port.send(command, payload),
      on: (event, listener) =>
        page.port.on(event, (payload) => {
          listener(payload)
          const length = event === 'message' ? (payload as CourierEvents['message']).message.length : 0
          if (length > LONGER_THAN_HANDSHAKES && repeated++ === 0) listener(payload)
        }),
      onGone: (listener) => page.port.onGone(listener),
    }
    const honest = await devices.start(inProcess())
    const lying = await devices.start({ ...page, port })
    const members = [honest.join(anna, keys), lying.join(boris, keys, at(anna, honest))] as const
    await until('the channel was used', () => members[1].roadTo(anna.id) === 'webrtc' || repeated > 0)
    await talk(members)
    expect(repeated).toBeGreaterThan(0)
  })
})
