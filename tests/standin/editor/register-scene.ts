// What the register of the stand-in holds: a few recommendations with all there is, or thousands.
import type { DetailsChange } from '../../../shared/paper/recommendation-change.ts'
import type { StandInRegister } from '../recommendations.ts'

const id = (value: number): string => value.toString(16).padStart(32, '0')
const to = (value: string): DetailsChange => ({ kind: 'add', field: 'to', value })
const theme = (value: string): DetailsChange => ({ kind: 'add', field: 'theme', value })
const choose = (field: 'status' | 'date' | 'priority' | 'responsible', value: string): DetailsChange => ({
  kind: 'choose',
  field,
  value,
})
const evidence = (number: number, text: string): DetailsChange => ({
  kind: 'evidence',
  entry: id(900 + number),
  text,
  revision: id(800 + number),
  replaces: [],
})

export const REGISTER: readonly StandInRegister[] = [
  {
    paper: id(11),
    title: 'Protecting those who defend rights',
    mayWrite: true,
    recommendations: [
      {
        text: 'Repeal the provisions on “foreign agents” and restore the legal status of the organisations dissolved under them.',
        changes: [
          to('state:RU'),
          to('state:KG'),
          theme('human-rights-defenders-civic-space'),
          { kind: 'add', field: 'commitment', value: 'copenhagen-document-1990¶10.3' },
          choose('status', 'agreed'),
          choose('priority', 'high'),
          choose('date', '2027-06-30'),
          choose('responsible', id(2)),
          evidence(1, 'Joint report of twelve organisations, published in May 2026'),
          evidence(2, 'Interview with a lawyer in the region'),
          { kind: 'keepOut', entry: id(902), value: true },
        ],
      },
      {
        text: 'Release all human-rights defenders held for their work, and report to the Permanent Council on each case.',
        changes: [to('state:BY'), to('ODIHR'), theme('torture-prevention'), choose('date', '2026-03-01')],
      },
      { text: 'Fund the Moscow Mechanism.', changes: [] },
    ],
  },
  {
    paper: id(13),
    title: 'Warsaw, working session 4',
    mayWrite: false,
    recommendations: [
      {
        text: 'Назначить специального представителя по вопросам защиты правозащитников до конца 2027 года.',
        changes: [to('CiO'), choose('status', 'dropped'), to('=Коалиция «Мост»')],
      },
    ],
  },
]

const STATES = ['UA', 'PL', 'KZ', 'UZ', 'GE', 'AM', 'DE', 'FR']

export function manyRecommendations(count: number): readonly StandInRegister[] {
  const papers = 50
  return Array.from({ length: papers }, (_, paper) => ({
    paper: id(1000 + paper),
    title: `Paper ${paper + 1}`,
    mayWrite: true,
    recommendations: Array.from({ length: count / papers }, (__, index) => ({
      text: `Recommendation of paper ${paper + 1}, number ${index + 1}: amend the law on assemblies so that notification is enough.`,
      changes: [to(`state:${STATES[(paper + index) % STATES.length]}`), theme('rule-of-law')],
    })),
  }))
}
