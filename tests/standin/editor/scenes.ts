// What the stand-in host knows at the start of a picture or a test: the cast of a working group at several moments.
import type { FormerItem, GroupPage, MemberItem, PaperItem } from '../../../shared/contract/editor-api.ts'
import { emptyWorld, type StandInWorld } from '../editor-client.ts'
import { someDates } from './calendar-scene.ts'
import { manyRecommendations, REGISTER } from './register-scene.ts'

const PASSPHRASE = 'granite otter ballot seventeen'
const WORDS = {
  en: ['harbour', 'velvet', 'oxygen', 'lantern', 'cedar', 'pilot'],
  ru: ['берег', 'бархат', 'воздух', 'фонарь', 'кедр', 'пилот'],
}
const id = (length: number, value: number): string => value.toString(16).padStart(length, '0')

/** Ids that differ at their start, as real ones do. */
function device(value: number, online: boolean, here = false): MemberItem['devices'][number] {
  const device = `${(value * 40_503).toString(16).padStart(8, '0').split('').reverse().join('')}${id(24, value)}`
  return { device, here, online, addresses: ['10.0.0.7:48123'], reached: true }
}

function member(value: number, name: string, organisation: string, role: MemberItem['role']): MemberItem {
  return {
    member: id(32, value),
    name,
    organisation,
    role,
    me: value === 1,
    verification: value === 2 ? 'verified' : 'none',
    devices: [device(value + 100, value % 2 === 0 || value === 1, value === 1)],
  }
}

function paper(value: number, title: string, kind: string): PaperItem {
  return { paper: id(32, value), title, kind, archived: false, mayChange: true, mayDelete: true }
}

/** Bohdan has cleared most of a paper. */
const WIPED: StandInWorld['touched']['wiped'][number] = {
  ...{ change: 'wiped/7/0/412', paper: id(32, 12), title: 'Foreign-agent laws: a joint statement' },
  ...{ member: id(32, 2), by: 'Bohdan', characters: 388, of: 412, missing: true },
  text: [
    'A joint statement',
    'We, the undersigned organisations, call on participating States to repeal laws that brand independent associations as agents.',
    'Registration must not depend on where support comes from, and no member may be asked to name those whom they help.',
  ].join('\n'),
  seen: Date.UTC(2026, 10, 22),
}

function civicSpace(): GroupPage {
  return {
    group: id(64, 1),
    name: 'Shrinking civic space',
    role: 'coordinator',
    papers: [
      paper(12, 'Foreign-agent laws: a joint statement', 'joint-statement'),
      paper(11, 'Protecting those who defend rights', 'recommendation-paper'),
      { ...paper(14, 'Recommendations of 2023', 'recommendation-paper'), archived: true },
      { ...paper(13, 'Warsaw, working session 4', 'speaking-note'), mayDelete: false },
    ],
    members: [
      member(1, 'Amina', 'Memory and Law Initiative', 'coordinator'),
      member(2, 'Bohdan', 'Open Assembly Network', 'drafter'),
      member(4, 'Ирина Соколова', 'Центр «Голос»', 'drafter'),
      member(5, 'Dilnoza', 'House of Defenders', 'observer'),
    ],
    former: [],
    belongs: true,
    waiting: [],
    invitations: [],
    troubles: [],
  }
}

function unlocked(): StandInWorld {
  const world = emptyWorld()
  world.app = { ...world.app, vault: 'unlocked' }
  world.passphrase = PASSPHRASE
  return world
}

function coalition(): StandInWorld {
  const world = unlocked()
  const page = civicSpace()
  const amina = {
    ...member(1, 'Amina', 'Memory and Law Initiative', 'coordinator'),
    country: 'KZ',
    membership: 'full' as const,
    devices: [device(101, true, true), device(201, false)],
  }
  const bohdan = {
    ...member(2, 'Bohdan', 'Open Assembly Network', 'coordinator'),
    country: 'UA',
    membership: 'associate' as const,
    devices: [device(102, true), device(202, false)],
  }
  const expert = {
    ...member(6, 'Dr. Helga Lindqvist', 'Institute for Peaceful Assembly', 'expert'),
    country: 'SE',
    membership: 'external' as const,
    until: Date.UTC(2027, 2, 31, 20),
  }
  const rest = page.members.slice(2)
  const former = (value: number, name: string, why: FormerItem['why']): FormerItem => ({
    ...{ member: id(32, value), name, organisation: 'Steppe Rights Watch', role: 'drafter', why },
    by: 'Bohdan',
  })
  world.groups = [
    {
      ...page,
      members: [amina, bohdan, expert, ...rest],
      former: [former(41, 'Timur', 'removed'), former(42, 'Saule', 'voided')],
    },
  ]
  const helga = { by: 'Amina', whom: expert.name, role: 'expert' as const, until: expert.until }
  world.history = [
    { kind: 'remove', by: 'Bohdan', whom: 'Timur', seen: Date.UTC(2026, 10, 20), flags: ['concurrent'] },
    {
      ...{ kind: 'admit', by: 'Timur', whom: 'Saule', role: 'drafter', seen: Date.UTC(2026, 10, 20) },
      flags: ['void', 'readmit'],
    },
    { kind: 'role', ...helga, seen: Date.UTC(2026, 10, 12), flags: [] },
    { kind: 'found', by: 'Amina', whom: 'Amina', flags: [] },
  ]
  world.exposure = {
    ...{ name: 'Bohdan', known: true, spoke: Date.UTC(2026, 10, 21, 9, 30) },
    papers: [
      {
        paper: id(32, 11),
        title: 'Protecting those who defend rights',
        deleted: false,
        holds: 'all',
        missing: 0,
      },
      {
        paper: id(32, 12),
        title: 'Foreign-agent laws: a joint statement',
        deleted: false,
        holds: 'some',
        missing: 3,
      },
      { paper: id(32, 13), title: 'Warsaw, working session 4', deleted: false, holds: 'none', missing: 9 },
    ],
    names: ['Amina', 'Bohdan', 'Dilnoza'],
    unknownNames: ['Dr. Helga Lindqvist'],
  }
  world.touched.wiped = [WIPED]
  world.touched.papers = [
    {
      ...{ paper: id(32, 11), title: 'Protecting those who defend rights' },
      changes: [
        { change: '2', kind: 'deleted', text: 'without delay', characters: 13, settled: false },
        {
          ...{ change: '1', kind: 'inserted', characters: 62, settled: false },
          text: 'Participating States should consider the views of the services.',
        },
      ],
    },
  ]
  return world
}

export const SCENES = {
  first: emptyWorld,
  locked: () => {
    const world = emptyWorld()
    world.app = { ...world.app, vault: 'locked' }
    world.passphrase = PASSPHRASE
    return world
  },
  empty: unlocked,
  groups: () => {
    const world = unlocked()
    const other = {
      ...civicSpace(),
      group: id(64, 2),
      name: 'Torture and ill-treatment',
      role: 'observer' as const,
    }
    world.groups = [civicSpace(), other]
    world.reach = { allowed: true, addresses: ['192.168.1.20:48123', '10.0.0.4:48123'] }
    return world
  },
  joining: () => {
    const world = unlocked()
    world.groups = [{ ...civicSpace(), name: '', role: 'drafter' }]
    world.joining = [
      { joining: id(32, 31), state: 'waiting', words: WORDS },
      { joining: id(32, 32), state: 'unreachable', reason: 'E_INVITER_UNREACHABLE' },
    ]
    return world
  },
  waiting: () => {
    const world = unlocked()
    const [amina, ...others] = civicSpace().members
    const unreachable = { ...member(7, 'Giorgi', 'Caucasus Monitor', 'drafter') }
    unreachable.devices = unreachable.devices.map((device) => ({ ...device, online: false, reached: false }))
    world.groups = [
      {
        ...civicSpace(),
        members: [...(amina === undefined ? [] : [amina]), unreachable, ...others],
        waiting: [
          {
            waiting: id(32, 21),
            name: 'Nurlan',
            organisation: 'Bishkek Legal Clinic',
            grants: { kind: 'member', role: 'drafter' },
            words: WORDS,
            online: true,
            others: 1,
          },
        ],
        troubles: [
          { code: 'E_ENVELOPE_ROLE', count: 2 },
          { code: 'E_ENVELOPE_FORGED', count: 1 },
        ],
      },
    ]
    return world
  },
  /** Two coordinators with two devices each, an expert, somebody removed, somebody to be admitted again. */
  coalition,
  /** A register with all there is; and one of five thousand rows. */
  register: () => ({ ...unlocked(), groups: [civicSpace()], register: REGISTER }),
  longRegister: () => ({ ...unlocked(), groups: [civicSpace()], register: manyRecommendations(5000) }),
  /** A group with dates near and far. */
  dates: () => {
    const world = unlocked()
    world.groups = [civicSpace(), { ...civicSpace(), group: id(64, 2), name: 'Torture', role: 'observer' }]
    world.calendar = someDates()
    return world
  },
  /** Short removals, a device that exists twice, one that brought in others. */
  losses: () => {
    const world = coalition()
    const [page] = world.groups
    if (page === undefined) return world
    page.members = page.members.map((one) => {
      if (one.name === 'Bohdan') {
        const [first, second] = one.devices
        if (first === undefined || second === undefined) return one
        const brought = { ...device(302, false), addedBy: second.device }
        return { ...one, devices: [first, { ...second, forked: true }, brought] }
      }
      return one.name === 'Ирина Соколова' ? { ...one, leftOut: 4 } : one
    })
    page.former = page.former.map((one) => (one.name === 'Timur' ? { ...one, leftOut: 3 } : one))
    const [about] = world.touched.papers
    if (about === undefined) return world
    world.touched = {
      papers: [
        {
          ...about,
          changes: Array.from({ length: 25 }, (_, i) => ({
            ...{ change: `c${i}`, kind: 'inserted' as const, characters: 20 + i, settled: i === 24 },
            text: `Sentence ${25 - i} of theirs.`,
          })),
        },
      ],
      wiped: [WIPED],
      leftOut: {
        changes: 3,
        papers: [
          {
            ...about,
            changes: [
              {
                ...{ change: 'x1', kind: 'inserted', characters: 64, settled: false },
                text: 'The authorities should publish the findings within thirty days.',
              },
              { change: 'x2', kind: 'deleted', text: 'as appropriate', characters: 14, settled: false },
            ],
          },
          {
            ...{ paper: id(32, 19), title: '' },
            changes: [{ change: 'x3', kind: 'inserted', text: 'Draft.', characters: 6, settled: false }],
          },
        ],
      },
      restored: [
        {
          ...{ restored: id(32, 61), paper: about.paper, change: 'c24', title: about.title },
          ...{ kind: 'inserted', text: 'Sentence 1 of theirs.', characters: 44 },
          at: Date.UTC(2026, 10, 23, 14, 5),
        },
      ],
    }
    world.incomplete = true
    return world
  },
  /** This device has learned that it no longer belongs. */
  removed: () => {
    const world = unlocked()
    const page = civicSpace()
    const papers = page.papers.map((item) => ({ ...item, mayChange: false, mayDelete: false }))
    world.groups = [{ ...page, papers, role: 'drafter', belongs: false }]
    return world
  },
  endorser: () => {
    const world = unlocked()
    world.groups = [{ ...civicSpace(), role: 'endorser', papers: [] }]
    return world
  },
  observer: () => {
    const world = unlocked()
    world.groups = [{ ...civicSpace(), role: 'observer', papers: [] }]
    return world
  },
} as const satisfies Record<string, () => StandInWorld>

export type SceneName = keyof typeof SCENES
