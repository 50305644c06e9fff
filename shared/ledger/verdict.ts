// What the ledger answers, as data. Shapes only.
// It must never carry keys, and carries text only in `bytes` of what was accepted.
import type { ErrorCode } from '../contract/errors.ts'
import type { Hash } from '../ids/ids.ts'
import type { Lane } from '../ids/lanes.ts'
import type { PayloadKind } from './payload.ts'
import type { Position } from './position.ts'

/** An envelope that has become part of its device's chain, and must be stored. */
export interface Chained {
  readonly position: Position
  readonly hash: Hash
  /** Its number in the local arrival log. */
  readonly logNumber: number
  /** True when the caller gave the log number: it is stored already. */
  readonly replayed: boolean
  /** As it came: what to store and to pass on. */
  readonly envelope: Uint8Array
}

export interface Accepted extends Chained {
  readonly outcome: 'accepted'
  readonly lane: Lane
  readonly kind: PayloadKind
  readonly schema: number
  /** The payload in plaintext, whole (after the last part). */
  readonly bytes: Uint8Array
  /** The session's clientID in this lane. */
  readonly clientId: number
  /** For records: a number that grows along every causal path; equal numbers are ordered by hash. For yjs: the next clock. */
  readonly order: number
  /** The charter heads under which it was written: the author's role then is the one that counts. */
  readonly heads: readonly Hash[]
}

/** A part of an update that is not whole yet, or a body that this device may not read. */
export interface Stored extends Chained {
  readonly outcome: 'stored'
}

/** Correctly signed and chained, but it does not count. */
export interface RefusedInChain extends Chained {
  readonly outcome: 'refused'
  readonly chained: true
  readonly code: ErrorCode
}

/** Correctly signed and chained, and perhaps honest, but beyond what counts of its device, or built on such. */
export interface Outside extends Chained {
  readonly outcome: 'outside'
}

export interface RefusedOutright {
  readonly outcome: 'refused'
  readonly chained: false
  readonly code: ErrorCode
}

/** Two envelopes where there may be one. With the stub of the one that is here it becomes a proof (fork-proof.ts). */
export interface ForkSighting {
  /** 'position': two envelopes for one position. 'client-id': two sessions with one clientID in a lane. */
  readonly kind: 'position' | 'client-id'
  /** Of the envelope that is here. */
  readonly position: Position
  readonly hash: Hash
  readonly logNumber: number
  /** Encoded stub of the other; its signature has been checked. */
  readonly other: Uint8Array
}

export type Receipt =
  | Accepted
  | Stored
  | RefusedInChain
  | Outside
  | RefusedOutright
  | { readonly outcome: 'duplicate' }
  /** `code` when the person can do something about it: update the app. */
  | { readonly outcome: 'held'; readonly code?: ErrorCode }
  | { readonly outcome: 'fork'; readonly proof: ForkSighting }

export interface WrittenEnvelope extends Chained {
  /** As in {@link Accepted}, for the envelope that completes the payload. */
  readonly order: number | undefined
  /** The same bytes as `envelope`. */
  readonly bytes: Uint8Array
}
