// What the stand-in host knows at the start of a picture or a test: the cast of a working group at several moments.
import type { GroupPage, MemberItem, PaperItem } from '../../../shared/contract/editor-api.ts'
import { emptyWorld, type StandInWorld } from '../editor-client.ts'

const PASSPHRASE = 'granite otter ballot seventeen'
const WORDS = ['harbour', 'velvet', 'oxygen', 'lantern', 'cedar', 'pilot']
const id = (length: number, value: number): string => value.toString(16).padStart(length, '0')

function member(value: number, name: string, organisation: string, role: MemberItem['role']): MemberItem {
  return {
    member: id(32, value),
    name,
    organisation,
    role,
    me: value === 1,
    devices: [
      { device: id(32, value + 100), online: value % 2 === 0, addresses: ['10.0.0.7:48123'], reached: true },
    ],
  }
}

function paper(value: number, title: string, kind: string): PaperItem {
  return { paper: id(32, value), title, kind, archived: false, mayChange: true, mayDelete: true }
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
    waiting: [],
    troubles: [],
  }
}

function unlocked(): StandInWorld {
  const world = emptyWorld()
  world.app = { ...world.app, vault: 'unlocked' }
  world.passphrase = PASSPHRASE
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
            role: 'drafter',
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
  observer: () => {
    const world = unlocked()
    world.groups = [{ ...civicSpace(), role: 'observer', papers: [] }]
    return world
  },
} as const satisfies Record<string, () => StandInWorld>

export type SceneName = keyof typeof SCENES
