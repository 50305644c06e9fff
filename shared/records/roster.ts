// The roster of a group, folded from its records: what the group and its members are called.
// Nobody's entry must ever be changed by another member; only a coordinator's record may name the group.
import { toHex } from '../bytes/text.ts'
import { roleNamesGroup } from '../charter/roles.ts'
import { MEMBERSHIPS, type Membership } from '../contract/editor-api.ts'
import type { Crypto } from '../crypto/crypto.ts'
import type { GroupId, MemberId } from '../ids/ids.ts'
import { type FieldName, fieldNames, MAX_NAME, makeRecord, RECORD_KINDS, readFields } from './kinds.ts'
import { cleanLine } from './line.ts'
import type { Before, LaneRecord, RecordEntry } from './record.ts'
import { Register, Registers } from './register.ts'

/** ISO 3166-1's "user-assigned" code that CLDR calls "unknown region". */
const NO_COUNTRY = 'ZZ'
const NO_MEMBERSHIP = 'none'
const COUNTRY = /^[A-Z]{2}$/

export interface Person {
  readonly name: string
  readonly organisation: string
  /** Two capital letters, ISO 3166-1; absent when none is stated. */
  readonly country?: string | undefined
  /** Absent when none is stated, or one that only a later version knows. */
  readonly membership?: Membership | undefined
}

export interface Roster {
  /** Empty until a coordinator's record has come. */
  readonly groupName: string
  /** Without an entry for those who have not written theirs yet. */
  readonly people: ReadonlyMap<MemberId, Person>
  /** Records passed over: about someone else, naming the group without the right to, or with a malformed field. */
  readonly ignored: number
}

/** The target of records about the group as a whole. */
export function groupTarget(group: GroupId): string {
  return group.slice(0, 32)
}

/** A member's own entry; both texts are cleaned to one line. */
export function nameMember(crypto: Crypto, member: MemberId, name: string, organisation: string): LaneRecord {
  return makeRecord('member', toHex(crypto.random(16)), member, {
    name: cleanLine(name, MAX_NAME),
    organisation: cleanLine(organisation, MAX_NAME),
  })
}

/**
 * A member's own entry with everything they state: what `person` leaves out is no longer stated. A field cannot be taken back in a
 * log that only grows, so "none" has a value of its own.
 */
export function describeMember(crypto: Crypto, member: MemberId, person: Person): LaneRecord {
  return makeRecord('member', toHex(crypto.random(16)), member, {
    name: cleanLine(person.name, MAX_NAME),
    organisation: cleanLine(person.organisation, MAX_NAME),
    country: person.country ?? NO_COUNTRY,
    membership: person.membership ?? NO_MEMBERSHIP,
  })
}

/** The group's name, cleaned to one line. Counts only from a coordinator. */
export function nameGroup(crypto: Crypto, group: GroupId, name: string): LaneRecord {
  return makeRecord('group', toHex(crypto.random(16)), groupTarget(group), {
    name: cleanLine(name, MAX_NAME),
  })
}

/** `entries` in any order; the result is the same. */
export function foldRoster(group: GroupId, entries: readonly RecordEntry[], before: Before): Roster {
  const groupName = new Register()
  const people = new Map<MemberId, Registers<FieldName<'member'>>>()
  let ignored = 0
  for (const entry of entries) {
    switch (entry.record.kind) {
      case RECORD_KINDS.member.code:
        if (!writeMember(people, entry, before)) ignored += 1
        break
      case RECORD_KINDS.group.code:
        if (!writeGroup(groupName, group, entry, before)) ignored += 1
        break
    }
  }
  const named = new Map<MemberId, Person>()
  for (const [member, registers] of people) {
    const name = registers.value('name')
    if (name !== undefined) named.set(member, personOf(name, registers))
  }
  return { groupName: groupName.value ?? '', people: named, ignored }
}

function personOf(name: string, registers: Registers<FieldName<'member'>>): Person {
  const country = registers.value('country')
  const membership = MEMBERSHIPS.find((kind) => kind === registers.value('membership'))
  return {
    name,
    organisation: registers.value('organisation') ?? '',
    ...(country !== undefined && country !== NO_COUNTRY && COUNTRY.test(country) ? { country } : {}),
    ...(membership === undefined ? {} : { membership }),
  }
}

function writeMember(
  people: Map<MemberId, Registers<FieldName<'member'>>>,
  { hash, author, record }: RecordEntry,
  before: Before,
): boolean {
  const fields = readFields('member', record)
  if (record.target !== author || fields === undefined) return false
  const registers = people.get(author) ?? new Registers()
  people.set(author, registers)
  for (const name of fieldNames('member')) {
    const value = fields[name]
    if (value !== undefined) registers.write(name, hash, value, before)
  }
  return true
}

function writeGroup(register: Register, group: GroupId, entry: RecordEntry, before: Before): boolean {
  const fields = readFields('group', entry.record)
  if (!roleNamesGroup(entry.role) || entry.record.target !== groupTarget(group)) return false
  if (fields?.name === undefined) return false
  register.write(entry.hash, fields.name, before)
  return true
}
