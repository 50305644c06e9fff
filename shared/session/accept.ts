// The acceptor's side of a session: tries its few keys, asks the host who the caller is, and sends nothing to anyone else.
// A stranger, a removed device, garbage and a version from the future all meet the same silence and the same closing time.
import type { KeyPair } from '../crypto/crypto.ts'
import type { Link } from '../ports/link.ts'
import { frameHandshake, unframeHandshake } from './handshake-wire.ts'
import { Handshake, PROLOGUE } from './noise.ts'
import { LinkSession, type Session, type SessionDeps } from './session.ts'

/** How long a Link may live without a session. Longer than the caller's patience: see connect.ts. */
export const ACCEPT_TIMEOUT_MS = 20_000

const NONE = new Uint8Array(0)

/** One of the acceptor's keys. `tag` comes back with the claim: which group, or which invitation. */
export interface Candidate<Tag> {
  readonly local: KeyPair
  readonly psk?: Uint8Array
  readonly tag: Tag
}

/** What message 1 proved: its writer held `peerKey` (and the psk) once. It may be a recording; see {@link acceptSession}. */
export interface Claim<Tag> {
  readonly peerKey: Uint8Array
  readonly payload: Uint8Array
  readonly tag: Tag
}

export type Decision = { readonly accept: true; readonly payload?: Uint8Array } | { readonly accept: false }

export interface AcceptOptions<Tag> {
  readonly candidates: readonly Candidate<Tag>[]
  /** May read and learn (statements in the payload); must not act on the caller's presence: that is for the returned session. */
  decide(claim: Claim<Tag>): Promise<Decision>
}

export interface Accepted<Tag> extends Claim<Tag> {
  readonly session: Session
}

interface Opened<Tag> extends Claim<Tag> {
  readonly handshake: Handshake
}

/**
 * Waits for a caller on `link`. Resolves once the caller has also proved that it is live, by a first frame under the new keys;
 * undefined when the Link closed without a session, at the latest after {@link ACCEPT_TIMEOUT_MS}. Never rejects, except with
 * what `decide` throws.
 */
export function acceptSession<Tag>(
  deps: SessionDeps,
  link: Link,
  options: AcceptOptions<Tag>,
): Promise<Accepted<Tag> | undefined> {
  return new Promise((resolve, reject) => {
    let state: 'waiting' | 'refused' | 'answered' | 'live' = 'waiting'
    let session: LinkSession | undefined
    const cancel = deps.clock.after(ACCEPT_TIMEOUT_MS, () => link.close())

    link.onClose(() => {
      cancel()
      session?.linkClosed()
      resolve(undefined)
    })

    const answer = async (message: Uint8Array): Promise<void> => {
      state = 'refused'
      const opened = open(deps, options.candidates, message)
      if (opened === undefined) return
      const { handshake, ...claim } = opened
      const decision = await options.decide(claim)
      if (!decision.accept) {
        handshake.wipe()
        return
      }
      const second = frameHandshake(handshake.write(decision.payload ?? NONE))
      const live = new LinkSession(deps, link, handshake.finish())
      session = live
      state = 'answered'
      if (!link.send(second)) live.close()
      confirm = () => resolve({ ...claim, session: live })
    }
    let confirm: () => void = () => {}

    link.onMessage(async (message) => {
      if (state === 'waiting') {
        await answer(message).catch((error: unknown) => {
          link.close()
          reject(error)
        })
        return
      }
      // Whoever was refused may go on talking; nobody listens until the Link closes.
      if (session === undefined) return
      const delivered = session.receive(message)
      if (state === 'answered' && !session.closed) {
        state = 'live'
        cancel()
        confirm()
      }
      await delivered
    })
  })
}

/** The first candidate under which message 1 opens, or undefined. */
function open<Tag>(
  deps: SessionDeps,
  candidates: readonly Candidate<Tag>[],
  message: Uint8Array,
): Opened<Tag> | undefined {
  const noise = unframeHandshake(message)
  if (noise === undefined) return undefined
  for (const { local, psk, tag } of candidates) {
    const handshake = new Handshake(deps.crypto, {
      role: 'responder',
      prologue: PROLOGUE,
      local,
      ephemeral: () => deps.crypto.boxKeys(),
      ...(psk && { psk }),
    })
    const payload = handshake.read(noise)
    if (payload !== undefined) return { handshake, payload: payload.slice(), peerKey: handshake.remote, tag }
    handshake.wipe()
  }
  return undefined
}
