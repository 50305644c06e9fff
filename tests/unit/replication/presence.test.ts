// Presence: fixed bytes; only its author can make it, only members with the key can read it, and it never outlives its time.
import { describe, expect, it } from 'vitest'
import { MalformedBytes } from '../../../shared/bytes/codec.ts'
import { deviceIdOf, idFrom } from '../../../shared/ids/ids.ts'
import {
  encodePresence,
  keyClassOf,
  MAX_PLACE_BYTES,
  openPresence,
  type Place,
  type Presence,
  readPresenceHeader,
} from '../../../shared/replication/presence.ts'
import { PRESENCE_TTL_MS, PresenceBook } from '../../../shared/replication/presence-book.ts'
import {
  PRESENCE_INTERVAL_MS,
  PRESENCE_REFRESH_MS,
  PresencePacer,
} from '../../../shared/replication/presence-pacer.ts'
import { realCrypto, seededCrypto } from '../../support/crypto.ts'
import { fixture } from '../../support/fixture.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

const crypto = seededCrypto(31)
const sign = crypto.signingKeys()
const device = deviceIdOf(crypto, sign.publicKey, crypto.boxKeys().publicKey)
const group = idFrom('GroupId', crypto.random(32))
const epoch = idFrom('EpochId', crypto.random(32))
const epochKey = crypto.random(32)
const keys = { epochKey, signingKey: sign.publicKey }
const paper = idFrom('PaperId', crypto.random(16))
const place: Place = { lane: { kind: 'body', paper }, anchor: Uint8Array.of(1, 2, 3), head: Uint8Array.of(4) }

function encode(changes: Partial<Presence> = {}, by = crypto): Uint8Array {
  const presence = { device, incarnation: 9, counter: 3, epoch, place, ...changes }
  return encodePresence(by, group, { epochKey, signingKey: sign.secretKey }, presence)
}

describe('a presence record', () => {
  it('has these bytes, and means this', async () => {
    const encoded = encode({}, seededCrypto(32))
    const committed = await fixture('presence.bin', encoded)
    expect(Buffer.compare(committed, encoded)).toBe(0)
    expect(readPresenceHeader(committed)).toEqual({
      device,
      incarnation: 9,
      counter: 3,
      epoch,
      keyClass: 'inner',
    })
    expect(openPresence(crypto, group, keys, committed)?.place).toEqual(place)
  })

  it('says by its size neither where nor in which paper somebody is', () => {
    const far = encode({ place: { ...place, anchor: new Uint8Array(40), head: new Uint8Array(40) } })
    expect(far.length).toBe(encode().length)
  })

  it('FORGE_AUTHOR: nobody else can sign it, move it to another group, or change a byte', () => {
    const record = encode()
    const stranger = realCrypto.signingKeys()
    expect(openPresence(crypto, group, { ...keys, signingKey: stranger.publicKey }, record)).toBeUndefined()
    const otherGroup = idFrom('GroupId', realCrypto.random(32))
    expect(openPresence(crypto, otherGroup, keys, record)).toBeUndefined()
    expect(openPresence(crypto, group, { ...keys, epochKey: realCrypto.random(32) }, record)).toBeUndefined()
    for (let at = 0; at < record.length; at++) {
      const changed = record.slice()
      changed[at] = (changed[at] ?? 0) ^ 0x10
      let opened: Presence | undefined
      try {
        opened = openPresence(crypto, group, keys, changed)
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedBytes)
      }
      expect(opened).toBeUndefined()
    }
  })

  it('TRUNCATE: shorter or much longer bytes are malformed or refused', () => {
    const record = encode()
    for (let length = 0; length < record.length; length++) {
      let opened: Presence | undefined
      try {
        opened = openPresence(crypto, group, keys, record.subarray(0, length))
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedBytes)
      }
      expect(opened).toBeUndefined()
    }
    expect(() => readPresenceHeader(new Uint8Array(5_000).fill(1))).toThrow(MalformedBytes)
    expect(() => encode({ place: { ...place, head: new Uint8Array(MAX_PLACE_BYTES + 1) } })).toThrow(
      RangeError,
    )
  })

  it('is sealed with the key of its lane’s class', () => {
    expect(keyClassOf(place)).toBe('inner')
    expect(keyClassOf({ ...place, lane: { kind: 'roster' } })).toBe('outer')
    expect(readPresenceHeader(encode({ place: undefined })).keyClass).toBe('outer')
    expect(openPresence(crypto, group, keys, encode({ place: undefined }))?.place).toBeUndefined()
  })
})

describe('the book of presences', () => {
  const presence = (counter: number, changes: Partial<Presence> = {}): Presence => ({
    device,
    incarnation: 1,
    counter,
    epoch,
    keyClass: 'inner',
    place,
    ...changes,
  })

  it('keeps the newest of each device, whatever the order in which they come', () => {
    const book = new PresenceBook(new VirtualClock())
    expect(book.add(presence(2))).toBe(true)
    expect(book.add(presence(1))).toBe(false)
    expect(book.add(presence(2))).toBe(false)
    expect(book.add(presence(3, { place: { ...place, head: Uint8Array.of(9) } }))).toBe(true)
    expect(book.all().map(({ place: at }) => at?.head)).toEqual([Uint8Array.of(9)])
    expect(book.isNews(presence(3))).toBe(false)
    expect(book.isNews(presence(4))).toBe(true)
    book.close()
  })

  it('forgets after 30 s, at once when somebody leaves, and says so', async () => {
    const clock = new VirtualClock()
    const book = new PresenceBook(clock)
    let told = 0
    book.onChange(() => {
      told += 1
    })
    book.add(presence(1))
    await clock.advance(PRESENCE_TTL_MS - 1)
    expect(book.all()).toHaveLength(1)
    await clock.advance(1)
    expect(book.all()).toHaveLength(0)
    book.add(presence(2))
    book.add(presence(3, { place: undefined }))
    expect(book.all()).toHaveLength(0)
    expect(told).toBe(4)
    book.close()
  })

  it('REPLAY_SAME_GROUP: a record of an earlier start of the app is not news', () => {
    const book = new PresenceBook(new VirtualClock())
    book.add(presence(5, { incarnation: 1 }))
    book.add(presence(1, { incarnation: 2 }))
    expect(book.isNews(presence(5, { incarnation: 1 }))).toBe(false)
    expect(book.add(presence(4, { incarnation: 1 }))).toBe(false)
    expect(book.all()[0]?.incarnation).toBe(2)
    book.close()
  })

  it('does not hear a device that talks too much', async () => {
    const clock = new VirtualClock(0)
    const book = new PresenceBook(clock)
    const heard = Array.from({ length: 100 }, (_, i) => book.isNews(presence(i + 1))).filter(Boolean)
    expect(heard.length).toBeLessThan(10)
    await clock.advance(1_000)
    expect(book.isNews(presence(500))).toBe(true)
    book.close()
  })
})

describe('the pacer', () => {
  it('says at most two a second, and the resting place last', async () => {
    const clock = new VirtualClock()
    const said: { at: number; place: number | undefined }[] = []
    const from = clock.now()
    const pacer = new PresencePacer<number>(clock, (at) => said.push({ at: clock.now() - from, place: at }))
    for (let i = 0; i < 100; i++) {
      pacer.set(i)
      await clock.advance(20)
    }
    await clock.advance(PRESENCE_INTERVAL_MS)
    expect(said.length).toBeLessThanOrEqual(6)
    expect(said[0]).toEqual({ at: 0, place: 0 })
    expect(said.at(-1)?.place).toBe(99)
    for (const [i, { at }] of said.entries()) {
      expect(at - (said[i - 1]?.at ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(PRESENCE_INTERVAL_MS)
    }
    pacer.close()
  })

  it('says again before the others forget, and stops when left or closed', async () => {
    const clock = new VirtualClock()
    const said: (string | undefined)[] = []
    const pacer = new PresencePacer<string>(clock, (at) => said.push(at))
    pacer.set('here')
    await clock.advance(PRESENCE_REFRESH_MS * 3)
    expect(said).toEqual(['here', 'here', 'here', 'here'])
    pacer.set(undefined)
    await clock.advance(PRESENCE_REFRESH_MS * 3)
    expect(said.slice(4)).toEqual([undefined])
    pacer.set('back')
    pacer.close()
    await clock.advance(PRESENCE_REFRESH_MS * 3)
    expect(said.slice(5)).toEqual(['back'])
  })
})
