// Records and their folds: what the desk and the roster say, and what can never be said about someone else.
import { describe, expect, test } from 'vitest'
import { MalformedBytes } from '../../../shared/bytes/codec.ts'
import type { Role } from '../../../shared/charter/roles.ts'
import { type Hash, idFrom } from '../../../shared/ids/ids.ts'
import { changePaper, foldDesk, newPaper } from '../../../shared/records/desk.ts'
import { makeRecord } from '../../../shared/records/kinds.ts'
import { cleanLine } from '../../../shared/records/line.ts'
import {
  decodeRecord,
  encodeRecord,
  type LaneRecord,
  type RecordEntry,
} from '../../../shared/records/record.ts'
import { foldRoster, groupTarget, nameGroup, nameMember } from '../../../shared/records/roster.ts'
import { seededCrypto } from '../../support/crypto.ts'
import { fixture } from '../../support/fixture.ts'
import { strangeRecord } from '../../support/record-history.ts'

const crypto = seededCrypto(41)
const member = () => idFrom('MemberId', crypto.random(16))
const [ana, boris] = [member(), member()]
const group = idFrom('GroupId', crypto.random(32))
const id = 'cd'.repeat(16)

/** Entries written one after another, each knowing all before it. */
function told(...parts: (readonly [RecordEntry['author'], LaneRecord, Role?])[]) {
  const entries = parts.map(
    ([author, record, role = 'coordinator'], index): RecordEntry => ({
      hash: idFrom('Hash', crypto.hash(Uint8Array.of(index))),
      author,
      role,
      record,
    }),
  )
  const order = new Map(entries.map(({ hash }, index) => [hash, index]))
  const before = (first: Hash, second: Hash) => (order.get(first) ?? 0) < (order.get(second) ?? 0)
  return { entries, before }
}

describe('the codec', () => {
  test('a record comes out as it went in, unknown kinds and fields included', () => {
    for (const record of [
      newPaper(crypto, ana, 'Recommendations', 'paper').record,
      strangeRecord(65_535, boris),
      { id, kind: 1, target: ana, fields: new Map() },
    ])
      expect(decodeRecord(encodeRecord(record))).toEqual(record)
  })

  test('TRUNCATE, REORDER: cut, extended, with fields out of order or repeated: malformed', () => {
    const fields = new Map([1, 2].map((number) => [number, new Uint8Array([number])] as const))
    const bytes = encodeRecord({ id, kind: 1, target: ana, fields })
    for (let length = 0; length < bytes.length; length++)
      expect(() => decodeRecord(bytes.subarray(0, length))).toThrow(MalformedBytes)
    expect(() => decodeRecord(Uint8Array.from([...bytes, 0]))).toThrow(MalformedBytes)
    const swapped = bytes.slice()
    swapped[35] = 2
    expect(() => decodeRecord(swapped)).toThrow(MalformedBytes)
    expect(() => decodeRecord(new Uint8Array(70_000))).toThrow(MalformedBytes)
    expect(() =>
      encodeRecord({ id, kind: 1, target: ana, fields: new Map([[1, new Uint8Array(65_520)]]) }),
    ).toThrow(RangeError)
  })

  test('a line never holds controls, breaks, bidi overrides or halves of characters', () => {
    expect(cleanLine('  a\u0000b\nc\u202ed  ', 20)).toBe('a b c d')
    expect(cleanLine('ab😀', 3)).toBe('ab')
    expect(cleanLine('\u2028', 3)).toBe('')
    expect(cleanLine('Ольга 👩‍⚖️', 120)).toBe('Ольга 👩‍⚖️')
    expect(() => newPaper(crypto, ana, '\n', 'paper')).toThrow('E_BAD_REQUEST')
  })
})

test('paper-life.bin', async () => {
  const record = makeRecord('paperLife', '0f'.repeat(16), '1e'.repeat(16), {
    title: 'Рекомендации',
    archived: 'no',
    deleted: 'yes',
  })
  expect(await fixture('paper-life.bin', encodeRecord(record))).toEqual(encodeRecord(record))
})

describe('the desk', () => {
  test('shows papers by title; their creator may change the title', () => {
    const first = newPaper(crypto, ana, 'Zeta', 'report')
    const second = newPaper(crypto, boris, 'Beta', 'recommendations')
    const renamed = makeRecord('paper', id, first.paper, { title: 'Alpha' })
    const { entries, before } = told([ana, first.record], [boris, second.record], [ana, renamed])
    expect(foldDesk(crypto, entries, before)).toEqual({
      papers: [
        {
          paper: first.paper,
          title: 'Alpha',
          kind: 'report',
          createdBy: ana,
          archived: false,
          limit: undefined,
          numbered: false,
        },
        {
          paper: second.paper,
          title: 'Beta',
          kind: 'recommendations',
          createdBy: boris,
          archived: false,
          limit: undefined,
          numbered: false,
        },
      ],
      deleted: new Map(),
      ignored: 0,
    })
  })

  test('ERASE_OTHERS_RECORD: nobody changes or takes over another member’s paper', () => {
    const { paper, record } = newPaper(crypto, ana, 'Ours', 'report')
    const takeover = makeRecord('paper', id, paper, { title: 'Mine now', kind: 'x' })
    const replay = { ...record }
    for (const parts of [
      told([ana, record], [boris, takeover], [boris, replay]),
      told([boris, takeover], [boris, replay], [ana, record]),
    ]) {
      const desk = foldDesk(crypto, parts.entries, parts.before)
      expect(desk.papers).toEqual([
        {
          paper,
          title: 'Ours',
          kind: 'report',
          createdBy: ana,
          archived: false,
          limit: undefined,
          numbered: false,
        },
      ])
      expect(desk.ignored).toBe(2)
    }
  })

  test('anyone who writes papers renames and archives them, for everyone', () => {
    const { paper, record } = newPaper(crypto, ana, 'Ours', 'report')
    const change = (changes: Parameters<typeof changePaper>[2]) => changePaper(crypto, paper, changes)
    const { entries, before } = told(
      [ana, record],
      [boris, change({ title: ' Better\nnamed ', archived: true }), 'drafter'],
      [ana, change({ title: 'Best' })],
      [boris, change({ title: 'No', archived: false }), 'observer'],
    )
    expect(foldDesk(crypto, entries, before)).toMatchObject({
      papers: [{ paper, title: 'Best', archived: true, createdBy: ana }],
      ignored: 1,
    })
    const back = told([ana, record], [boris, change({ archived: true })], [ana, change({ archived: false })])
    expect(foldDesk(crypto, back.entries, back.before).papers).toMatchObject([{ archived: false }])
    expect(() => change({ title: '\n' })).toThrow('E_BAD_REQUEST')
    const limits = told([ana, record], [boris, change({ limit: 2815 }), 'drafter'])
    expect(foldDesk(crypto, limits.entries, limits.before).papers).toMatchObject([{ limit: 2815 }])
    for (const limit of ['0', '-1', '2e3', '9999999', 'many']) {
      const odd = told([ana, record], [ana, makeRecord('paperLife', id, paper, { limit })])
      expect(foldDesk(crypto, odd.entries, odd.before)).toMatchObject({
        papers: [{ limit: undefined, numbered: false }],
        ignored: 0,
      })
    }
  })

  test('ERASE_OTHERS_RECORD: only who put a paper on the desk, or a coordinator, deletes it; and it stays deleted', () => {
    const { paper, record } = newPaper(crypto, ana, 'Ours', 'report')
    const gone = changePaper(crypto, paper, { deleted: true })
    const fold = (...parts: Parameters<typeof told>) => {
      const { entries, before } = told(...parts)
      return foldDesk(crypto, entries, before)
    }
    for (const role of ['drafter', 'observer'] as const)
      expect(fold([ana, record], [boris, gone, role])).toMatchObject({ papers: [{ paper }], ignored: 1 })
    expect(fold([ana, record, 'drafter'], [ana, gone, 'observer']).papers).toHaveLength(1)
    for (const parts of [[ana, gone, 'drafter'] as const, [boris, gone, 'coordinator'] as const]) {
      const after = changePaper(crypto, paper, { title: 'Back', archived: false })
      expect(fold([ana, record, 'drafter'], parts, [ana, after])).toEqual({
        papers: [],
        deleted: new Map([[paper, 'Back']]),
        ignored: 0,
      })
    }
    expect(fold([boris, gone, 'coordinator'])).toEqual({ papers: [], deleted: new Map(), ignored: 1 })
  })

  test('unknown kinds are passed over without being counted; malformed fields are counted', () => {
    const { paper, record } = newPaper(crypto, ana, 'Ours', 'report')
    const bad = { ...makeRecord('paper', id, paper, {}), fields: new Map([[1, new Uint8Array([0xff])]]) }
    const { entries, before } = told([ana, record], [ana, strangeRecord(900, paper)], [ana, bad])
    expect(foldDesk(crypto, entries, before)).toMatchObject({ papers: [{ title: 'Ours' }], ignored: 1 })
  })
})

describe('the roster', () => {
  test('everyone’s own name and organisation, and the group’s name', () => {
    const { entries, before } = told(
      [ana, nameGroup(crypto, group, 'Working group')],
      [ana, nameMember(crypto, ana, 'Ana', 'First NGO')],
      [boris, nameMember(crypto, boris, 'Boris', 'Second NGO'), 'observer'],
      [boris, makeRecord('member', id, boris, { name: 'Boris B.' }), 'observer'],
    )
    const roster = foldRoster(group, entries, before)
    expect(roster.groupName).toBe('Working group')
    expect(roster.people.get(ana)).toEqual({ name: 'Ana', organisation: 'First NGO' })
    expect(roster.people.get(boris)).toEqual({ name: 'Boris B.', organisation: 'Second NGO' })
    expect(roster.ignored).toBe(0)
  })

  test('ERASE_OTHERS_RECORD: not even a coordinator writes someone else’s entry', () => {
    const { entries, before } = told(
      [boris, nameMember(crypto, boris, 'Boris', 'NGO'), 'observer'],
      [ana, nameMember(crypto, boris, 'Nobody', 'None')],
    )
    const roster = foldRoster(group, entries, before)
    expect(roster.people.get(boris)).toEqual({ name: 'Boris', organisation: 'NGO' })
    expect(roster.ignored).toBe(1)
  })

  test('FORGE_ROLE: a drafter or observer cannot name the group; nor can another group’s name land here', () => {
    const { entries, before } = told(
      [ana, nameGroup(crypto, group, 'Right')],
      [boris, nameGroup(crypto, group, 'Wrong'), 'drafter'],
      [boris, nameGroup(crypto, group, 'Wrong'), 'observer'],
      [ana, nameGroup(crypto, idFrom('GroupId', crypto.random(32)), 'Other')],
    )
    expect(foldRoster(group, entries, before)).toMatchObject({ groupName: 'Right', ignored: 3 })
    expect(groupTarget(group)).toHaveLength(32)
  })
})
