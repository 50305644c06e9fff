// What passes over the hub's socket, the address road and the data channels says nothing about text, groups, members or devices.
import { afterEach, describe, expect, it } from 'vitest'
import { utf8 } from '../../../shared/bytes/codec.ts'
import { fromHex } from '../../../shared/bytes/text.ts'
import { at, Devices, inProcess, roster } from '../../support/devices.ts'
import { wrtc } from '../../support/node-courier.ts'
import { scanBytes } from '../../support/plaintext-scan.ts'
import { until } from '../../support/until.ts'
import { tapChannels, tapSockets, type WireTap } from '../../support/wire-tap.ts'

const TEXT = 'The delegation recommends that participating States repeal article 274'
const NAME = 'Марьям Абдуллаева'

const devices = new Devices()
let tap: WireTap | undefined
afterEach(async () => {
  await devices.stopAll()
  tap?.remove()
})

/** Whether these raw bytes stand anywhere in what was heard. */
const holds = (streams: readonly Uint8Array[], needle: Uint8Array): boolean =>
  streams.some((stream) => Buffer.from(stream).includes(Buffer.from(needle)))

describe('the wire', () => {
  it('carries no text, name, group, room or device that a listener could recognise', async () => {
    tap = tapSockets()
    const channels = tapChannels(wrtc)
    const keys = roster(2)
    const [anna, boris] = keys
    const [one, two] = [
      await devices.start(inProcess(channels.wrtc)),
      await devices.start(inProcess(channels.wrtc)),
    ]
    const a = one.join(anna, keys)
    const b = two.join(boris, keys, at(anna, one))
    // Some of it over the socket, some over the channel.
    for (let i = 0; i < 20; i++) a.replica.write(utf8(`${TEXT} ${NAME} ${i}`))
    await until(
      'both use the channel',
      () => a.roadTo(boris.id) === 'webrtc' && b.roadTo(anna.id) === 'webrtc',
    )
    for (let i = 0; i < 20; i++) b.replica.write(utf8(`${TEXT} ${NAME} ${i}`))
    await until('all has arrived', () => a.replica.log.length === 40 && b.replica.log.length === 40)
    const heard = tap.streams()
    const streams = [...heard.map(({ bytes }) => bytes), ...channels.sent]
    for (const kind of ['tcp', 'text', 'binary']) {
      const ofKind = heard.filter((one) => one.kind === kind)
      expect(ofKind.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeGreaterThan(5_000)
    }
    expect(channels.sent.length).toBeGreaterThan(10)
    const secrets = [TEXT, NAME, a.replica.group, anna.id, boris.id]
    expect(streams.flatMap((stream) => scanBytes(stream, secrets))).toEqual([])
    // Raw, as they would stand in a frame; and neither side's public keys, by which a device could be followed.
    const raw = [anna, boris].flatMap(({ id, box, sign }) => [fromHex(id), box.publicKey, sign.publicKey])
    for (const needle of raw) expect(holds(streams, needle)).toBe(false)

    // Room names are random per process and stay on the device's own loopback socket, where all is text.
    const between = [
      ...heard.filter(({ kind }) => kind === 'binary').map(({ bytes }) => bytes),
      ...channels.sent,
    ]
    expect(between.flatMap((stream) => scanBytes(stream, [a.network.room, b.network.room]))).toEqual([])
  })

  it('would be heard, were it there (the scan can fail)', async () => {
    tap = tapSockets()
    const [one, two] = [await devices.start(), await devices.start()]
    const link = await one.sockets.dial(two.address)
    link.send(utf8(`before ${TEXT} after`))
    expect(tap.streams().flatMap(({ bytes }) => scanBytes(bytes, [TEXT]))).not.toEqual([])
  })
})
