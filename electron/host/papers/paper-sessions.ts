// PaperSessions: the leases of one group's papers. One editor session writes a paper at a time, under the clientID of this host's
// incarnation; a newer session fences the older one, so that two pages can never use one clock twice.
import { toHex } from '../../../shared/bytes/text.ts'
import type {
  Language,
  OpenedPaper,
  PaperAbout,
  PaperItem,
  SyncStatus,
} from '../../../shared/contract/editor-api.ts'
import { codeOf, type ErrorCode, RapporteurError } from '../../../shared/contract/errors.ts'
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import type { DeviceId, PaperId } from '../../../shared/ids/ids.ts'
import { bodyFromDrafts, initialBody } from '../../../shared/paper/initial.ts'
import { BODY_SCHEMA } from '../../../shared/paper/names.ts'
import { templateBlocks, templateOf } from '../../../shared/paper/templates/templates.ts'
import { changePaper, newPaper, type PaperChanges } from '../../../shared/records/desk.ts'
import type { Group } from '../groups/group.ts'
import type { HeadsBook } from '../groups/heads-book.ts'
import { aboutPaper, paperItems } from './about.ts'
import { colourOf } from './colour.ts'
import type { Presence } from './presence.ts'
import { statusOf } from './status.ts'

export interface SessionEvents {
  update(session: string, update: Uint8Array): void
  status(session: string, status: SyncStatus): void
  about(session: string, about: PaperAbout): void
  ended(session: string, reason: ErrorCode): void
}

export interface SessionsDeps {
  readonly crypto: Crypto
  readonly group: Group
  readonly heads: HeadsBook
  readonly presence: Presence
  readonly events: SessionEvents
  nameOf(): { readonly me: string; readonly group: string }
  nameOfDevice(device: DeviceId): string
}

/** What a paper starts with: a template, and the language of the paper. */
interface Start {
  readonly id: string
  readonly language: Language
}

interface Session {
  readonly id: string
  readonly paper: PaperId
  readonly incarnation: number
  /** Sent last: a status is only told when it changed. */
  status: string
  about: PaperAbout
}

/** What an edit may fail with although nothing is wrong with it: the session's text and the host's have parted. */
const PARTED: ReadonlySet<ErrorCode> = new Set([
  'E_ENVELOPE_CONTENT',
  'E_ENVELOPE_CHAIN',
  'E_HEADS_BACKWARDS',
])

export class PaperSessions {
  readonly #deps: SessionsDeps
  readonly #sessions = new Map<string, Session>()
  /** Disk trouble of the last write, until one goes well. */
  #trouble: ErrorCode | undefined

  constructor(deps: SessionsDeps) {
    this.#deps = deps
    const { group } = deps
    group.keepOpen(() => [...new Set([...this.#sessions.values()].map(({ paper }) => paper))])
    group.listen({
      taken: ({ effects }) => {
        for (const paper of effects.tooNew) this.#end(paper, 'E_PAPER_TOO_NEW')
        if (effects.records) this.#tellAbout()
        for (const { paper, update, author, incarnation } of effects.bodies) {
          for (const session of this.#of(paper)) {
            // What this very lease wrote its page has. What an earlier start wrote may come back from a colleague after a damage.
            const own = author === group.keys.id && incarnation === session.incarnation
            if (!own) deps.events.update(session.id, update)
          }
        }
      },
      stored: () => this.tellStatus(),
      charterGrew: () => {
        this.tellStatus()
        this.#tellAbout()
      },
      keysCame: () => this.tellStatus(),
      judgedAgain: (papers) => {
        for (const paper of papers) this.#end(paper, 'E_SESSION_FENCED')
      },
      reloaded: () => {
        for (const { id, incarnation } of [...this.#sessions.values()]) {
          if (incarnation !== group.incarnation) this.#fence(id, 'E_SESSION_FENCED')
        }
      },
    })
  }

  /**
   * Puts a paper on the desk, with what it starts with as one edit: a template's blocks, or an empty paragraph. The text goes first: if the
   * disk refuses one of the two, no paper is listed that would be empty.
   */
  async create(title: string, kind: string, start?: Start): Promise<PaperId> {
    const { crypto, group } = this.#deps
    const member = group.state.charter.memberOf(group.keys.id)
    if (member === undefined) throw new RapporteurError('E_NOT_MEMBER')
    const template = start && templateOf(start.id)
    if (start !== undefined && template === undefined) throw new RapporteurError('E_BAD_REQUEST')
    const limit = start && template?.[start.language].limit
    const { paper, record } = newPaper(crypto, member, title, kind, limit)
    const clientId = await group.exclusive((state) =>
      state.ledger.clientId({ kind: 'body', paper }, group.keys.id, group.incarnation),
    )
    const newId = (): string => toHex(crypto.random(16))
    const body =
      start === undefined || template === undefined
        ? initialBody(clientId, newId())
        : bodyFromDrafts(clientId, templateBlocks(template, start.language), newId)
    await group.writeBody(paper, BODY_SCHEMA, body)
    try {
      await group.writeRecord({ kind: 'desk' }, record)
    } catch (error) {
      // Back to what the disk holds, or the list would show until the next write what is not there.
      await group.exclusive(() => undefined).catch(() => undefined)
      throw error
    }
    return paper
  }

  list(): PaperItem[] {
    return paperItems(this.#deps.group.state, this.#deps.group.keys.id)
  }

  /** Renames, archives or deletes a paper for everyone. Resolves when that is durable here. */
  async change(paper: PaperId, changes: PaperChanges): Promise<void> {
    const { crypto, group } = this.#deps
    const item = this.list().find((one) => one.paper === paper)
    if (item === undefined) throw new RapporteurError('E_NOT_FOUND')
    const may = changes.deleted === undefined ? item.mayChange : item.mayDelete
    if (!may) throw new RapporteurError('E_ROLE_FORBIDS')
    await group.writeRecord({ kind: 'desk' }, changePaper(crypto, paper, changes))
  }

  /** Leases the paper to a new session; an older one of the same paper ends. */
  async open(paper: PaperId): Promise<OpenedPaper> {
    const { crypto, group, presence } = this.#deps
    return group.exclusive((state) => {
      const about = aboutPaper(state, group.keys.id, paper)
      if (about === undefined)
        throw new RapporteurError(state.desk.deleted.has(paper) ? 'E_PAPER_DELETED' : 'E_NOT_FOUND')
      for (const older of this.#of(paper)) this.#fence(older.id, 'E_SESSION_FENCED')
      const session: Session = {
        id: toHex(crypto.random(16)),
        paper,
        incarnation: group.incarnation,
        status: '',
        about,
      }
      this.#sessions.set(session.id, session)
      // Present from the start, without a caret yet.
      presence.point(paper)
      const name = this.#deps.nameOf()
      const status = this.#status(session)
      session.status = JSON.stringify(status)
      return {
        session: session.id,
        clientId: state.ledger.clientId({ kind: 'body', paper }, group.keys.id, group.incarnation),
        state: state.body(paper).state(),
        ...about,
        groupName: name.group,
        me: { name: name.me, colour: colourOf(group.keys.id) },
        status,
        present: presence.people(paper),
      }
    })
  }

  get anyOpen(): boolean {
    return this.#sessions.size > 0
  }

  has(session: string): boolean {
    return this.#sessions.has(session)
  }

  /** Resolves when the sealed envelope is durable. */
  async edit(id: string, update: Uint8Array): Promise<void> {
    const session = this.#get(id)
    try {
      // Asked again in turn: a newer session may have been given the paper while this edit waited.
      await this.#deps.group.writeBody(session.paper, BODY_SCHEMA, update, () => void this.#get(id))
      this.#trouble = undefined
    } catch (error) {
      const code = codeOf(error)
      if (PARTED.has(code)) {
        this.#fence(id, 'E_SESSION_FENCED')
        throw new RapporteurError('E_SESSION_FENCED')
      }
      if (code.startsWith('E_DISK') || code.startsWith('E_STORE')) this.#trouble = code
      throw error
    } finally {
      this.tellStatus()
    }
  }

  caret(id: string, anchor: Uint8Array | undefined, head: Uint8Array | undefined): void {
    this.#deps.presence.point(this.#get(id).paper, anchor, head)
  }

  /** Who writes under these clientIDs. Those that nobody is known by, or only somebody without a name, are left out. */
  writers(id: string, clients: readonly number[]): { client: number; name: string }[] {
    const { group, nameOfDevice } = this.#deps
    const { paper } = this.#get(id)
    return clients.flatMap((client) => {
      const device = group.state.ledger.writerOf({ kind: 'body', paper }, client)
      const name = device === undefined ? '' : nameOfDevice(device)
      return name === '' ? [] : [{ client, name }]
    })
  }

  close(id: string): void {
    const session = this.#sessions.get(id)
    if (session === undefined) return
    this.#sessions.delete(id)
    if (this.#of(session.paper).length === 0) this.#deps.presence.leave(session.paper)
  }

  closeAll(): void {
    for (const id of [...this.#sessions.keys()]) this.close(id)
  }

  /** Sessions of a paper that are open, for events. */
  ids(paper: PaperId): string[] {
    return this.#of(paper).map(({ id }) => id)
  }

  /** Heads, members or the disk changed. */
  tellStatus(): void {
    for (const session of this.#sessions.values()) {
      const status = this.#status(session)
      const text = JSON.stringify(status)
      if (text === session.status) continue
      session.status = text
      this.#deps.events.status(session.id, status)
    }
  }

  /**
   * The desk or the charter changed. A deleted paper keeps its session: what is still on its way from the page is kept like
   * everything else that was written in it.
   */
  #tellAbout(): void {
    const { group, events } = this.#deps
    for (const session of this.#sessions.values()) {
      const about = aboutPaper(group.state, group.keys.id, session.paper) ?? {
        ...session.about,
        mayWrite: false,
        reason: 'E_PAPER_DELETED' as const,
      }
      if (JSON.stringify(about) === JSON.stringify(session.about)) continue
      session.about = about
      events.about(session.id, about)
    }
  }

  #status(session: Session): SyncStatus {
    const { group, heads } = this.#deps
    if (this.#trouble !== undefined) return { kind: 'notSaved', reason: this.#trouble }
    return statusOf(group.state, heads, group.keys.id, session.paper)
  }

  #get(id: string): Session {
    const session = this.#sessions.get(id)
    if (session === undefined) throw new RapporteurError('E_SESSION_FENCED')
    return session
  }

  #of(paper: PaperId): Session[] {
    return [...this.#sessions.values()].filter((session) => session.paper === paper)
  }

  #end(paper: PaperId, reason: ErrorCode): void {
    for (const { id } of this.#of(paper)) this.#fence(id, reason)
  }

  #fence(id: string, reason: ErrorCode): void {
    if (!this.#sessions.delete(id)) return
    this.#deps.events.ended(id, reason)
  }
}
