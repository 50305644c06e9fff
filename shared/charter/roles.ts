// THE role table: who reads and writes which lane, and who may act in the charter. Everything that asks "may they?" asks here.
// It must never be consulted with a role taken from anywhere but the resolved charter.
import type { Role } from '../contract/editor-api.ts'
import { type LaneKind, OUTER_LANES } from '../ids/lanes.ts'

export type { Role }

/** `inner` opens every lane; `outer` opens only the lanes in {@link OUTER_LANES}, so never a draft. */
export type KeyClass = 'inner' | 'outer'

/**
 * What a device signs into the charter. Four acts are about oneself or prove themselves: another device of one's own, taking one
 * away (or leaving), freezing a device upon proof of a fork, adopting what was cut.
 */
export type CharterAct =
  | 'admit'
  | 'role'
  | 'remove'
  | 'expire'
  | 'freeze'
  | 'rotate'
  | 'add-own-device'
  | 'remove-own'
  | 'freeze-upon-proof'
  | 'adopt'

interface RoleRow {
  /** On disk and on the wire: never reuse one. */
  readonly code: number
  /** Of two roles given at once the higher number wins: the one with fewer rights. */
  readonly caution: number
  readonly key: KeyClass
  readonly writes: ReadonlySet<LaneKind>
  readonly acts: ReadonlySet<CharterAct>
  /** May set the group's name in the roster; one's own entry there is everyone's. */
  readonly namesGroup: boolean
}

const everyone: readonly CharterAct[] = ['add-own-device', 'remove-own', 'freeze-upon-proof', 'adopt']
/** Whoever mints an epoch knows its inner key: so those who may read drafts, and nobody else. */
const reader: readonly CharterAct[] = [...everyone, 'rotate']
const coordinator: readonly CharterAct[] = [...reader, 'admit', 'role', 'remove', 'expire', 'freeze']

export const ROLE_TABLE: { readonly [Name in Role]: RoleRow } = {
  coordinator: {
    code: 1,
    caution: 1,
    key: 'inner',
    writes: new Set(['body', 'review', 'adoption', 'desk', 'roster']),
    acts: new Set(coordinator),
    namesGroup: true,
  },
  drafter: {
    code: 2,
    caution: 2,
    key: 'inner',
    writes: new Set(['body', 'review', 'adoption', 'desk', 'roster']),
    acts: new Set(reader),
    namesGroup: false,
  },
  reviewer: {
    code: 4,
    caution: 3,
    key: 'inner',
    writes: new Set(['review', 'adoption', 'roster']),
    acts: new Set(reader),
    namesGroup: false,
  },
  // A reviewer until a date, which is in the statement that gave the role.
  expert: {
    code: 5,
    caution: 4,
    key: 'inner',
    writes: new Set(['review', 'adoption', 'roster']),
    acts: new Set(reader),
    namesGroup: false,
  },
  // Reads everything; of what it writes, only its own name reaches anyone.
  observer: {
    code: 3,
    caution: 5,
    key: 'inner',
    writes: new Set(['roster']),
    acts: new Set(reader),
    namesGroup: false,
  },
  // Sees the frozen text and who is in the group, never a draft: gets `outer` only.
  endorser: {
    code: 6,
    caution: 6,
    key: 'outer',
    writes: new Set(['adoption', 'roster']),
    acts: new Set(everyone),
    namesGroup: false,
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

const ROLES = Object.keys(ROLE_TABLE) as readonly Role[]

export function roleCode(role: Role): number {
  return ROLE_TABLE[role].code
}

/** undefined for a number that this version does not know: what names it must be held, not refused. */
export function roleOfCode(code: number): Role | undefined {
  return ROLES.find((role) => ROLE_TABLE[role].code === code)
}
