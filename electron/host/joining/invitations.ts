// Invitations that this device gave out for one group: who knocked with them, and the answer. Each works once: the first device
// that proves the secret binds it, and nobody is let in but by a person's click.
import { MalformedBytes } from '../../../shared/bytes/codec.ts'
import type { InvitationItem, WaitingItem } from '../../../shared/contract/editor-api.ts'
import { RapporteurError } from '../../../shared/contract/errors.ts'
import type { Crypto, KeyPair } from '../../../shared/crypto/crypto.ts'
import { type DeviceId, type Hash, parseId } from '../../../shared/ids/ids.ts'
import { encodeAnswer, encodeWelcome, type KnownAddresses } from '../../../shared/invitation/answer.ts'
import {
  consentSalt,
  decodeIssued,
  encodeIssued,
  type Granted,
  type IssuedInvitation,
  issueInvitation,
  joinPsk,
} from '../../../shared/invitation/issue.ts'
import { type JoinRequest, MAX_JOIN_BYTES, readJoin } from '../../../shared/invitation/join.ts'
import { answerTo, type InvitationEvent, nextInvitationState } from '../../../shared/invitation/lifecycle.ts'
import { safetyWords, wordsOfEnglish } from '../../../shared/invitation/safety-words.ts'
import type { Clock } from '../../../shared/ports/clock.ts'
import type { Session } from '../../../shared/session/session.ts'
import type { Group } from '../groups/group.ts'
import type { Claim, GroupRecord } from '../groups/group-record.ts'

export interface InvitationsDeps {
  readonly crypto: Crypto
  readonly clock: Clock
  readonly group: Group
  readonly record: GroupRecord
  /** `host:port` under which this device can be reached now. */
  ownAddresses(): readonly string[]
  knownAddresses(): readonly KnownAddresses[]
  /** Makes the record durable. */
  save(record: Pick<GroupRecord, 'invitations'>): Promise<void>
  changed(): void
}

interface Held {
  issued: IssuedInvitation
  claim: Claim | undefined
  /** The joiner's live session. */
  session: Session | undefined
  /** Sessions whose caller has not said who it is, oldest first. */
  asking: Session[]
}

/** How long after its expiry an invitation is still answered. */
const ANSWERED_FOR_MS = 30 * 24 * 60 * 60 * 1000
/** How long a caller with the secret may take to say who it is. */
const REQUEST_WITHIN_MS = 10_000
/** Whoever holds the secret may keep no more than these waiting; of more, the oldest goes, for an honest caller speaks at once. */
const MOST_ASKING = 2
/** How long a caller has to read a final answer. */
const LINGER_MS = 2_000

/** What the acceptor of a session needs to know of an open invitation. */
export interface InvitationKey {
  readonly local: KeyPair
  readonly psk: Uint8Array
  readonly id: string
}

export class Invitations {
  readonly #deps: InvitationsDeps
  readonly #held: Held[]
  #closed = false

  constructor(deps: InvitationsDeps) {
    this.#deps = deps
    this.#held = deps.record.invitations.map(({ issued, claim }) => ({
      issued: decodeIssued(issued),
      claim,
      session: undefined,
      asking: [],
    }))
  }

  /** Throws E_ROLE_FORBIDS, E_REACH_OFF, and E_DATE_PAST unless an expert, and nobody else, has an end that is still to come. */
  async issue(grants: Granted): Promise<{ text: string; expires: number }> {
    const { crypto, clock } = this.#deps
    if (!this.#mayAdmit(grants)) throw new RapporteurError('E_ROLE_FORBIDS')
    if (grants.kind === 'member' && !endsWell(grants, clock.now())) throw new RapporteurError('E_DATE_PAST')
    const addresses = this.#deps.ownAddresses()
    if (addresses.length === 0) throw new RapporteurError('E_REACH_OFF')
    const { text, issued } = issueInvitation(crypto, {
      author: this.#deps.group.keys.id,
      grants,
      addresses,
      now: clock.now(),
    })
    this.#held.push({ issued, claim: undefined, session: undefined, asking: [] })
    await this.#save()
    this.#deps.changed()
    return { text, expires: issued.expires }
  }

  /** Nobody has come with these yet, and somebody still may. */
  open(): InvitationItem[] {
    const now = this.#deps.clock.now()
    return this.#held
      .filter(({ issued }) => issued.state.kind === 'open' && issued.expires > now)
      .filter(({ issued }) => this.#mayAdmit(issued.grants))
      .map(({ issued: { id, grants, expires } }) => ({ invitation: id, grants, expires }))
  }

  /** Whoever comes with it from now on is told that it has expired. */
  async withdraw(id: string): Promise<void> {
    const held = this.#held.find(({ issued }) => issued.id === id)
    if (held?.issued.state.kind !== 'open') throw new RapporteurError('E_NOT_FOUND')
    for (const session of held.asking) session.close()
    await this.#move(held, { kind: 'withdraw' })
  }

  /** Also of those that were used or have lately expired: whoever comes with one should be told, not meet silence. */
  keys(): InvitationKey[] {
    const { group } = this.#deps
    if (this.#closed || !group.state.charter.isCurrent(group.keys.id)) return []
    const oldest = this.#deps.clock.now() - ANSWERED_FOR_MS
    const answered = this.#held.filter(({ issued }) => issued.expires > oldest)
    return answered.map(({ issued }) => ({
      local: issued.keys,
      psk: joinPsk(this.#deps.crypto, issued.secret),
      id: issued.id,
    }))
  }

  /** Somebody called with the secret of this invitation. */
  async knock(id: string, session: Session): Promise<void> {
    const held = this.#held.find(({ issued }) => issued.id === id)
    if (held === undefined) {
      session.close()
      return
    }
    if (held.asking.length >= MOST_ASKING) held.asking.shift()?.close()
    held.asking.push(session)
    const request = await this.#request(session, held.issued.secret)
    held.asking = held.asking.filter((other) => other !== session)
    if (request === undefined) {
      session.close()
      return
    }
    const { crypto, clock } = this.#deps
    const state = nextInvitationState(held.issued.state, held.issued.expires, {
      kind: 'claim',
      by: request.device,
      now: clock.now(),
    })
    if (state !== held.issued.state) {
      held.issued = { ...held.issued, state }
      await this.#save()
    }
    const answer = answerTo(request.device, state)
    if (answer === 'waiting' || answer === 'welcome') {
      held.claim = claimOf(request, safetyWords(crypto, session.handshakeHash).en)
      await this.#save()
      held.session?.close()
      held.session = session
      session.onClose(() => {
        if (held.session === session) held.session = undefined
        this.#deps.changed()
      })
    }
    if (answer === 'welcome') this.#welcome(session)
    else session.send(encodeAnswer(answer))
    // A final answer ends the conversation: a secret that leaked must not hold this device's doors open.
    if (answer !== 'waiting' && answer !== 'welcome') clock.after(LINGER_MS, () => session.close())
    this.#deps.changed()
  }

  waiting(): WaitingItem[] {
    return this.#held.flatMap(({ issued, claim, session }) =>
      issued.state.kind === 'claimed' && claim !== undefined && this.#mayAdmit(issued.grants)
        ? [
            {
              waiting: claim.device,
              name: claim.name,
              organisation: claim.organisation,
              grants: issued.grants,
              words: wordsOfEnglish(claim.words),
              online: session !== undefined,
              others: issued.state.others,
            },
          ]
        : [],
    )
  }

  /** What those called themselves whom this device admitted and whose own roster entry has not come yet. */
  claims(): Claim[] {
    return this.#held.flatMap(({ claim }) => claim ?? [])
  }

  /** Returns the device that was let in. */
  async admit(waiting: string): Promise<DeviceId> {
    const { held, claim } = this.#find(waiting)
    const device = parseId('DeviceId', claim.device)
    // After a crash between the statement and this record they are admitted already: the invitation only has to follow.
    if (this.#admission(device) === undefined) await this.#letIn(held.issued, claim)
    const statement = this.#admission(device)
    if (statement === undefined) throw new RapporteurError('E_STATEMENT_INVALID')
    await this.#move(held, { kind: 'admit', statement })
    if (held.session !== undefined) this.#welcome(held.session)
    return device
  }

  async refuse(waiting: string): Promise<void> {
    const { held } = this.#find(waiting)
    await this.#move(held, { kind: 'refuse' })
    held.session?.send(encodeAnswer('refused'))
  }

  /** Nobody is answered any more. What is being saved still is: the keys stay until {@link wipe}. */
  close(): void {
    this.#closed = true
    for (const { session } of this.#held) session?.close()
  }

  wipe(): void {
    for (const { issued } of this.#held) this.#deps.crypto.wipe(issued.keys.secretKey, issued.secret)
  }

  /** A colleague may be admitted by coordinators, one's own device by anyone who belongs. */
  #mayAdmit(grants: Granted): boolean {
    const { charter } = this.#deps.group.state
    const role = charter.roleOf(this.#deps.group.keys.id)
    return grants.kind === 'device' ? role !== undefined : role === 'coordinator'
  }

  async #letIn({ grants, keys }: IssuedInvitation, { signingKey, boxKey, consent }: Claim): Promise<void> {
    const { crypto, group, clock } = this.#deps
    if (grants.kind === 'device') {
      if (consent === undefined) throw new RapporteurError('E_STATEMENT_INVALID')
      await group.addDevice({ signingKey, boxKey, consent, salt: consentSalt(crypto, keys) })
      return
    }
    if (!endsWell(grants, clock.now())) throw new RapporteurError('E_DATE_PAST')
    const { role, until } = grants
    await group.admit({ signingKey, boxKey, role, ...(until === undefined ? {} : { until }) })
  }

  #admission(device: DeviceId): Hash | undefined {
    const { charter } = this.#deps.group.state
    const admits = (kind: string): boolean => kind === 'admit' || kind === 'add-device'
    return charter.history().find((entry) => entry.device === device && admits(entry.kind))?.statement
  }

  #request(session: Session, secret: Uint8Array): Promise<JoinRequest | undefined> {
    return new Promise((resolve) => {
      const cancel = this.#deps.clock.after(REQUEST_WITHIN_MS, () => session.close())
      session.onClose(() => {
        cancel()
        resolve(undefined)
      })
      session.onFrame((frame) => {
        try {
          if (frame.length > MAX_JOIN_BYTES) throw new MalformedBytes()
          const known = { handshakeHash: session.handshakeHash, remoteStatic: session.peerKey }
          resolve(readJoin(this.#deps.crypto, known, secret, frame))
          cancel()
        } catch (error) {
          if (!(error instanceof MalformedBytes)) throw error
          resolve(undefined)
        }
      })
    })
  }

  #welcome(session: Session): void {
    const { group } = this.#deps
    const own = { device: group.keys.id, addresses: [...this.#deps.ownAddresses()] }
    const addresses = [own, ...this.#deps.knownAddresses()]
    const welcome = { group: group.id, statements: group.state.charter.all(), addresses }
    for (const page of encodeWelcome(welcome)) session.send(page)
  }

  async #move(held: Held, event: InvitationEvent): Promise<void> {
    const state = nextInvitationState(held.issued.state, held.issued.expires, event)
    held.issued = { ...held.issued, state }
    await this.#save()
    this.#deps.changed()
  }

  #find(waiting: string): { held: Held; claim: Claim } {
    for (const held of this.#held) {
      if (held.issued.state.kind === 'claimed' && held.claim?.device === waiting)
        return { held, claim: held.claim }
    }
    throw new RapporteurError('E_NOT_FOUND')
  }

  #save(): Promise<void> {
    return this.#deps.save({
      invitations: this.#held.map(({ issued, claim }) => ({
        issued: encodeIssued(issued),
        ...(claim === undefined ? {} : { claim }),
      })),
    })
  }
}

function claimOf(request: JoinRequest, words: string[]): Claim {
  return { ...request, words }
}

/** An expert's access has an end, still to come; nobody else's has one. */
function endsWell(grants: Granted & { kind: 'member' }, now: number): boolean {
  return grants.role === 'expert'
    ? grants.until !== undefined && grants.until > now
    : grants.until === undefined
}
