// The invariants of the charter, as a table that can be audited line by line. All must hold for a statement to count.
// They may look only at the statement and its causal past: judged otherwise, two devices could disagree for ever.
import type { ErrorCode } from '../contract/errors.ts'
import type { Crypto } from '../crypto/crypto.ts'
import { type DeviceId, deviceIdOf, type EpochId, type GroupId, idBytes, type MemberId } from '../ids/ids.ts'
import type { Leaf } from '../ledger/position.ts'
import type { StatementBody } from './body.ts'
import { agrees, secretFor } from './consent.ts'
import { memberIdOf } from './device-keys.ts'
import { fitsEvidence } from './evidence.ts'
import type { KeyClass } from './roles.ts'
import { type CharterAct, ROLE_TABLE, type Role, roleActs } from './roles.ts'
import type { SignedBytes, Statement, StatementFrame } from './statement.ts'
import type { Standing } from './view.ts'

/** What a statement's parents and their ancestors say, resolved among themselves. */
export interface Past {
  readonly group: GroupId
  /** Of any device that was ever admitted. */
  signingKey(device: DeviceId): Uint8Array | undefined
  standing(device: DeviceId): Standing | undefined
  memberOf(device: DeviceId): MemberId | undefined
  /** All that were ever admitted to the member. */
  devicesOf(member: MemberId): readonly DeviceId[]
  role(member: MemberId): { readonly role: Role; readonly until?: number } | undefined
  coordinators(): readonly MemberId[]
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
      !('signingKey' in body) ||
      deviceIdOf(crypto, body.signingKey, body.boxKey) === (body.kind === 'found' ? author : body.device),
  },
  /** A member id belongs to the member's first device: nobody can be admitted under someone else's. */
  memberIdFitsDevice: {
    code: 'E_STATEMENT_INVALID',
    holds: (crypto, { body, author }) =>
      (body.kind !== 'found' && body.kind !== 'admit') ||
      memberIdOf(crypto, body.kind === 'found' ? author : body.device) === body.member,
  },
  /** The author's own admission is among the ancestors; a stranger's statement is nobody's. */
  authorIsAdmitted: {
    code: 'E_NOT_MEMBER',
    holds: (_crypto, { body, author }, past) =>
      body.kind === 'found' || past.signingKey(author) !== undefined,
  },
  /** Signed by the key that the charter itself holds for the author. */
  signedByAuthor: {
    code: 'E_STATEMENT_INVALID',
    holds: (crypto, statement, past) =>
      isSignedBy(
        crypto,
        statement,
        statement.body.kind === 'found' ? statement.body.signingKey : past.signingKey(statement.author),
      ),
  },
  /** Whoever was removed or frozen, or never rightly admitted, says nothing more. (What they say as if unaware: strikes.ts.) */
  authorIsCurrent: {
    code: 'E_REMOVED',
    holds: (_crypto, { body, author }, past) => body.kind === 'found' || past.standing(author) === 'current',
  },
  /** The author's role, as the ancestors have it, allows the act: a drafter cannot admit, nor cite someone else's right to. */
  roleAllows: {
    code: 'E_ROLE_FORBIDS',
    holds: (_crypto, { body, author }, past) => {
      const act = actOf(body, author, past)
      const member = past.memberOf(author)
      const role = member === undefined ? undefined : past.role(member)?.role
      return act === undefined || (role !== undefined && roleActs(role, act))
    },
  },
  /** Nobody is admitted twice in one line of descent, but for those whose admission turned out void. (At once: view.ts.) */
  newcomerIsNew: {
    code: 'E_ALREADY_MEMBER',
    holds: (_crypto, { body }, past) => {
      if (body.kind !== 'admit' && body.kind !== 'add-device') return true
      const standing = past.standing(body.device)
      return standing === undefined || (standing === 'voided' && body.kind === 'admit')
    },
  },
  /** A second device goes to the member whose device adds it: nobody puts a device into another's name. */
  deviceIsOwn: {
    code: 'E_ROLE_FORBIDS',
    holds: (_crypto, { body, author }, past) =>
      body.kind !== 'add-device' || past.memberOf(author) === body.member,
  },
  /** The device itself asked this author: whoever knows its public keys can neither take it over nor remove it as theirs. */
  deviceAgrees: {
    code: 'E_STATEMENT_INVALID',
    holds: (crypto, { body, author }) =>
      body.kind !== 'add-device' || agrees(crypto, body, secretFor(crypto, body.salt, author), body.consent),
  },
  /** What is taken is there: a member or device that belongs, or is frozen. */
  targetBelongs: {
    code: 'E_NOT_MEMBER',
    holds: (_crypto, { body }, past) => {
      const targets = targetsOf(body, past)
      return targets === undefined || targets.some((device) => isThere(past, device))
    },
  },
  /** The statement says by itself what it changes, so that nobody has to resolve the past to know which rights it takes. */
  roleChangesAsSaid: {
    code: 'E_STATEMENT_INVALID',
    holds: (_crypto, { body }, past) => {
      if (body.kind !== 'role') return true
      const now = past.role(body.member)
      return now?.role === body.from && (body.from !== body.to || now.until !== body.until)
    },
  },
  /** Only an expert's membership has an end. */
  onlyExpertsExpire: {
    code: 'E_STATEMENT_INVALID',
    holds: (_crypto, { body }, past) => body.kind !== 'expire' || past.role(body.member)?.role === 'expert',
  },
  /** Somebody can always admit, and decide. (Two at once who would leave nobody: settle.ts.) */
  coordinatorStays: {
    code: 'E_LAST_COORDINATOR',
    holds: (_crypto, { body }, past) => {
      const targets = targetsOf(body, past)
      if (targets === undefined || (body.kind === 'role' && body.to === 'coordinator')) return true
      const coordinators = past.coordinators()
      const takesOne = coordinators.some((member) =>
        past.devicesOf(member).some((it) => targets.includes(it)),
      )
      if (!takesOne) return true
      return coordinators.some((member) =>
        past
          .devicesOf(member)
          .some((device) => past.standing(device) === 'current' && !targets.includes(device)),
      )
    },
  },
  /** A cut names leaves of those whom it cuts: it can neither shorten nor lengthen what others wrote. */
  leavesAreOfTarget: {
    code: 'E_STATEMENT_INVALID',
    holds: (_crypto, { body }, past) => {
      const targets = targetsOf(body, past)
      return targets === undefined || leavesOf(body).every(({ device }) => targets.includes(device))
    },
  },
  /** What is adopted was written by somebody the ancestors know. */
  adoptedIsKnown: {
    code: 'E_NOT_MEMBER',
    holds: (_crypto, { body }, past) =>
      body.kind !== 'adopt' || past.signingKey(body.leaf.device) !== undefined,
  },
  /** Two stubs of one position, both signed by the device, and the cut is at the envelope before: anyone can check it. */
  evidenceProvesFork: {
    code: 'E_STATEMENT_INVALID',
    holds: (crypto, { body }, past) =>
      body.kind !== 'freeze' || fitsEvidence(crypto, past.group, body, (device) => past.signingKey(device)),
  },
  /** The granted key belongs to an epoch that the ancestors know; `found` brings its own. */
  epochIsKnown: {
    code: 'E_STATEMENT_INVALID',
    holds: (_crypto, { body }, past) =>
      (body.kind !== 'admit' && body.kind !== 'add-device') || past.hasEpoch(body.grant.epoch),
  },
  /** An epoch is minted once: an old one, whose key the removed may have, cannot be brought back; links lead to known ones. */
  mintedIsNew: {
    code: 'E_STATEMENT_INVALID',
    holds: (_crypto, { body }, past) =>
      body.kind !== 'rotate' ||
      (!past.hasEpoch(body.epoch) && body.links.every(({ epoch }) => past.hasEpoch(epoch))),
  },
  /** Whoever mints an epoch can give its key: one that nobody holds would be asked for by everybody, and never come. */
  minterGetsKey: {
    code: 'E_STATEMENT_INVALID',
    holds: (_crypto, { body, author }) =>
      body.kind !== 'rotate' || body.grants.some(({ device }) => device === author),
  },
  /** Each role gets its class of key, and only who belongs gets any: no statement hands drafts to those who may not read them. */
  keyFitsRole: {
    code: 'E_STATEMENT_INVALID',
    holds: (_crypto, { body, author }, past) => {
      switch (body.kind) {
        case 'found':
          return body.grant.key === ROLE_TABLE.coordinator.key
        case 'admit':
          return body.grant.key === ROLE_TABLE[body.role].key
        case 'add-device':
          return body.grant.key === keyOf(past, author)
        case 'rotate':
          return body.grants.every(({ device, key }) => key === keyOf(past, device))
        default:
          return true
      }
    },
  },
} as const satisfies { readonly [name: string]: Invariant }

export type InvariantName = keyof typeof INVARIANTS

export interface Broken {
  readonly code: ErrorCode
  readonly invariant: InvariantName
}

const NAMES = Object.keys(INVARIANTS) as InvariantName[]

/** The first invariant that does not hold; undefined when the statement counts. */
export function findBroken(crypto: Crypto, statement: Statement, past: Past): Broken | undefined {
  for (const name of NAMES) {
    const invariant: Invariant = INVARIANTS[name]
    if (!invariant.holds(crypto, statement, past)) return { code: invariant.code, invariant: name }
  }
  return undefined
}

/** For statements of a kind that this version cannot judge: at least their author is a member and signed them. */
export function findBrokenFrame(crypto: Crypto, frame: StatementFrame, past: Past): Broken | undefined {
  const key = past.signingKey(frame.author)
  if (key === undefined) return { code: 'E_NOT_MEMBER', invariant: 'authorIsAdmitted' }
  if (!isSignedBy(crypto, frame, key)) return { code: 'E_STATEMENT_INVALID', invariant: 'signedByAuthor' }
  if (past.standing(frame.author) !== 'current') return { code: 'E_REMOVED', invariant: 'authorIsCurrent' }
  return undefined
}

/** What the author needs the right to; undefined for `found`. */
function actOf(body: StatementBody, author: DeviceId, past: Past): CharterAct | undefined {
  switch (body.kind) {
    case 'found':
      return undefined
    case 'add-device':
      return 'add-own-device'
    case 'remove': {
      const own = past.memberOf(author)
      const target = 'member' in body.target ? body.target.member : past.memberOf(body.target.device)
      return target === own ? 'remove-own' : 'remove'
    }
    case 'freeze':
      return body.evidence === undefined ? 'freeze' : 'freeze-upon-proof'
    default:
      return body.kind
  }
}

/** The devices that the statement takes rights from; undefined when it takes none from anyone. */
export function targetsOf(
  body: StatementBody,
  past: Pick<Past, 'devicesOf'>,
): readonly DeviceId[] | undefined {
  switch (body.kind) {
    case 'remove':
      return 'member' in body.target ? past.devicesOf(body.target.member) : [body.target.device]
    case 'role':
    case 'expire':
      return past.devicesOf(body.member)
    case 'freeze':
      return [body.device]
    default:
      return undefined
  }
}

function leavesOf(body: StatementBody): readonly Leaf[] {
  return 'leaves' in body ? body.leaves : []
}

function isThere(past: Past, device: DeviceId): boolean {
  const standing = past.standing(device)
  return standing === 'current' || standing === 'frozen'
}

/** The class of key that the device may have. */
function keyOf(past: Past, device: DeviceId): KeyClass | undefined {
  const member = past.memberOf(device)
  const role = member === undefined ? undefined : past.role(member)?.role
  return role !== undefined && past.standing(device) === 'current' ? ROLE_TABLE[role].key : undefined
}

export function isSignedBy(crypto: Crypto, frame: SignedBytes, key: Uint8Array | undefined): boolean {
  return key !== undefined && crypto.verify('charter', idBytes(frame.hash), frame.signature, key)
}
