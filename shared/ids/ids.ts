// Branded ids. In memory and in the contract they are lower-case hex, good as Map keys; on disk and on the wire they are bytes.
import { MalformedBytes, utf8 } from '../bytes/codec.ts'
import { fromHex, toHex } from '../bytes/text.ts'
import type { Crypto } from '../crypto/crypto.ts'

declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

/** 64 hex characters: the hash of the group's `found` statement. */
export type GroupId = Branded<'GroupId'>
/** 32 hex characters: the first 16 bytes of the hash of the device's two public keys, so an id cannot be claimed for other keys. */
export type DeviceId = Branded<'DeviceId'>
/** 32 hex characters, from the hash of the id of the member's first device: nobody can be admitted under another's. */
export type MemberId = Branded<'MemberId'>
/** 32 hex characters, from the hash of its creator's id and its creating record: nobody else can claim to have created it. */
export type PaperId = Branded<'PaperId'>
/** 64 hex characters: BLAKE2b-256 of an envelope or a statement. */
export type Hash = Branded<'Hash'>
/** 64 hex characters: commits to the epoch's key. */
export type EpochId = Branded<'EpochId'>

interface Kinds {
  GroupId: GroupId
  DeviceId: DeviceId
  MemberId: MemberId
  PaperId: PaperId
  Hash: Hash
  EpochId: EpochId
}

export const ID_BYTES: { readonly [Name in keyof Kinds]: number } = {
  GroupId: 32,
  DeviceId: 16,
  MemberId: 16,
  PaperId: 16,
  Hash: 32,
  EpochId: 32,
}

/** Names bytes as an id; throws {@link MalformedBytes} when the length is wrong. */
export function idFrom<Name extends keyof Kinds>(name: Name, bytes: Uint8Array): Kinds[Name] {
  if (bytes.length !== ID_BYTES[name]) throw new MalformedBytes()
  return toHex(bytes) as Kinds[Name]
}

/** Checks text that claims to be an id, e.g. from the editor; throws {@link MalformedBytes}. */
export function parseId<Name extends keyof Kinds>(name: Name, text: string): Kinds[Name] {
  return idFrom(name, fromHex(text))
}

export function idBytes(id: GroupId | DeviceId | MemberId | PaperId | Hash | EpochId): Uint8Array {
  return fromHex(id)
}

/** The id that belongs to a device's public keys (32 bytes each). */
export function deviceIdOf(crypto: Crypto, signingKey: Uint8Array, boxKey: Uint8Array): DeviceId {
  return idFrom(
    'DeviceId',
    crypto.hash(utf8('rapporteur/1/device'), signingKey, boxKey).slice(0, ID_BYTES.DeviceId),
  )
}
