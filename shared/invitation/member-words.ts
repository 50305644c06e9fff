// ★ The six words by which two members check each other: from the keys of all devices of both, and from nothing else.
// The transcript must be the same on both sides, and differ when one key differs.
import { ByteWriter, concat, utf8 } from '../bytes/codec.ts'
import type { Crypto } from '../crypto/crypto.ts'
import { type GroupId, idBytes, type MemberId } from '../ids/ids.ts'
import { indices, type SafetyWords, wordsAt } from './safety-words.ts'

export interface MemberKeys {
  readonly member: MemberId
  /** Of all current devices, in any order. */
  readonly devices: readonly { readonly signingKey: Uint8Array; readonly boxKey: Uint8Array }[]
}

/**
 * Slows a hash down: Argon2id. Whoever invents members on both sides could otherwise look for two pairs with the same words
 * (2^33 tries each by the birthday paradox); at this price a try they cannot. See docs/protocol.md.
 */
export type SlowHash = (input: Uint8Array, salt: Uint8Array) => Promise<Uint8Array>

/** Part of the protocol: both sides must pay the same. */
export const MEMBER_WORDS_COST = { passes: 3, memory: 64 * 1024 * 1024 } as const

/** Rejects when the machine cannot spare the memory. */
export async function memberWords(
  crypto: Crypto,
  slow: SlowHash,
  group: GroupId,
  one: MemberKeys,
  other: MemberKeys,
): Promise<SafetyWords> {
  const salt = crypto.hash(utf8('rapporteur/1/member-words salt'), idBytes(group)).slice(0, 16)
  return wordsAt(indices(await slow(memberTranscript(crypto, group, one, other), salt)))
}

/** H(domain ‖ group ‖ the two members, smaller id first: id, device count u16, devices' signing and box keys, sorted). */
export function memberTranscript(
  crypto: Crypto,
  group: GroupId,
  one: MemberKeys,
  other: MemberKeys,
): Uint8Array {
  const [first, second] = one.member < other.member ? [one, other] : [other, one]
  const writer = new ByteWriter(1024).raw(utf8('rapporteur/1/member-words')).raw(idBytes(group))
  for (const { member, devices } of [first, second]) {
    writer.raw(idBytes(member)).u16(devices.length)
    const keys = devices.map(({ signingKey, boxKey }) => concat(signingKey, boxKey)).sort(compareBytes)
    for (const pair of keys) writer.raw(pair)
  }
  return crypto.hash(writer.finish())
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const at = a.findIndex((byte, index) => byte !== b[index])
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}
