// What a key in the register's search box and a choice in its lists cost over five thousand recommendations, and what reading them out of
// the papers' texts costs the host. No screen: how long that takes is in tests/e2e/screens/register.test.ts. Medians; one JSON line.
import * as Y from 'yjs'
import { blockElement, bodyOf } from '../shared/paper/body.ts'
import { newBodyDoc } from '../shared/paper/body-doc.ts'
import { changeDetails } from '../shared/paper/recommendation-change.ts'
import {
  filterRows,
  groupRows,
  type RegisterFilter,
  type RegisterRow,
} from '../shared/paper/recommendation-table.ts'
import { recommendationsIn } from '../shared/paper/recommendations.ts'
import { STATES, THEMES } from '../shared/vocab/details.ts'
import { median, report, rounded } from './support/report.ts'

const ROWS = 5_000
const PAPERS = 50
const ROUNDS = 25
const TODAY = '2026-11-24'

const ids = (number: number): string => number.toString(16).padStart(32, '0')

function paper(number: number): Uint8Array {
  const doc = newBodyDoc()
  doc.transact(() => {
    for (let index = 0; index < ROWS / PAPERS; index += 1) {
      const at = number * 1_000 + index
      const about = { kind: 'recommendation', level: 1, indent: 0, id: ids(at) } as const
      const text = `Amend law ${at} on assemblies so that notification is enough, and publish how it is applied.`
      const block = blockElement(about, [{ text, marks: {} }])
      bodyOf(doc).push([block])
      const state = STATES[at % STATES.length]?.id ?? ''
      const theme = THEMES[at % THEMES.length]?.id ?? ''
      changeDetails(block, { kind: 'add', field: 'to', value: state })
      changeDetails(block, { kind: 'add', field: 'theme', value: theme })
      changeDetails(block, {
        kind: 'choose',
        field: 'date',
        value: at % 2 === 0 ? '2026-12-31' : '2028-01-01',
      })
    }
  })
  return Y.encodeStateAsUpdate(doc)
}

const states = Array.from({ length: PAPERS }, (_, number) => paper(number))

function timed(work: () => unknown): number {
  const from = performance.now()
  work()
  return performance.now() - from
}

const cpu = process.cpuUsage()
const rows: readonly RegisterRow[] = states.flatMap((state, number) => {
  const doc = newBodyDoc()
  Y.applyUpdate(doc, state)
  const found = recommendationsIn(bodyOf(doc))
  doc.destroy()
  return found.map((one) => ({ ...one, paper: ids(number), title: `Paper ${number}`, mayWrite: true }))
})
const { user, system } = process.cpuUsage(cpu)

const FILTERS: Readonly<Record<string, RegisterFilter>> = {
  'three words': { words: 'notification applied 49' },
  addressee: { addressee: 'state:UA' },
  'all lists at once': {
    words: 'law',
    addressee: 'state:UA',
    theme: 'rule-of-law',
    status: 'proposed',
    due: 'soon',
  },
}
const measure = (work: () => unknown): number =>
  rounded(median(Array.from({ length: ROUNDS }, () => timed(work))), 2)

report('register', [
  ...Object.entries(FILTERS).map(([what, filter]) => ({
    what: `filter: ${what}`,
    ms: measure(() => filterRows(rows, filter, TODAY)),
    target: 100,
  })),
  {
    what: 'group all by addressee',
    ms: measure(() => groupRows(rows, 'addressee', (key) => key, TODAY)),
    target: 100,
  },
  {
    what: `read ${rows.length} out of ${PAPERS} papers, once (processor time)`,
    ms: rounded((user + system) / 1000),
    target: '–',
  },
])
