// The words that people compare: told apart aloud in either language, the same six in both, and drawn from every bit.
import { describe, expect, test } from 'vitest'
import { utf8 } from '../../../shared/bytes/codec.ts'
import { fromHex, toHex } from '../../../shared/bytes/text.ts'
import { memberIdOf, mintDeviceKeys } from '../../../shared/charter/device-keys.ts'
import { idFrom } from '../../../shared/ids/ids.ts'
import { type MemberKeys, memberTranscript, memberWords } from '../../../shared/invitation/member-words.ts'
import { safetyWords, wordsAt, wordsOfEnglish } from '../../../shared/invitation/safety-words.ts'
import { ENGLISH_WORDS } from '../../../shared/invitation/words-en.ts'
import { RUSSIAN_WORDS } from '../../../shared/invitation/words-ru.ts'
import { seededCrypto } from '../../support/crypto.ts'

const crypto = seededCrypto(61)

describe('the lists', () => {
  test.each([
    ['English', ENGLISH_WORDS, /^[a-z]{3,8}$/],
    ['Russian', RUSSIAN_WORDS, /^[а-я]{4,9}$/],
  ] as const)('%s: 2,048 words that differ in their first four letters', (_, words, shape) => {
    expect(words).toHaveLength(2048)
    expect(new Set(words.map((word) => word.slice(0, 4))).size).toBe(2048)
    expect(words.filter((word) => !shape.test(word))).toEqual([])
    expect([...words].sort()).toEqual(words)
  })

  test('never change: two versions of the app must show the same words', () => {
    const digest = (words: readonly string[]): string =>
      toHex(crypto.hash(utf8(words.join(' ')))).slice(0, 16)
    expect([digest(ENGLISH_WORDS), digest(RUSSIAN_WORDS)]).toEqual(['1d695eb44e05cbd9', '760b2df732b5c3b1'])
  })

  test('no two Russian words sound alike: what is heard differs by two sounds at least', () => {
    const heard = new Map(RUSSIAN_WORDS.map((word) => [word, sound(word)]))
    const seen = new Map<string, string>()
    const alike: string[] = []
    for (const [word, spoken] of heard) {
      const near = new Set([
        spoken,
        ...[...spoken].map((_, at) => spoken.slice(0, at) + spoken.slice(at + 1)),
      ])
      for (const form of near) {
        const other = seen.get(form)
        if (other !== undefined && oneApart(spoken, heard.get(other) ?? '')) alike.push(`${other} ${word}`)
        seen.set(form, word)
      }
    }
    expect(alike).toEqual([])
  })
})

/** Unstressed vowels, voicing, softness and doubled letters, as they are lost over a bad line. */
function sound(word: string): string {
  const flat = [...word].map((letter) => MERGED[letter] ?? letter).join('')
  return flat.replaceAll(/(.)\1+/g, '$1')
}
const MERGED: Readonly<Record<string, string>> = {
  ...{ о: 'а', е: 'и', я: 'и', э: 'и', ы: 'и', й: 'и', ю: 'у', ъ: '', ь: '' },
  ...{ щ: 'ш', ж: 'ш', б: 'п', в: 'ф', г: 'к', д: 'т', з: 'с' },
}
function oneApart(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  const rest = short.length === long.length ? short.slice(at + 1) : short.slice(at)
  return rest === long.slice(at + 1)
}

describe('the words of a joining', () => {
  test('the same six for the same handshake in both languages, others for another', () => {
    const hash = crypto.random(32)
    const words = safetyWords(crypto, hash)
    expect(safetyWords(crypto, hash)).toEqual(words)
    expect(wordsOfEnglish(words.en)).toEqual(words)
    const at = words.en.map((word) => ENGLISH_WORDS.indexOf(word))
    expect(words.ru).toEqual(at.map((index) => RUSSIAN_WORDS[index]))
    expect(wordsAt(at)).toEqual(words)
    const seen = new Set(Array.from({ length: 200 }, () => safetyWords(crypto, crypto.random(32)).ru.join()))
    expect(seen.size).toBe(200)
  })

  test('every bit of the 66 counts', () => {
    const bits = Array.from({ length: 300 }, () =>
      safetyWords(crypto, crypto.random(32))
        .en.map((word) => ENGLISH_WORDS.indexOf(word).toString(2).padStart(11, '0'))
        .join(''),
    )
    for (let bit = 0; bit < 66; bit++) expect(new Set(bits.map((line) => line[bit])).size).toBe(2)
  })
})

describe('the words of two members', () => {
  const group = idFrom('GroupId', crypto.random(32))
  const devices = Array.from({ length: 3 }, () => mintDeviceKeys(crypto))
  const member = (...which: number[]): MemberKeys => {
    const chosen = which.flatMap((at) => devices[at] ?? [])
    const first = chosen[0] ?? mintDeviceKeys(crypto)
    return {
      member: memberIdOf(crypto, first.id),
      devices: chosen.map(({ signing, box }) => ({ signingKey: signing.publicKey, boxKey: box.publicKey })),
    }
  }
  const transcript = (one: MemberKeys, other: MemberKeys) =>
    toHex(memberTranscript(crypto, group, one, other))

  test('are the same from both sides and in any order of devices, and others for any other key, device or group', () => {
    const ana = member(0, 1)
    const boris = member(2)
    const agreed = transcript(ana, boris)
    expect(transcript(boris, ana)).toBe(agreed)
    expect(transcript({ ...ana, devices: ana.devices.toReversed() }, boris)).toBe(agreed)
    const changed = ana.devices.map(({ signingKey, boxKey }) => ({
      signingKey,
      boxKey: boxKey.map((x) => x ^ 1),
    }))
    const others = [
      transcript(member(0), boris),
      transcript({ ...ana, devices: changed }, boris),
      transcript(ana, member(1)),
      toHex(memberTranscript(crypto, idFrom('GroupId', crypto.random(32)), ana, boris)),
    ]
    expect(new Set([agreed, ...others]).size).toBe(5)
  })

  test('come from the slow hash of the transcript, salted by the group', async () => {
    const asked: string[] = []
    const slow = async (input: Uint8Array, salt: Uint8Array) => {
      asked.push(`${toHex(input)} ${salt.length}`)
      return fromHex('ff'.repeat(32))
    }
    const words = await memberWords(crypto, slow, group, member(0), member(2))
    expect(asked).toEqual([`${transcript(member(2), member(0))} 16`])
    expect(words.en).toEqual(Array.from({ length: 6 }, () => 'zoo'))
  })
})
