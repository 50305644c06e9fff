// THE role table: who reads and writes which lane, and who may act in the charter. Everything that asks "may they?" asks here.
// It must never be consulted with a role taken from anywhere but the resolved charter.
import type { Role } from '../contract/editor-api.ts'
import { type LaneKind, OUTER_LANES } from '../ids/lanes.ts'

export type { Role }

/** Roles whose number is taken, but which this version neither gives nor enforces: a statement that names one is held. */
export type ReservedRole = 'reviewer' | 'expert' | 'endorser'

/** `inner` opens every lane; `outer` opens only the lanes in {@link OUTER_LANES}, so never a draft. */
export type KeyClass = 'inner' | 'outer'

/** What a device signs into the charter. */
export type CharterAct = 'admit'

interface RoleRow {
  /** On disk and on the wire: never reuse one. */
  readonly code: number
  readonly key: KeyClass
  readonly writes: ReadonlySet<LaneKind>
  readonly acts: ReadonlySet<CharterAct>
  /** May set the group's name in the roster; one's own entry there is everyone's. */
  readonly namesGroup: boolean
  /** False for reserved rows. */
  readonly enforced: boolean
}

const none: ReadonlySet<CharterAct> = new Set()

export const ROLE_TABLE: { readonly [Name in Role | ReservedRole]: RoleRow } = {
  coordinator: {
    code: 1,
    key: 'inner',
    writes: new Set(['body', 'review', 'adoption', 'desk', 'roster']),
    acts: new Set(['admit']),
    namesGroup: true,
    enforced: true,
  },
  drafter: {
    code: 2,
    key: 'inner',
    writes: new Set(['body', 'review', 'adoption', 'desk', 'roster']),
    acts: none,
    namesGroup: false,
    enforced: true,
  },
  // Reads everything; of what it writes, only its own name reaches anyone.
  observer: {
    code: 3,
    key: 'inner',
    writes: new Set(['roster']),
    acts: none,
    namesGroup: false,
    enforced: true,
  },
  reviewer: {
    code: 4,
    key: 'inner',
    writes: new Set(['review', 'adoption', 'roster']),
    acts: none,
    namesGroup: false,
    enforced: false,
  },
  expert: {
    code: 5,
    key: 'inner',
    writes: new Set(['review', 'adoption', 'roster']),
    acts: none,
    namesGroup: false,
    enforced: false,
  },
  // Sees the frozen text and who is in the group, never a draft: gets `outer` only.
  endorser: {
    code: 6,
    key: 'outer',
    writes: new Set(['adoption', 'roster']),
    acts: none,
    namesGroup: false,
    enforced: false,
  },
}

export function roleWrites(role: Role, lane: LaneKind): boolean {
  return ROLE_TABLE[role].writes.has(lane)
}

export function roleReads(role: Role, lane: LaneKind): boolean {
  return ROLE_TABLE[role].key === 'inner' || OUTER_LANES.has(lane)
}

export function roleActs(role: Role, act: CharterAct): boolean {
  return ROLE_TABLE[role].acts.has(act)
}

export function roleNamesGroup(role: Role): boolean {
  return ROLE_TABLE[role].namesGroup
}

const ENFORCED: readonly Role[] = ['coordinator', 'drafter', 'observer']

export function roleCode(role: Role): number {
  return ROLE_TABLE[role].code
}

/** undefined for a number that this version does not enforce: what names it must be held, not refused. */
export function roleOfCode(code: number): Role | undefined {
  return ENFORCED.find((role) => ROLE_TABLE[role].code === code)
}
