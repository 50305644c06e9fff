// The table of named threats tells the truth: a threat that it calls tested has a test whose title begins with its name.
// It must never pass on an empty table, nor on a list that lost a threat.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesUnder, ROOT } from './project-files.ts'
import { findLies, readRows } from './threat-table.ts'

const PAGE = 'docs/threat-model.md'

/** Every threat that the protocol was designed against. One may be added; none may be forgotten. */
const THREATS =
  `FORGE_AUTHOR FORGE_ROLE FORGE_CLIENT_ID DELETE_THE_FUTURE HIDDEN_VALUES ERASE_OTHERS_RECORD OLD_HEADS REPLAY_SAME_GROUP
REPLAY_OTHER_GROUP REORDER TRUNCATE WITHHOLD FORK ROLLBACK_OWN_DISK BACKDATE_AFTER_REMOVAL ACCOMPLICE_LAUNDERS
READ_AFTER_REMOVAL ENDORSER_READS_DRAFT EXPERT_AFTER_DATE CONCURRENT_REMOVALS MUTUAL_REMOVAL BACKDATED_MUTUAL_REMOVAL BACKDATED_REMOVAL STOLEN_OLDER_DEVICE STOLEN_NAME FLOODED_CHARTER
STOLEN_INVITATION INVITATION_REUSE EXPIRED_INVITATION SNAPSHOT_LIES PENDING_POISON DECODE_BOMB OVERSIZE_FRAME GARBAGE_FRAME
SLOW_READER COURIER_LIES UNAUTHENTICATED_PEER REMOVED_CALLER RELAY_TAMPERS RELAY_REPLAYS RELAY_LEARNS HUB_LOCAL_INTRUDER
CLIENT_ID_COLLISION READER_EMITS OLD_SCHEMA_OPENS DISK_FULL TORN_WRITE LOST_UNSYNCED BIT_FLIP WRONG_PASSPHRASE KDF_DOWNGRADE
PLAINTEXT_AT_REST PLAINTEXT_AFTER_CRASH SHORT_CUT NINE_BYTES SHRINKING_WORD BROUGHT_IN CROWDED_CITATIONS CROWDED_KEYS WORK_FOR_OTHERS OWN_ROOM WAITING_FOR_REFUSED UNSIGNED_LATER`.split(
    /\s+/,
  )

const tests = filesUnder(ROOT, ['.ts', '.tsx']).filter(({ path }) => path.startsWith('tests/'))

describe('the threat model', () => {
  const rows = readRows(readFileSync(join(ROOT, PAGE), 'utf8'))

  test('names every threat once', () => {
    expect(rows.map(({ threat }) => threat).sort()).toEqual([...THREATS].sort())
  })

  test('cites tests that are there, under the names that it gives', () => {
    expect(findLies(PAGE, rows, tests)).toEqual([])
  })
})

describe('the check finds', () => {
  const planted = [
    {
      path: 'tests/unit/a.test.ts',
      text: `describe('FORK', () => { test.each([1])('is seen %i', () => {}) })
        it('TRUNCATE, REORDER: cut', () => {}); console.log('WITHHOLD: not a title')`,
    },
  ]
  const lies = (row: string): string[] => findLies(PAGE, readRows(`## Named threats\n\n${row}\n`), planted)
  const cite = (title: string): string => `[a](../tests/unit/a.test.ts)${title}`

  test.each([
    [`| FORK | two histories | ${cite(': "is seen %i"')} |`],
    [`| REORDER | another order | ${cite(': "cut"')} |`],
    [`| REORDER | another order | ${cite('')} |`],
    ['| WITHHOLD | keeps something | left: later |'],
  ])('nothing wrong with %s', (row) => {
    expect(lies(row)).toEqual([])
  })

  test.each([
    ['no test at all', `| WITHHOLD | keeps something | ${cite('')} |`],
    ['a title that is not there', `| FORK | two histories | ${cite(': "is not seen"')} |`],
    ['another threat’s test', `| FORK | two histories | ${cite(': "cut"')} |`],
    ['a file that is not there', '| FORK | two histories | [b](../tests/unit/b.test.ts) |'],
    ['a row without a test', '| FORK | two histories | surely |'],
    ['a threat that is tested after all', '| FORK | two histories | left: later |'],
  ])('%s', (_, row) => {
    expect(lies(row)).toHaveLength(1)
  })
})
