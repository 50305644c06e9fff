// What the issuing device answers to a request to join: wait, no, or the welcome: charter and addresses, in pages that fit a frame.
// A welcome holds no unsealed key: the epoch's key is inside the statement that admits the joiner.
import { ByteReader, ByteWriter, MalformedBytes, utf8 } from '../bytes/codec.ts'
import { MAX_STATEMENTS } from '../charter/room.ts'
import { MAX_STATEMENT_BYTES } from '../charter/statement.ts'
import { type DeviceId, type GroupId, ID_BYTES, idBytes, idFrom } from '../ids/ids.ts'
import { isAddress } from './address.ts'
import type { ClaimAnswer } from './lifecycle.ts'

export interface KnownAddresses {
  readonly device: DeviceId
  /** `host:port`, at most eight. */
  readonly addresses: readonly string[]
}

export interface Welcome {
  readonly group: GroupId
  /** Parents first. */
  readonly statements: readonly Uint8Array[]
  readonly addresses: readonly KnownAddresses[]
}

interface WelcomePage extends Welcome {
  readonly last: boolean
}

export type JoinAnswer =
  | { readonly kind: Exclude<ClaimAnswer, 'welcome'> }
  | { readonly kind: 'welcome'; readonly page: WelcomePage }

const VERSION = 1
const CODES: { readonly [Kind in ClaimAnswer]: number } = {
  waiting: 1,
  refused: 2,
  used: 3,
  expired: 4,
  welcome: 5,
}
/** Well under the largest message of a link, with room for one more statement. */
const PAGE_BYTES = 128 * 1024
/** Of a whole welcome: what an inviter sends is kept until its last page, and only then can be judged. */
export const MAX_WELCOME_BYTES = 32 * 1024 * 1024
const MAX_ADDRESSES = 8
const MAX_DEVICES = 2_000

/** version u8, kind u8. */
export function encodeAnswer(kind: Exclude<ClaimAnswer, 'welcome'>): Uint8Array {
  return new ByteWriter(2).u8(VERSION).u8(CODES[kind]).finish()
}

/** One message per page, to be sent in order; the joiner puts them together with {@link WelcomeCollector}. */
export function encodeWelcome(welcome: Welcome): Uint8Array[] {
  const pages: Uint8Array[] = []
  let statements: Uint8Array[] = []
  let bytes = 0
  for (const statement of welcome.statements) {
    if (bytes + statement.length > PAGE_BYTES) {
      pages.push(encodePage({ group: welcome.group, statements, addresses: [], last: false }))
      statements = []
      bytes = 0
    }
    statements.push(statement)
    bytes += statement.length
  }
  const addresses = welcome.addresses.slice(0, MAX_DEVICES)
  pages.push(encodePage({ group: welcome.group, statements, addresses, last: true }))
  return pages
}

/** version u8, kind u8, last u8, group 32, count u16 and statements (u32 length), count u16 and devices with addresses. */
function encodePage(page: WelcomePage): Uint8Array {
  const writer = new ByteWriter(PAGE_BYTES)
    .u8(VERSION)
    .u8(CODES.welcome)
    .u8(page.last ? 1 : 0)
  writer.raw(idBytes(page.group)).u16(page.statements.length)
  for (const statement of page.statements) writer.long(statement)
  writer.u16(page.addresses.length)
  for (const { device, addresses } of page.addresses) {
    const kept = addresses.filter(isAddress).slice(0, MAX_ADDRESSES)
    writer.raw(idBytes(device)).u8(kept.length)
    for (const address of kept) writer.short(utf8(address))
  }
  return writer.finish()
}

/** Throws MalformedBytes. */
export function decodeAnswer(bytes: Uint8Array): JoinAnswer {
  const reader = new ByteReader(bytes)
  if (reader.u8() !== VERSION) throw new MalformedBytes()
  const code = reader.u8()
  if (code === CODES.welcome) return { kind: 'welcome', page: readPage(reader) }
  reader.end()
  const kind = (['waiting', 'refused', 'used', 'expired'] as const).find((name) => CODES[name] === code)
  if (kind === undefined) throw new MalformedBytes()
  return { kind }
}

function readPage(reader: ByteReader): WelcomePage {
  const last = reader.u8()
  if (last > 1) throw new MalformedBytes()
  const group = idFrom('GroupId', reader.raw(ID_BYTES.GroupId))
  const statements: Uint8Array[] = []
  for (let left = reader.u16(); left > 0; left--) {
    const statement = reader.long()
    if (statement.length > MAX_STATEMENT_BYTES) throw new MalformedBytes()
    statements.push(statement.slice())
  }
  const addresses: KnownAddresses[] = []
  const devices = reader.u16()
  if (devices > MAX_DEVICES) throw new MalformedBytes()
  for (let i = 0; i < devices; i++) addresses.push(readAddresses(reader))
  reader.end()
  return { last: last === 1, group, statements, addresses }
}

function readAddresses(reader: ByteReader): KnownAddresses {
  const device = idFrom('DeviceId', reader.raw(ID_BYTES.DeviceId))
  const count = reader.u8()
  if (count > MAX_ADDRESSES) throw new MalformedBytes()
  const addresses: string[] = []
  for (let i = 0; i < count; i++) {
    const address = reader.text()
    if (!isAddress(address)) throw new MalformedBytes()
    addresses.push(address)
  }
  return { device, addresses }
}

/** Puts a welcome together from its pages, in the order in which the session delivers them. */
export class WelcomeCollector {
  #pages: WelcomePage[] = []
  #statements = 0
  #bytes = 0

  /** The whole welcome with the last page, undefined before. Throws MalformedBytes when pages do not belong together. */
  add(page: WelcomePage): Welcome | undefined {
    // Every page before the last brings statements, so their limit bounds the pages too; addresses come with the last alone.
    if (!page.last && (page.statements.length === 0 || page.addresses.length > 0)) throw new MalformedBytes()
    this.#statements += page.statements.length
    for (const statement of page.statements) this.#bytes += statement.length
    const first = this.#pages[0] ?? page
    const tooLarge = this.#statements > 2 * MAX_STATEMENTS || this.#bytes > MAX_WELCOME_BYTES
    if (page.group !== first.group || tooLarge) throw new MalformedBytes()
    this.#pages.push(page)
    if (!page.last) return undefined
    const pages = this.#pages
    this.#pages = []
    this.#statements = 0
    this.#bytes = 0
    return {
      group: page.group,
      statements: pages.flatMap(({ statements }) => statements),
      addresses: page.addresses,
    }
  }
}
