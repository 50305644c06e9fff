// The caller's side of a session. It knows whom it calls; an acceptor that does not want it stays silent, so silence is an answer.
// It must never report why in more detail than the two codes: the other side said nothing.
import { RapporteurError } from '../contract/errors.ts'
import type { KeyPair } from '../crypto/crypto.ts'
import type { Link } from '../ports/link.ts'
import { frameHandshake, unframeHandshake } from './handshake-wire.ts'
import { Handshake, PROLOGUE } from './noise.ts'
import { LinkSession, type Session, type SessionDeps } from './session.ts'

/** A caller gives up before an acceptor closes (see accept.ts), so that a refusal is told from a road that broke. */
export const CONNECT_TIMEOUT_MS = 15_000

const NONE = new Uint8Array(0)

export interface ConnectOptions {
  /** This side's static X25519 keys. */
  readonly local: KeyPair
  /** The acceptor's static X25519 key. */
  readonly remote: Uint8Array
  /** 32 bytes: IKpsk1, for joining. */
  readonly psk?: Uint8Array
  /** Travels in message 1, under the static keys only: no forward secrecy, and it may be replayed to the acceptor. */
  readonly payload?: Uint8Array
}

export interface Connected {
  readonly session: Session
  /** Payload of message 2. */
  readonly answer: Uint8Array
}

/**
 * Calls over `link`. Rejects with `E_UNREACHABLE` when the Link closed first, `E_SESSION_REFUSED` when nobody with that key
 * answered in time or the answer was not theirs; the Link is closed then.
 */
export function connectSession(deps: SessionDeps, link: Link, options: ConnectOptions): Promise<Connected> {
  const { local, remote, psk } = options
  const handshake = new Handshake(deps.crypto, {
    role: 'initiator',
    prologue: PROLOGUE,
    local,
    remote,
    ephemeral: () => deps.crypto.boxKeys(),
    ...(psk && { psk }),
  })
  const first = frameHandshake(handshake.write(options.payload ?? NONE))
  return new Promise((resolve, reject) => {
    let session: LinkSession | undefined
    let settled = false
    const fail = (code: 'E_UNREACHABLE' | 'E_SESSION_REFUSED'): void => {
      if (settled) return
      settled = true
      cancel()
      handshake.wipe()
      link.close()
      reject(new RapporteurError(code))
    }
    const cancel = deps.clock.after(CONNECT_TIMEOUT_MS, () => fail('E_SESSION_REFUSED'))
    link.onClose(() => {
      session?.linkClosed()
      fail('E_UNREACHABLE')
    })
    link.onMessage(async (message) => {
      if (session) {
        await session.receive(message)
        return
      }
      if (settled) return
      const noise = unframeHandshake(message)
      const answer = noise && handshake.read(noise)
      if (answer === undefined) {
        fail('E_SESSION_REFUSED')
        return
      }
      settled = true
      cancel()
      session = new LinkSession(deps, link, handshake.finish())
      // Message 1 could be a recording; only the empty frame, under this session's own keys, shows that the caller is here.
      session.sendEmpty()
      resolve({ session, answer: answer.slice() })
    })
    if (!link.send(first)) fail('E_UNREACHABLE')
  })
}
