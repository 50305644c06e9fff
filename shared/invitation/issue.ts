// Issues an invitation: the text to hand over, and the record that the issuing device keeps sealed until it is redeemed.
// Role and one-time secret key are only in the record; they must never get into the text.
import { ByteReader, ByteWriter, MalformedBytes } from '../bytes/codec.ts'
import { toHex } from '../bytes/text.ts'
import { secretFor } from '../charter/consent.ts'
import { type Role, roleCode, roleOfCode } from '../charter/roles.ts'
import { type Crypto, KEY_BYTES, type KeyPair } from '../crypto/crypto.ts'
import { type DeviceId, ID_BYTES, idBytes, idFrom } from '../ids/ids.ts'
import type { InvitationState } from './lifecycle.ts'
import { encodeInvitation, INVITATION_SECRET_BYTES } from './text.ts'

export const DEFAULT_LIFETIME = 14 * 24 * 60 * 60 * 1000

export interface IssuedInvitation {
  /** 32 hex characters: names it on this device only. */
  readonly id: string
  /** One-time X25519 pair: the static key of the joining session. */
  readonly keys: KeyPair
  readonly secret: Uint8Array
  readonly grants: Granted
  /** Milliseconds since 1970 by this device's clock. */
  readonly expires: number
  readonly state: InvitationState
}

/** What comes of admitting whoever brings the invitation. Known to the issuer alone. */
export type Granted =
  /** `until`: an expert's last moment, milliseconds since 1970. */
  | { readonly kind: 'member'; readonly role: Role; readonly until?: number }
  /** One more device of the member who issued it. */
  | { readonly kind: 'device' }

export interface Issue {
  /** The device that issues it. */
  readonly author: DeviceId
  readonly grants: Granted
  /** `host:port`, best guess first. */
  readonly addresses: readonly string[]
  readonly now: number
  /** Milliseconds; two weeks when left out. */
  readonly lifetime?: number
}

/** Throws E_ADDRESS_MALFORMED. The text is also the content of the invitation file. */
export function issueInvitation(
  crypto: Crypto,
  { author, grants, addresses, now, lifetime = DEFAULT_LIFETIME }: Issue,
): { readonly text: string; readonly issued: IssuedInvitation } {
  const keys = crypto.boxKeys()
  const secret = secretFor(crypto, consentSalt(crypto, keys), author)
  const expires = now + lifetime
  const text = encodeInvitation(crypto, {
    publicKey: keys.publicKey,
    secret,
    expires,
    roads: addresses.map((address) => ({ type: 'address', address })),
  })
  const id = toHex(crypto.random(16))
  return { text, issued: { id, keys, secret, grants, expires, state: { kind: 'open' } } }
}

/** Opens to which device the secret belongs; goes into `add-device` when the invitation has been used. */
export function consentSalt(crypto: Crypto, keys: KeyPair): Uint8Array {
  return crypto.derive(keys.secretKey, 'consent salt')
}

/** The pre-shared key of the joining handshake, from the invitation's secret. Wipe it afterwards. */
export function joinPsk(crypto: Crypto, secret: Uint8Array): Uint8Array {
  return crypto.derive(secret, 'join psk')
}

/** The second knows of devices and of an end; what the first can say is written in the first. */
const FORMAT = 1
const FORMAT_GRANTS = 2
const GRANTS_ROLE = 1
const GRANTS_EXPERT = 2
const GRANTS_DEVICE = 3
const STATE_CODES: { readonly [Kind in InvitationState['kind']]: number } = {
  open: 1,
  claimed: 2,
  admitted: 3,
  refused: 4,
  expired: 5,
}

/** For the sealed store only. */
export function encodeIssued(issued: IssuedInvitation): Uint8Array {
  const { grants, state } = issued
  const plain = grants.kind === 'member' && grants.until === undefined
  const writer = new ByteWriter(256).u8(plain ? FORMAT : FORMAT_GRANTS).text(issued.id)
  writer.raw(issued.keys.secretKey).raw(issued.keys.publicKey).raw(issued.secret)
  if (!plain) writer.u8(grants.kind === 'device' ? GRANTS_DEVICE : GRANTS_EXPERT)
  if (grants.kind === 'member') writer.u8(roleCode(grants.role))
  if (grants.kind === 'member' && grants.until !== undefined) writer.u64(grants.until)
  writer.u64(issued.expires)
  writer.u8(STATE_CODES[state.kind])
  if ('by' in state) writer.raw(idBytes(state.by)).u8(state.others)
  if (state.kind === 'admitted') writer.raw(idBytes(state.statement))
  return writer.finish()
}

/** Throws MalformedBytes. */
export function decodeIssued(bytes: Uint8Array): IssuedInvitation {
  const reader = new ByteReader(bytes)
  const format = reader.u8()
  if (format !== FORMAT && format !== FORMAT_GRANTS) throw new MalformedBytes()
  const id = reader.text()
  const keys = { secretKey: reader.raw(KEY_BYTES).slice(), publicKey: reader.raw(KEY_BYTES).slice() }
  const secret = reader.raw(INVITATION_SECRET_BYTES).slice()
  const grants = readGrants(reader, format === FORMAT ? GRANTS_ROLE : reader.u8())
  const expires = reader.u64()
  const state = readState(reader)
  reader.end()
  return { id, keys, secret, grants, expires, state }
}

function readGrants(reader: ByteReader, form: number): Granted {
  if (form === GRANTS_DEVICE) return { kind: 'device' }
  if (form !== GRANTS_ROLE && form !== GRANTS_EXPERT) throw new MalformedBytes()
  const role = roleOfCode(reader.u8())
  if (role === undefined) throw new MalformedBytes()
  return form === GRANTS_EXPERT ? { kind: 'member', role, until: reader.u64() } : { kind: 'member', role }
}

function readState(reader: ByteReader): InvitationState {
  const code = reader.u8()
  if (code === STATE_CODES.open) return { kind: 'open' }
  if (code === STATE_CODES.expired) return { kind: 'expired' }
  const by = idFrom('DeviceId', reader.raw(ID_BYTES.DeviceId))
  const others = reader.u8()
  if (code === STATE_CODES.claimed) return { kind: 'claimed', by, others }
  if (code === STATE_CODES.refused) return { kind: 'refused', by, others }
  if (code !== STATE_CODES.admitted) throw new MalformedBytes()
  return { kind: 'admitted', by, statement: idFrom('Hash', reader.raw(ID_BYTES.Hash)), others }
}
