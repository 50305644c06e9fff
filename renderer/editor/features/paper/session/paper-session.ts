// One open paper: the host's session, the Y.Doc, the outbox and the status that is shown. No React and no DOM in here.
// It must never send what no person wrote, and never forget what a person wrote before the host has acknowledged it.
import * as Y from 'yjs'
import type {
  EditorClient,
  OpenedPaper,
  PaperAbout,
  PresentPerson,
  SyncStatus,
} from '../../../../../shared/contract/editor-api.ts'
import type { ErrorCode } from '../../../../../shared/contract/errors.ts'
import { newBodyDoc } from '../../../../../shared/paper/body-doc.ts'
import type { Clock } from '../../../../../shared/ports/clock.ts'
import { PaperBinding } from '../binding/binding.ts'
import { isHuman, REMOTE } from '../binding/origins.ts'
import { CaretSender } from './caret-sender.ts'
import { Outbox, type OutboxState } from './outbox.ts'
import { SteadyStatus } from './steady-status.ts'

/** An open session and what the page shows of it. A new object whenever something shown changes. */
export interface OpenSession {
  readonly phase: 'open'
  readonly session: string
  readonly opened: OpenedPaper
  /** Title and kind as they are now. */
  readonly about: PaperAbout
  readonly binding: PaperBinding
  readonly carets: CaretSender
  readonly mayWrite: boolean
  /** Why not, when `mayWrite` is false. */
  readonly reason: ErrorCode | null
  readonly status: SyncStatus
  readonly present: readonly PresentPerson[]
  /** Names by clientID; those that nobody is known by are missing. */
  readonly writers: (clients: number[]) => Promise<ReadonlyMap<number, string>>
  /** The session before this one ended with words that were not acknowledged: both bodies, as whole Yjs states. Taken once. */
  takeUnacknowledged(): readonly Uint8Array[] | null
}

export type SessionView =
  | { readonly phase: 'opening' }
  | { readonly phase: 'failed'; readonly reason: ErrorCode }
  | OpenSession

interface EarlyWords {
  readonly updates: Uint8Array[]
  status?: SyncStatus
  about?: PaperAbout
  present?: readonly PresentPerson[]
}

/** Reopening again and again would only take the lease from each other: two windows, for example. */
const MAX_REOPENS = 3
const REOPENS_WITHIN_MS = 10_000
/** Between two questions to a host that does not answer. */
const ASK_AGAIN_MS = 2_000

/** As many as the host answers for at once. */
const MOST_WRITERS = 500

export interface SessionOptions {
  readonly client: EditorClient
  readonly group: string
  readonly paper: string
  readonly clock: Clock
}

export class PaperSession {
  private readonly options: SessionOptions
  private readonly listeners = new Set<() => void>()
  private readonly stops: (() => void)[] = []
  /** What the host said about sessions whose `paper.open` has not been answered here yet. */
  private early = new Map<string, EarlyWords>()
  private view: SessionView = { phase: 'opening' }
  private live: {
    readonly ydoc: Y.Doc
    readonly outbox: Outbox
    readonly carets: CaretSender
    readonly status: SteadyStatus
    host: SyncStatus
  } | null = null
  /** The body of a session that ended with unacknowledged words, as a whole Yjs state. */
  private carried: Uint8Array | null = null
  private reopenings: number[] = []
  private asking = false
  private isClosed = false

  constructor(options: SessionOptions) {
    this.options = options
    const { client } = options
    this.stops.push(
      client.on('paper.update', ({ session, update }) => this.received(session, update)),
      client.on('paper.status', ({ session, status }) => this.hostStatus(session, status)),
      client.on('paper.about', ({ session, about }) => {
        if (this.view.phase === 'opening') this.earlyOf(session).about = about
        else if (this.isCurrent(session)) this.learnt(about)
      }),
      client.on('paper.present', ({ session, present }) => {
        if (this.view.phase === 'opening') this.earlyOf(session).present = present
        else if (this.isCurrent(session)) this.show({ present })
      }),
      client.on('app.changed', () => void this.stillThere()),
      client.on('paper.ended', ({ session, reason }) => {
        if (this.isCurrent(session)) this.ended(reason)
      }),
    )
    void this.open()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly snapshot = (): SessionView => this.view

  get closed(): boolean {
    return this.isClosed
  }

  /** Opens once more, because a person asked or came back to this window. */
  reopen(): void {
    if (this.view.phase === 'failed') void this.open()
  }

  /** Sends what is unsent at once. */
  flush(): void {
    this.live?.outbox.flush()
  }

  /** Resolves once everything that was typed is acknowledged, or the session has ended. */
  async settle(): Promise<void> {
    this.flush()
    await this.live?.outbox.whenDrained()
  }

  /**
   * Gives the lease back, once everything is acknowledged: until then the session lives on and tries again. `wanted`: somebody has
   * come back to it meanwhile, after a lock for example, and it stays.
   */
  async close(wanted: () => boolean = () => false): Promise<void> {
    await this.settle()
    if (wanted()) return
    const { view } = this
    this.isClosed = true
    for (const stop of this.stops) stop()
    this.letGo()
    if (view.phase === 'open') await this.options.client.call('paper.close', { session: view.session })
  }

  private async open(): Promise<void> {
    const { client, group, paper } = this.options
    this.early = new Map()
    this.set({ phase: 'opening' })
    const reply = await client.call('paper.open', { group, paper })
    if (this.isClosed) {
      if (reply.ok) await client.call('paper.close', { session: reply.data.session })
      return
    }
    if (reply.ok) this.bind(reply.data)
    else this.set({ phase: 'failed', reason: reply.code })
  }

  private bind(opened: OpenedPaper): void {
    const { client, clock } = this.options
    const { session } = opened
    const ydoc = newBodyDoc()
    Y.applyUpdate(ydoc, opened.state, REMOTE)
    const early = this.earlyOf(session)
    for (const update of early.updates) Y.applyUpdate(ydoc, update, REMOTE)
    this.early = new Map()
    const status = early.status ?? opened.status
    // Only now: Yjs draws a new random id when a loaded state holds structs of the id in use.
    ydoc.clientID = opened.clientId
    const outbox = new Outbox({
      clock,
      send: (update) => client.call('paper.edit', { session, update }),
      changed: (state) => this.outboxChanged(state),
      fenced: (reason) => this.ended(reason),
    })
    const carets = new CaretSender(clock, (caret) => {
      void client.call('paper.caret', { session, ...(caret ?? {}) })
    })
    const steady = new SteadyStatus(clock, (shown) => this.show({ status: shown }))
    const binding = new PaperBinding(ydoc)
    ydoc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== REMOTE) outbox.add(update, isHuman(origin))
    })
    this.live = { ydoc, outbox, carets, status: steady, host: status }
    this.set({
      phase: 'open',
      session,
      opened,
      binding,
      carets,
      ...permission(early.about ?? opened, binding),
      about: early.about ?? opened,
      status,
      present: early.present ?? opened.present,
      writers: async (clients) => {
        const reply = await client.call('paper.writers', { session, clients: clients.slice(0, MOST_WRITERS) })
        return new Map(reply.ok ? reply.data.writers.map(({ client: id, name }) => [id, name]) : [])
      },
      takeUnacknowledged: () => {
        const { carried } = this
        this.carried = null
        return carried && [Y.encodeStateAsUpdate(ydoc), carried]
      },
    })
  }

  private received(session: string, update: Uint8Array): void {
    if (this.view.phase === 'opening') {
      this.earlyOf(session).updates.push(update)
    } else if (this.view.phase === 'open' && this.isCurrent(session) && this.live !== null) {
      Y.applyUpdate(this.live.ydoc, update, REMOTE)
      if (this.view.mayWrite) this.learnt(this.view.about)
    }
  }

  private learnt(about: PaperAbout): void {
    if (this.view.phase !== 'open') return
    const now = permission(about, this.view.binding)
    // A colleague's every key comes by here, and the page is drawn anew only when it has something else to show.
    const { mayWrite, reason } = this.view
    if (about !== this.view.about || now.mayWrite !== mayWrite || now.reason !== reason)
      this.show({ about, ...now })
  }

  private earlyOf(session: string): EarlyWords {
    const early = this.early.get(session) ?? { updates: [] }
    this.early.set(session, early)
    return early
  }

  private hostStatus(session: string, status: SyncStatus): void {
    if (this.view.phase === 'opening') this.earlyOf(session).status = status
    if (!this.isCurrent(session) || this.live === null) return
    this.live.host = status
    if (this.live.outbox.isEmpty) this.settled(status)
  }

  private outboxChanged(state: OutboxState): void {
    if (this.live === null) return
    const { status, host } = this.live
    if (state.kind === 'empty') this.settled(host)
    else if (state.kind === 'sending') status.unsaved({ kind: 'saving' })
    else status.unsaved({ kind: 'notSaved', reason: state.reason })
  }

  /** All has been given to the host: what that says of it. */
  private settled(said: SyncStatus): void {
    if (said.kind === 'notSaved') this.live?.status.unsaved(said)
    else this.live?.status.saved(said)
  }

  private ended(reason: ErrorCode): void {
    if (this.view.phase !== 'open' || this.live === null) return
    if (!this.live.outbox.isEmpty) this.carried = Y.encodeStateAsUpdate(this.live.ydoc)
    this.letGo()
    // Fenced: the lease went to another window or another start of the host. Too new: what comes now is read-only.
    const opensAgain = reason === 'E_SESSION_FENCED' || reason === 'E_PAPER_TOO_NEW'
    if (opensAgain && this.mayReopen()) void this.open()
    else this.set({ phase: 'failed', reason })
  }

  /** After a loss of the host the session may be gone, and nobody could say so. Asked once, then until there is an answer. */
  private async stillThere(): Promise<void> {
    const { view } = this
    if (view.phase !== 'open' || this.asking) return
    this.asking = true
    const { session } = view
    const reply = await this.options.client.call('paper.writers', { session, clients: [] })
    this.asking = false
    if (!this.isCurrent(session) || reply.ok) return
    if (reply.code === 'E_SESSION_FENCED') this.ended(reply.code)
    else if (reply.code === 'E_NOT_CONNECTED' && !this.isClosed)
      this.options.clock.after(ASK_AGAIN_MS, () => void this.stillThere())
  }

  private mayReopen(): boolean {
    const now = this.options.clock.now()
    this.reopenings = [...this.reopenings.filter((at) => now - at < REOPENS_WITHIN_MS), now]
    return this.reopenings.length <= MAX_REOPENS
  }

  private letGo(): void {
    if (this.view.phase === 'open') this.view.binding.detach()
    this.live?.outbox.stop()
    this.live?.carets.stop()
    this.live?.status.stop()
    this.live = null
  }

  private isCurrent(session: string): boolean {
    return this.view.phase === 'open' && this.view.session === session
  }

  private show(changes: Partial<OpenSession>): void {
    if (this.view.phase === 'open') this.set({ ...this.view, ...changes })
  }

  private set(view: SessionView): void {
    this.view = view
    for (const listener of this.listeners) listener()
  }
}

/** What holds something newer is read-only here, whatever the role; a deleted paper keeps the words, and takes no more. */
function permission(about: PaperAbout, binding: PaperBinding): Pick<OpenSession, 'mayWrite' | 'reason'> {
  if (about.mayWrite && !binding.isNewer) return { mayWrite: true, reason: null }
  return { mayWrite: false, reason: about.reason ?? 'E_PAPER_TOO_NEW' }
}
