// A member whose own app does not hold them back writes in the calendar all the same: every recipient refuses it, by the charter.
import { expect, test } from 'vitest'
import { changeEvent, newEvent } from '../../../shared/calendar/calendar.ts'
import { encodeRecord } from '../../../shared/records/record.ts'
import { crypto, DESK, deviceNamed, forge, outcomes, prevOf, TestCharter, Writer } from '../ledger/cast.ts'

const ANA = deviceNamed('Ana')
const MALLORY = deviceNamed('Mallory')

const { event, record } = newEvent(crypto, { title: 'Adoption', date: '2026-12-20', kind: 'adoption' })
const added = { lane: DESK, kind: 'record', schema: 1, bytes: encodeRecord(record) } as const
const gone = encodeRecord(changeEvent(crypto, event, { deleted: true }))

test.each(['reviewer', 'observer', 'drafter'] as const)(
  'FORGE_ROLE: dates that a %s signs and sends are judged by every recipient',
  (role) => {
    const charter = new TestCharter(3)
    charter.admit(ANA, 'coordinator')
    charter.admit(MALLORY, role)
    const ana = new Writer(ANA, charter, 11)
    const first = forge(MALLORY, {}, added)
    const second = forge(
      MALLORY,
      { seq: 1, prev: prevOf(first), heads: undefined },
      { ...added, bytes: gone },
    )
    const verdict = role === 'drafter' ? 'accepted' : 'E_ENVELOPE_ROLE'
    expect(outcomes(ana.receive(first, second))).toEqual([verdict, verdict])
  },
)
