// A stand-in for the host, for tests of the paper page: one paper, several devices, edits delivered when the test says so.
// It keeps the host's rules that matter here: it never answers before it has stored, and it refuses a session that was fenced.
import * as Y from 'yjs'
import type {
  EditorClient,
  EditorEvent,
  EditorEvents,
  EditorMethod,
  Input,
  OpenedPaper,
  PaperAbout,
  PresentPerson,
  SyncStatus,
} from '../../shared/contract/editor-api.ts'
import type { ErrorCode } from '../../shared/contract/errors.ts'
import { initialBody } from '../../shared/paper/initial.ts'

const COLOURS = ['#a3261b', '#1c5a60', '#7a4d05', '#5b3f8c']
export const GROUP = 'a'.repeat(64)
export const PAPER = 'b'.repeat(32)

export interface PaperDevice {
  readonly client: EditorClient
  readonly name: string
  /** Every update that this device's editor has sent, in order. */
  readonly sent: Uint8Array[]
  readonly calls: EditorMethod[]
  /** Off: what others write waits, and so does what this device writes. */
  online: boolean
  /** What `paper.edit` answers with from now on; null for success. */
  failing: ErrorCode | null
  /** Edits are stored but not answered while this is set. */
  silent: boolean
  /** Answers the edit that was not answered. */
  answer(): void
  /** What this device's host holds. */
  readonly ydoc: Y.Doc
  fence(): void
  /** The host has gone and come back: the session is no more, and nobody could say so. */
  restart(): void
  tell(status: SyncStatus): void
  /** Renamed, deleted, or the role changed. */
  tellAbout(about: PaperAbout): void
}

interface Member extends PaperDevice {
  unanswered: (() => void) | null
  readonly queue: Uint8Array[]
  session: string | null
  sessions: number
  me: PresentPerson
  emit<Name extends EditorEvent>(event: Name, payload: EditorEvents[Name]): void
}

export interface RoomOptions {
  readonly names: readonly string[]
  readonly title?: string
  /** Yjs V1; one empty paragraph by default. */
  readonly state?: Uint8Array
  readonly readers?: readonly string[]
}

export class PaperRoom {
  readonly devices: readonly PaperDevice[]
  private readonly members: readonly Member[]
  private readonly title: string
  private readonly readers: readonly string[]

  constructor({ names, title = 'Draft recommendations', state, readers = [] }: RoomOptions) {
    this.title = title
    this.readers = readers
    const first = state ?? initialBody(77, 'c'.repeat(32))
    this.members = names.map((name, index) => this.member(name, index, first))
    this.devices = this.members
  }

  device(name: string): PaperDevice {
    const found = this.devices.find((device) => device.name === name)
    if (found === undefined) throw new Error(`no device of ${name}`)
    return found
  }

  /** Delivers what is queued between devices that are online. */
  sync(): void {
    for (const member of this.members) {
      if (!member.online) continue
      for (const update of member.queue.splice(0)) this.deliver(member, update)
    }
  }

  /** An edit from a device that is not part of the test. */
  inject(update: Uint8Array): void {
    this.deliver(null, update)
  }

  private deliver(from: Member | null, update: Uint8Array): void {
    for (const member of this.members) {
      if (member === from) continue
      Y.applyUpdate(member.ydoc, update)
      if (member.session !== null) member.emit('paper.update', { session: member.session, update })
    }
  }

  private member(name: string, index: number, first: Uint8Array): Member {
    const listeners = new Map<EditorEvent, Set<(payload: never) => void>>()
    const ydoc = new Y.Doc()
    Y.applyUpdate(ydoc, first)
    const member: Member = {
      name,
      ydoc,
      sent: [],
      calls: [],
      queue: [],
      online: true,
      failing: null,
      silent: false,
      unanswered: null,
      answer: () => {
        member.silent = false
        member.unanswered?.()
      },
      session: null,
      sessions: 0,
      me: {
        device: String(index).repeat(32),
        clientId: 1000 + index,
        name,
        colour: COLOURS[index % 4] ?? '#000000',
      },
      emit: (event, payload) => {
        for (const listener of listeners.get(event) ?? []) (listener as (payload: unknown) => void)(payload)
      },
      fence: () => {
        const session = member.session
        member.session = null
        if (session !== null) member.emit('paper.ended', { session, reason: 'E_SESSION_FENCED' })
      },
      restart: () => {
        member.session = null
        member.emit('app.changed', {})
      },
      tell: (status) => {
        if (member.session !== null) member.emit('paper.status', { session: member.session, status })
      },
      tellAbout: (about) => {
        if (member.session !== null) member.emit('paper.about', { session: member.session, about })
      },
      client: {
        call: async (method, input) => {
          member.calls.push(method)
          return (await this.answer(member, method, input)) as never
        },
        on: (event, listener) => {
          const set = listeners.get(event) ?? new Set()
          listeners.set(event, set)
          set.add(listener as (payload: never) => void)
          return () => set.delete(listener as (payload: never) => void)
        },
      },
    }
    return member
  }

  private async answer<Method extends EditorMethod>(
    member: Member,
    method: Method,
    input: Input<Method>,
  ): Promise<unknown> {
    const ok = { ok: true, data: {} }
    if (method === 'paper.open') return { ok: true, data: this.open(member) }
    if (method === 'papers.limit' && 'limit' in input) {
      const about = { title: this.title, kind: 'recommendation_paper', mayWrite: true }
      member.tellAbout({ ...about, ...(input.limit > 0 && { limit: input.limit }) })
      return ok
    }
    if (method === 'papers.number' && 'numbered' in input) {
      for (const each of this.members)
        each.tellAbout({
          title: this.title,
          kind: 'recommendation_paper',
          mayWrite: !this.readers.includes(each.name),
          numbered: input.numbered,
        })
      return ok
    }
    if (!('session' in input) || input.session !== member.session)
      return { ok: false, code: 'E_SESSION_FENCED' }
    if (method === 'paper.edit' && 'update' in input) {
      if (member.failing !== null) return { ok: false, code: member.failing }
      member.sent.push(input.update)
      Y.applyUpdate(member.ydoc, input.update)
      member.queue.push(input.update)
      if (member.silent) {
        return new Promise((resolve) => {
          member.unanswered = () => resolve(ok)
        })
      }
      if (member.online) queueMicrotask(() => this.sync())
    }
    if (method === 'paper.writers' && 'clients' in input) {
      const found = this.members.filter(({ me }) => input.clients.includes(me.clientId))
      return { ok: true, data: { writers: found.map(({ me, name }) => ({ client: me.clientId, name })) } }
    }
    if (method === 'paper.caret') this.moveCaret(member, input as Input<'paper.caret'>)
    if (method === 'paper.close') member.session = null
    return ok
  }

  private open(member: Member): OpenedPaper {
    member.sessions += 1
    member.session = `${member.me.device.slice(0, 16)}${String(member.sessions).padStart(16, '0')}`
    const mayWrite = !this.readers.includes(member.name)
    const opened: OpenedPaper = {
      session: member.session,
      clientId: member.me.clientId,
      state: Y.encodeStateAsUpdate(member.ydoc) as Uint8Array<ArrayBuffer>,
      title: this.title,
      kind: 'recommendation_paper',
      groupName: 'Shrinking civic space',
      mayWrite,
      ...(mayWrite ? {} : { reason: 'E_PAPER_READ_ONLY' as const }),
      me: { name: member.name, colour: member.me.colour },
      status: { kind: 'saved' },
      present: this.othersThan(member),
    }
    queueMicrotask(() => this.tellPresent())
    return opened
  }

  private moveCaret(member: Member, { anchor, head }: Input<'paper.caret'>): void {
    const { device, clientId, name, colour } = member.me
    member.me = { device, clientId, name, colour, ...(anchor && { anchor }), ...(head && { head }) }
    this.tellPresent()
  }

  private othersThan(member: Member): PresentPerson[] {
    return this.members.filter((other) => other !== member && other.session !== null).map((other) => other.me)
  }

  private tellPresent(): void {
    for (const member of this.members) {
      if (member.session === null) continue
      member.emit('paper.present', { session: member.session, present: this.othersThan(member) })
    }
  }
}
