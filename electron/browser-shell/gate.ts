// Who may use the host: the page that shows the token of this start, one page at a time.
// It must never let a token that was used before reach an open vault: whoever comes with it must know the passphrase.
import { timingSafeEqual } from 'node:crypto'
import { utf8 } from '../../shared/bytes/codec.ts'
import { toBase64Url } from '../../shared/bytes/text.ts'
import type { ErrorCode } from '../../shared/contract/errors.ts'
import type { HelloFrame } from '../../shared/contract/socket-frames.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import type { Random } from '../../shared/ports/random.ts'

/** How long the file that opens the browser is good for. */
const TICKET_MS = 30_000
const SECRET_BYTES = 32

export type Admission =
  /** `lockFirst`: the token was used before, so the vault must be locked before this page sees anything. */
  | { readonly admitted: true; readonly session: string; readonly lockFirst: boolean }
  | { readonly admitted: false; readonly code: ErrorCode }

/**
 * | shown | nobody is connected | a page is connected |
 * |---|---|---|
 * | this session (a reload) | admitted | admitted, the other page is told E_SECOND_TAB |
 * | the token, first use | admitted | (cannot be) |
 * | the token, used before | the vault is locked, then admitted | refused: E_SECOND_TAB |
 * | nothing (the address copied from the bar, which has lost its token) | refused | refused: E_SECOND_TAB |
 * | anything else | refused | refused |
 */
export class Gate {
  /** 43 characters; stands in the address after `#`, or in the page that a ticket opens. */
  readonly token: string
  readonly #random: Random
  readonly #clock: Clock
  #used = false
  #session: string | undefined
  #ticket: { readonly secret: string; readonly expires: number } | undefined

  constructor(random: Random, clock: Clock) {
    this.#random = random
    this.#clock = clock
    this.token = this.#secret()
  }

  admit({ hello }: HelloFrame, occupied: boolean): Admission {
    if (hello.session !== undefined && this.#session !== undefined && same(hello.session, this.#session)) {
      return { admitted: true, session: this.#session, lockFirst: false }
    }
    const nothing = hello.session === undefined && hello.token === undefined
    const known = hello.token !== undefined && same(hello.token, this.token)
    if (!known && !(nothing && occupied)) return { admitted: false, code: 'E_NOT_CONNECTED' }
    if (occupied) return { admitted: false, code: 'E_SECOND_TAB' }
    const lockFirst = this.#used
    this.#used = true
    this.#session = this.#secret()
    return { admitted: true, session: this.#session, lockFirst }
  }

  /** A secret that opens one page, once, within 30 seconds. The one before it is void. */
  issueTicket(): string {
    this.#ticket = { secret: this.#secret(), expires: this.#clock.now() + TICKET_MS }
    return this.#ticket.secret
  }

  redeemTicket(shown: string): boolean {
    const ticket = this.#ticket
    if (ticket === undefined || !same(shown, ticket.secret)) return false
    this.#ticket = undefined
    return this.#clock.now() <= ticket.expires
  }

  #secret(): string {
    return toBase64Url(this.#random.bytes(SECRET_BYTES))
  }
}

/** In constant time for texts of one length; the length of a secret is no secret. */
export function same(a: string, b: string): boolean {
  const [left, right] = [utf8(a), utf8(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
