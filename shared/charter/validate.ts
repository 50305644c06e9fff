// The invariants of the charter, as a table that can be audited line by line. All must hold for a statement to count.
// They may look only at the statement and its causal past: judged otherwise, two devices could disagree for ever.
import type { ErrorCode } from '../contract/errors.ts'
import type { Crypto } from '../crypto/crypto.ts'
import { type DeviceId, deviceIdOf, type EpochId, type GroupId, idBytes } from '../ids/ids.ts'
import type { Admission } from './admissions.ts'
import { memberIdOf } from './device-keys.ts'
import { ROLE_TABLE, roleActs } from './roles.ts'
import type { Statement, StatementFrame } from './statement.ts'

/** What a statement's parents and their ancestors say. */
export interface Past {
  readonly group: GroupId
  /** The device's standing admission; undefined for a stranger. */
  admission(device: DeviceId): Admission | undefined
  hasEpoch(epoch: EpochId): boolean
}

export interface Invariant {
  readonly code: ErrorCode
  holds(crypto: Crypto, statement: Statement, past: Past): boolean
}

/** Checked in this order; the first that fails names the refusal. */
export const INVARIANTS = {
  /** Only `found` begins; everything else grows from it, so a statement of one group can never hang in another's charter. */
  onlyFoundHasNoParents: {
    code: 'E_STATEMENT_INVALID',
    holds: (_crypto, { body, parents }) => (body.kind === 'found') === (parents.length === 0),
  },
  /** The group's id is the hash of its `found`: there is one, and it cannot be swapped. */
  foundIsOfThisGroup: {
    code: 'E_STATEMENT_INVALID',
    holds: (_crypto, { body, hash }, past) => body.kind !== 'found' || (hash as string) === past.group,
  },
  /** A device id belongs to its two public keys, and can be claimed for no others. */
  deviceIdFitsKeys: {
    code: 'E_STATEMENT_INVALID',
    holds: (crypto, { body, author }) =>
      deviceIdOf(crypto, body.signingKey, body.boxKey) === (body.kind === 'found' ? author : body.device),
  },
  /** A member id belongs to the member's first device: nobody can be admitted under someone else's. */
  memberIdFitsDevice: {
    code: 'E_STATEMENT_INVALID',
    holds: (crypto, { body, author }) =>
      memberIdOf(crypto, body.kind === 'found' ? author : body.device) === body.member,
  },
  /** The author's own admission is among the ancestors; a stranger's statement is nobody's. */
  authorIsAdmitted: {
    code: 'E_NOT_MEMBER',
    holds: (_crypto, { body, author }, past) => body.kind === 'found' || past.admission(author) !== undefined,
  },
  /** Signed by the key that the charter itself holds for the author. */
  signedByAuthor: {
    code: 'E_STATEMENT_INVALID',
    holds: (crypto, statement, past) =>
      isSignedBy(
        crypto,
        statement,
        statement.body.kind === 'found'
          ? statement.body.signingKey
          : past.admission(statement.author)?.signingKey,
      ),
  },
  /** The author's role, as the ancestors have it, allows the act: a drafter cannot admit, nor cite someone else's right to. */
  roleAllows: {
    code: 'E_ROLE_FORBIDS',
    holds: (_crypto, { body, author }, past) => {
      if (body.kind === 'found') return true
      const role = past.admission(author)?.role
      return role !== undefined && roleActs(role, body.kind)
    },
  },
  /** Nobody is admitted twice in one line of descent. (Two coordinators at once can; then the lowest hash stands.) */
  newcomerIsNew: {
    code: 'E_ALREADY_MEMBER',
    holds: (_crypto, { body }, past) => body.kind !== 'admit' || past.admission(body.device) === undefined,
  },
  /** The granted key belongs to an epoch that the ancestors know; `found` brings its own. */
  epochIsKnown: {
    code: 'E_STATEMENT_INVALID',
    holds: (_crypto, { body }, past) => body.kind === 'found' || past.hasEpoch(body.grant.epoch),
  },
  /** Each role gets its class of key, so that no statement hands drafts to those who may not read them. */
  keyFitsRole: {
    code: 'E_STATEMENT_INVALID',
    holds: (_crypto, { body }) =>
      body.grant.key === ROLE_TABLE[body.kind === 'found' ? 'coordinator' : body.role].key,
  },
} as const satisfies { readonly [name: string]: Invariant }

export type InvariantName = keyof typeof INVARIANTS

export interface Broken {
  readonly code: ErrorCode
  readonly invariant: InvariantName
}

/** The first invariant that does not hold; undefined when the statement counts. */
export function findBroken(crypto: Crypto, statement: Statement, past: Past): Broken | undefined {
  for (const name of Object.keys(INVARIANTS) as InvariantName[]) {
    const invariant: Invariant = INVARIANTS[name]
    if (!invariant.holds(crypto, statement, past)) return { code: invariant.code, invariant: name }
  }
  return undefined
}

/** For statements of a kind that this version cannot judge: at least their author is a member and signed them. */
export function findBrokenFrame(crypto: Crypto, frame: StatementFrame, past: Past): Broken | undefined {
  const admission = past.admission(frame.author)
  if (admission === undefined) return { code: 'E_NOT_MEMBER', invariant: 'authorIsAdmitted' }
  if (!isSignedBy(crypto, frame, admission.signingKey)) {
    return { code: 'E_STATEMENT_INVALID', invariant: 'signedByAuthor' }
  }
  return undefined
}

function isSignedBy(crypto: Crypto, frame: StatementFrame, key: Uint8Array | undefined): boolean {
  return key !== undefined && crypto.verify('charter', idBytes(frame.hash), frame.signature, key)
}
