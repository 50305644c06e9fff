// A host in memory for the editor's component tests and pictures: answers every call of EditorApi from plain variables.
// It must never run in the product nor in an end-to-end test; those have the real host.
import type { EventItem } from '../../shared/contract/calendar-api.ts'
import type {
  AppState,
  EditorClient,
  EditorEvent,
  EditorEvents,
  EditorHandlers,
  EditorMethod,
  GroupPage,
  HistoryItem,
  Input,
  JoiningItem,
  OpenedPaper,
  Output,
  PaperItem,
  Reach,
  Reply,
} from '../../shared/contract/editor-api.ts'
import { editorMethods } from '../../shared/contract/editor-api.ts'
import { codeOf, type ErrorCode, RapporteurError } from '../../shared/contract/errors.ts'
import type { Exposure, Touched } from '../../shared/contract/review-api.ts'
import { calendarHandlers } from './calendar.ts'
import { recommendationHandlers, type StandInRegister } from './recommendations.ts'
import { type StandInSpelling, spellingHandlers } from './spelling.ts'
import { wipedHandlers } from './wiped-handlers.ts'

/** What the stand-in knows; tests set it up, and read it afterwards. */
export interface StandInWorld {
  app: AppState
  passphrase: string | undefined
  /** Bytes that came in pieces of a backup. */
  restored: number
  groups: GroupPage[]
  joining: JoiningItem[]
  reach: Reach
  paper: Omit<OpenedPaper, 'session'>
  calendar: EventItem[]
  register: readonly StandInRegister[]
  spelling: StandInSpelling
  history: HistoryItem[]
  exposure: Exposure
  touched: Touched
  /** Not everything of anybody has come here yet. */
  incomplete: boolean
  /** Calls that fail next time, by method. */
  failing: Map<EditorMethod, ErrorCode>
  /** Every call so far, in order. */
  readonly calls: EditorMethod[]
}

export interface StandIn extends EditorClient {
  readonly world: StandInWorld
  emit<Name extends EditorEvent>(event: Name, payload: EditorEvents[Name]): void
}

const INVITATION = {
  link: `rapporteur:invite/1/${'q7Zk2mXw9LhTn4Rb'.repeat(12)}`,
  fileName: 'invitation.rapporteur-invitation',
  expires: Date.UTC(2026, 11, 8, 18, 0),
}

export function emptyWorld(): StandInWorld {
  return {
    app: {
      vault: 'absent',
      shell: 'electron',
      version: '0.1.0',
      language: 'en',
      theme: 'light',
      lockAfter: '15',
      contentProtection: 'off',
      spelling: true,
    },
    passphrase: undefined,
    restored: 0,
    groups: [],
    joining: [],
    reach: { allowed: false, addresses: [] },
    paper: {
      clientId: 1,
      // The Yjs state of an empty document.
      state: Uint8Array.of(0, 0),
      title: 'Protecting those who defend rights',
      kind: 'recommendation-paper',
      groupName: 'Shrinking civic space',
      mayWrite: true,
      me: { name: 'Amina', colour: '#1c5a60' },
      status: { kind: 'saved' },
      present: [],
    },
    calendar: [],
    register: [],
    spelling: { misspelt: {}, words: [] },
    history: [],
    exposure: { name: '', known: false, papers: [], names: [], unknownNames: [] },
    touched: { papers: [], wiped: [], leftOut: { changes: 0, papers: [] }, restored: [] },
    incomplete: false,
    failing: new Map(),
    calls: [],
  }
}

/** What every backup of the stand-in opens with; its first byte is 1. */
const BACKUP_PASSPHRASE = 'granite otter ballot seventeen'

/** Above every id of the scenes. */
let made = 0x1000
const freshId = (length: number): string => (++made).toString(16).padStart(length, '0')

export function createStandIn(world: StandInWorld = emptyWorld()): StandIn {
  const listeners = new Map<EditorEvent, Set<(payload: never) => void>>()

  const emit: StandIn['emit'] = (event, payload) => {
    for (const listener of listeners.get(event) ?? []) (listener as (payload: unknown) => void)(payload)
  }
  const groupOf = (group: string): GroupPage => {
    const page = world.groups.find((each) => each.group === group)
    if (page === undefined) throw new RapporteurError('E_NOT_FOUND')
    return page
  }
  const changed = (group: string, paper: string, changes: Partial<PaperItem>): Record<string, never> => {
    const page = groupOf(group)
    page.papers = page.papers.map((item) => (item.paper === paper ? { ...item, ...changes } : item))
    emit('group.changed', { group })
    return {}
  }
  const becomes = (vault: AppState['vault']) => {
    world.app = { ...world.app, vault }
    emit('app.changed', {})
  }

  const handlers: EditorHandlers = {
    'app.state': async () => ({ ...world.app }),
    'settings.set': async ({ language, theme, lockAfter, contentProtection, spelling }) => {
      world.app = {
        ...world.app,
        language: language ?? world.app.language,
        theme: theme ?? world.app.theme,
        lockAfter: lockAfter ?? world.app.lockAfter,
        spelling: spelling ?? world.app.spelling,
        ...(contentProtection !== undefined && { contentProtection: contentProtection ? 'on' : 'off' }),
      }
      emit('app.changed', {})
      return {}
    },
    'vault.create': async ({ passphrase }) => {
      world.passphrase = new TextDecoder().decode(passphrase)
      becomes('unlocked')
      return {}
    },
    'vault.unlock': async ({ passphrase }) => {
      if (new TextDecoder().decode(passphrase) !== world.passphrase)
        throw new RapporteurError('E_WRONG_PASSPHRASE')
      becomes('unlocked')
      return {}
    },
    'vault.settled': async () => ({}),
    'place.get': async () => ({}),
    'place.keep': async () => ({}),
    'vault.lock': async () => {
      becomes('locked')
      return {}
    },
    'vault.touch': async () => ({}),
    'vault.changePassphrase': async ({ current, next }) => {
      if (new TextDecoder().decode(current) !== world.passphrase)
        throw new RapporteurError('E_WRONG_PASSPHRASE')
      world.passphrase = new TextDecoder().decode(next)
      return {}
    },
    'backup.begin': async ({ passphrase }) => {
      if (new TextDecoder().decode(passphrase) !== world.passphrase)
        throw new RapporteurError('E_WRONG_PASSPHRASE')
      return { backup: freshId(32), fileName: 'rapporteur-2026-11-24.backup', size: 3_000_000 }
    },
    'backup.next': async () => {
      const pieces = world.calls.filter((call) => call === 'backup.next').length
      return { bytes: new Uint8Array(1_000_000).fill(pieces), done: pieces === 3 }
    },
    'restore.begin': async ({ head, passphrase }) => {
      if (head[0] !== 1) throw new RapporteurError('E_BACKUP_FOREIGN')
      if (new TextDecoder().decode(passphrase) !== BACKUP_PASSPHRASE)
        throw new RapporteurError('E_WRONG_PASSPHRASE')
      return { restore: freshId(32), from: 100, piece: 1_000 }
    },
    'restore.next': async ({ bytes }) => {
      world.restored += bytes.length
      return {}
    },
    'restore.end': async () => {
      becomes('unlocked')
      return {}
    },
    'transfer.cancel': async () => ({}),
    'groups.list': async () => ({
      groups: world.groups.map(({ group, name, role }) => ({ group, name, role })),
      joining: [...world.joining],
    }),
    'groups.create': async ({ name, yourName, organisation }) => {
      const group = freshId(64)
      const me = {
        member: freshId(32),
        name: yourName,
        organisation,
        role: 'coordinator' as const,
        me: true,
        verification: 'none' as const,
        devices: [],
      }
      world.groups.push({
        group,
        name,
        role: 'coordinator',
        papers: [],
        members: [me],
        former: [],
        belongs: true,
        waiting: [],
        invitations: [],
        troubles: [],
      })
      emit('groups.changed', {})
      return { group }
    },
    'groups.join': async () => {
      const joining = freshId(32)
      world.joining.push({ joining, state: 'waiting' })
      emit('groups.changed', {})
      return { joining }
    },
    'groups.forgetJoining': async ({ joining }) => {
      world.joining = world.joining.filter((item) => item.joining !== joining)
      emit('groups.changed', {})
      return {}
    },
    'group.page': async ({ group }) => ({ ...groupOf(group) }),
    'members.invite': async ({ group, role, until }) => {
      const page = groupOf(group)
      const grants = { kind: 'member' as const, role, ...(until === undefined ? {} : { until }) }
      page.invitations = [
        ...page.invitations,
        { invitation: freshId(32), grants, expires: INVITATION.expires },
      ]
      emit('group.changed', { group })
      return INVITATION
    },
    'members.addDevice': async () => INVITATION,
    'members.withdraw': async ({ group, invitation }) => {
      const page = groupOf(group)
      page.invitations = page.invitations.filter((item) => item.invitation !== invitation)
      emit('group.changed', { group })
      return {}
    },
    'members.safetyWords': async ({ group, member }) => ({
      words: {
        en: ['harbour', 'velvet', 'oxygen', 'lantern', 'cedar', 'pilot'],
        ru: ['берег', 'бархат', 'воздух', 'фонарь', 'кедр', 'пилот'],
      },
      devices: (groupOf(group).members.find((one) => one.member === member)?.devices ?? []).map(
        ({ device }) => device,
      ),
    }),
    'members.verify': async ({ group, member, match }) => {
      const page = groupOf(group)
      const verification = match ? ('verified' as const) : ('differed' as const)
      page.members = page.members.map((one) => (one.member === member ? { ...one, verification } : one))
      emit('group.changed', { group })
      return {}
    },
    'members.admit': async ({ group, waiting, compared }) => {
      const page = groupOf(group)
      const person = page.waiting.find((item) => item.waiting === waiting)
      if (person === undefined) throw new RapporteurError('E_NOT_FOUND')
      page.waiting = page.waiting.filter((item) => item !== person)
      const { name, organisation, grants } = person
      page.members = [
        ...page.members,
        {
          member: freshId(32),
          name,
          organisation,
          role: grants.kind === 'member' ? grants.role : page.role,
          me: false,
          verification: compared ? 'verified' : 'none',
          devices: [],
        },
      ]
      emit('group.changed', { group })
      return {}
    },
    'members.refuse': async ({ group, waiting }) => {
      const page = groupOf(group)
      page.waiting = page.waiting.filter((item) => item.waiting !== waiting)
      emit('group.changed', { group })
      return {}
    },
    'members.tryAddress': async () => ({}),
    'members.editMine': async ({ group, ...entry }) => {
      const page = groupOf(group)
      page.members = page.members.map(({ country, membership, ...member }) =>
        member.me
          ? {
              ...member,
              name: entry.name,
              organisation: entry.organisation,
              ...(entry.country && { country: entry.country }),
              ...(entry.membership && { membership: entry.membership }),
            }
          : { ...member, ...(country && { country }), ...(membership && { membership }) },
      )
      emit('group.changed', { group })
      return {}
    },
    'members.changeRole': async ({ group, member, role, until }) => {
      const page = groupOf(group)
      page.members = page.members.map(({ until: _, ...each }) =>
        each.member === member ? { ...each, role, ...(until && { until }) } : each,
      )
      emit('group.changed', { group })
      return {}
    },
    'members.remove': async ({ group, member }) => {
      const page = groupOf(group)
      const gone = page.members.find((each) => each.member === member)
      if (gone === undefined) throw new RapporteurError('E_NOT_FOUND')
      page.members = page.members.filter((each) => each !== gone)
      const { name, organisation, role } = gone
      const by = page.members.find((each) => each.me)?.name ?? ''
      page.former = [...page.former, { member, name, organisation, role, why: 'removed', by }]
      emit('group.changed', { group })
      return {}
    },
    'members.removeDevice': async ({ group, device, also = [] }) => {
      const gone = [device, ...also]
      const page = groupOf(group)
      const owner = page.members.find((each) => each.devices.some((one) => one.device === device))
      // Whoever has no device left does not belong.
      page.members = page.members
        .map((each) => ({ ...each, devices: each.devices.filter((one) => !gone.includes(one.device)) }))
        .filter(({ devices }) => devices.length > 0)
      emit('group.changed', { group })
      return { ...world.exposure, name: owner?.name ?? '' }
    },
    'members.freezeDevice': async ({ group, device }) => {
      const page = groupOf(group)
      page.members = page.members.map((each) => ({
        ...each,
        devices: each.devices.filter((one) => one.device !== device || one.forked !== true),
      }))
      emit('group.changed', { group })
      return {}
    },
    'members.history': async () => ({ entries: [...world.history] }),
    'members.lacking': async () => ({ incomplete: world.incomplete }),
    'members.touched': async ({ member }) => ({
      ...world.touched,
      wiped: world.touched.wiped.filter((one) => one.member === member),
    }),
    'members.keepWritten': async ({ group, member }) => {
      const page = groupOf(group)
      const kept = <Item extends { member: string }>(each: Item): Item =>
        each.member === member ? { ...each, leftOut: undefined } : each
      page.members = page.members.map(kept)
      page.former = page.former.map(kept)
      const { papers, wiped, leftOut, restored } = world.touched
      world.touched = {
        papers: [...leftOut.papers, ...papers],
        wiped,
        leftOut: { changes: 0, papers: [] },
        restored,
      }
      emit('group.changed', { group })
      return {}
    },
    'members.restore': async ({ group, paper, change }) => {
      const of = world.touched.papers.find((each) => each.paper === paper)
      const done = of?.changes.find((one) => one.change === change)
      if (of === undefined || done === undefined) throw new RapporteurError('E_NOT_FOUND')
      const { kind, text, characters } = done
      const undone = {
        restored: freshId(32),
        paper,
        change,
        title: of.title,
        kind,
        text,
        characters,
        at: Date.now(),
      }
      of.changes = of.changes.map((one) =>
        one === done && kind === 'inserted' ? { ...one, settled: true } : one,
      )
      world.touched = { ...world.touched, restored: [undone, ...world.touched.restored] }
      emit('group.changed', { group })
      return {}
    },
    ...wipedHandlers(world, freshId, emit),
    'members.undoRestore': async ({ group, restored }) => {
      const undone = world.touched.restored.find((one) => one.restored === restored)
      world.touched = {
        ...world.touched,
        restored: world.touched.restored.filter((one) => one !== undone),
        papers: world.touched.papers.map((each) => ({
          ...each,
          changes: each.changes.map((one) =>
            one.change === undone?.change ? { ...one, settled: false } : one,
          ),
        })),
        wiped: world.touched.wiped.map((one) =>
          one.change === undone?.change ? { ...one, missing: true } : one,
        ),
      }
      emit('group.changed', { group })
      return {}
    },
    'group.leave': async ({ group }) => {
      world.groups = world.groups.filter((page) => page.group !== group)
      emit('groups.changed', {})
      return {}
    },
    'papers.create': async ({ group, title, kind }) => {
      const paper = freshId(32)
      groupOf(group).papers.push({ paper, title, kind, archived: false, mayChange: true, mayDelete: true })
      world.paper = { ...world.paper, title, kind }
      emit('group.changed', { group })
      return { paper }
    },
    'papers.rename': async ({ group, paper, title }) => changed(group, paper, { title }),
    'papers.archive': async ({ group, paper, archived }) => changed(group, paper, { archived }),
    'papers.limit': async ({ limit }) => {
      const { limit: _old, ...rest } = world.paper
      world.paper = { ...rest, ...(limit > 0 && { limit }) }
      return {}
    },
    'papers.number': async ({ numbered }) => {
      world.paper = { ...world.paper, numbered }
      return {}
    },
    'papers.delete': async ({ group, paper }) => {
      const page = groupOf(group)
      page.papers = page.papers.filter((item) => item.paper !== paper)
      emit('group.changed', { group })
      return {}
    },
    ...calendarHandlers({
      events: world.calendar,
      groupOf,
      freshId,
      changed: (group) => emit('group.changed', { group }),
    }),
    ...recommendationHandlers({
      register: world.register,
      members: () => world.groups[0]?.members ?? [],
      changed: (group) => emit('recommendations.changed', { group }),
    }),
    ...spellingHandlers(world.spelling, groupOf, (group) => emit('group.changed', { group })),
    'paper.open': async () => ({ ...world.paper, session: freshId(32) }),
    'paper.edit': async () => ({}),
    'paper.caret': async () => ({}),
    'paper.writers': async () => ({ writers: [] }),
    'paper.close': async () => ({}),
    'reach.get': async () => ({ ...world.reach }),
    'reach.set': async ({ allowed }) => {
      world.reach = { allowed, addresses: allowed ? ['192.168.1.20:48123'] : [] }
      emit('reach.changed', {})
      return { ...world.reach }
    },
  }

  const call = async <Method extends EditorMethod>(
    method: Method,
    input: Input<Method>,
  ): Promise<Reply<Output<Method>>> => {
    world.calls.push(method)
    const code = world.failing.get(method)
    if (code !== undefined) {
      world.failing.delete(method)
      return { ok: false, code }
    }
    if (!editorMethods[method].input.safeParse(input).success) return { ok: false, code: 'E_BAD_REQUEST' }
    try {
      return { ok: true, data: await handlers[method](input) }
    } catch (error) {
      return { ok: false, code: codeOf(error) }
    }
  }

  const on: EditorClient['on'] = (event, listener) => {
    const set = listeners.get(event) ?? new Set()
    listeners.set(event, set)
    set.add(listener)
    return () => set.delete(listener)
  }

  return { world, call, on, emit }
}
