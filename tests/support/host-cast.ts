// A cast for stories told at the host's boundary: each player is a whole host on a real disk with a real listener, driven through
// dispatch as an editor drives it. Only the screen and the courier are missing.
import * as Y from 'yjs'
import { memorySettings } from '../../electron/host/adapters/memory-settings.ts'
import { systemClock } from '../../electron/host/adapters/system-clock.ts'
import { dispatch } from '../../electron/host/api/dispatch.ts'
import { composeHost, type HostSeams } from '../../electron/host/host.ts'
import type { Host } from '../../electron/host/host-types.ts'
import { freePort } from '../../scripts/driver/ports.ts'
import { utf8 } from '../../shared/bytes/codec.ts'
import {
  type EditorEvent,
  type EditorEvents,
  type EditorMethod,
  editorMethods,
  type GroupPage,
  type Input,
  type Output,
  type PaperAbout,
  type Role,
  type SyncStatus,
} from '../../shared/contract/editor-api.ts'
import { type ErrorCode, RapporteurError } from '../../shared/contract/errors.ts'
import { bodyOf, isBlock } from '../../shared/paper/body.ts'
import { plainText } from '../../shared/paper/plain-text.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import { until } from './until.ts'

/** Guessing these vaults is cheap: the stories are about other things. */
export const QUICK_KDF = { passes: 1, memory: 64 * 1024 }
export const PASSPHRASE = 'a walk along the river at dawn'

export class Player {
  readonly name: string
  readonly profile: string
  readonly port: number
  readonly notices: ErrorCode[] = []
  readonly bugs: unknown[] = []
  readonly #seams: HostSeams
  /** From the next start on. */
  clock: Clock
  host: Host | undefined

  private constructor(name: string, profile: string, port: number, seams: HostSeams, clock: Clock) {
    this.clock = clock
    this.name = name
    this.profile = profile
    this.port = port
    this.#seams = { kdfCost: QUICK_KDF, ...seams }
  }

  /** A new person with a new vault, unlocked. */
  static async arrive(
    name: string,
    profile: string,
    seams: HostSeams = {},
    clock: Clock = systemClock,
  ): Promise<Player> {
    const player = new Player(name, profile, await freePort(), seams, clock)
    await player.start()
    await player.call('vault.create', { passphrase: utf8(PASSPHRASE) })
    return player
  }

  /** What this person's page does when it is asked for what it has not sent yet. */
  lastWords: () => Promise<void> = async () => undefined

  /** Somebody at a computer that has no vault yet; not started. */
  static async at(name: string, profile: string): Promise<Player> {
    return new Player(name, profile, await freePort(), {}, systemClock)
  }

  async start(): Promise<void> {
    const host = await composeHost(
      {
        profileDir: this.profile,
        shell: 'browser',
        version: 'test',
        clock: this.clock,
        settings: memorySettings(),
        listen: { host: '127.0.0.1', port: this.port },
        isCourier: () => false,
      },
      this.#seams,
    )
    host.onEvent((event, payload) => {
      if (event === 'notice' && 'code' in payload) this.notices.push(payload.code)
      if (event === 'vault.locking') {
        this.lastWords()
          .then(() => this.call('vault.settled', {}))
          .catch((bug: unknown) => this.bugs.push(bug))
      }
    })
    this.host = host
  }

  /** Ctrl-C. */
  async leave(): Promise<void> {
    await this.host?.close()
    this.host = undefined
  }

  async comeBack(): Promise<void> {
    await this.start()
    await this.call('vault.unlock', { passphrase: utf8(PASSPHRASE) })
  }

  /** Throws a RapporteurError with the code that crossed. */
  async call<Method extends EditorMethod>(method: Method, input: Input<Method>): Promise<Output<Method>> {
    if (this.host === undefined) throw new Error(`${this.name} is away`)
    const reply = await dispatch(editorMethods, this.host.handlers, method, input, (bug) =>
      this.bugs.push(bug),
    )
    if (!reply.ok) throw new RapporteurError(reply.code)
    return editorMethods[method].output.parse(reply.data) as Output<Method>
  }

  async foundGroup(name: string): Promise<string> {
    return (
      await this.call('groups.create', { name, yourName: this.name, organisation: `${this.name}’s office` })
    ).group
  }

  page(group: string): Promise<GroupPage> {
    return this.call('group.page', { group })
  }

  /** Asks to join with an invitation of `inviter`, who admits; returns when the group is here. */
  async join(inviter: Player, group: string, role: Role, end?: number): Promise<void> {
    const dated = end === undefined ? {} : { until: end }
    const { link } = await inviter.call('members.invite', { group, role, ...dated })
    await inviter.call('members.admit', { group, waiting: await this.knock(link, inviter, group) })
    await this.isIn(group)
  }

  /** Asks to join, and returns the name under which `inviter` knows the request. */
  async knock(link: string, inviter: Player, group: string): Promise<string> {
    await this.call('groups.join', {
      invitation: link,
      yourName: this.name,
      organisation: `${this.name}’s office`,
    })
    let waiting: string | undefined
    await until(`${this.name} to knock`, async () => {
      waiting = (await inviter.page(group)).waiting.find(({ name }) => name === this.name)?.waiting
      return waiting !== undefined
    })
    return waiting ?? ''
  }

  async isIn(group: string): Promise<void> {
    await until(`${this.name} to be let in`, async () =>
      (await this.call('groups.list', {})).groups.some((item) => item.group === group),
    )
  }

  /** Waits until the paper is here, and opens it. */
  async read(group: string, paper: string): Promise<Desk> {
    await until(`the paper to reach ${this.name}`, async () =>
      (await this.page(group)).papers.some((item) => item.paper === paper),
    )
    return Desk.open(this, group, paper)
  }
}

/** One editor session: a Y.Doc that sends its own edits and takes in others', as the editor's binding does. */
export class Desk {
  readonly player: Player
  readonly doc = new Y.Doc()
  readonly session: string
  readonly mayWrite: boolean
  /** Errors of edits that were not acknowledged. */
  readonly failures: ErrorCode[] = []
  ended: ErrorCode | undefined
  status: SyncStatus
  about: PaperAbout
  #pending = 0

  static async open(player: Player, group: string, paper: string): Promise<Desk> {
    // What the host says of the session before its answer is here must not be missed, no more than a page misses it.
    const early: (() => void)[] = []
    let desk: Desk | undefined
    player.host?.onEvent((event, payload) => {
      const hear = (): void => desk?.hear(event, payload)
      if (desk === undefined) early.push(hear)
      else hear()
    })
    desk = new Desk(player, await player.call('paper.open', { group, paper }))
    for (const hear of early) hear()
    return desk
  }

  private constructor(player: Player, opened: Output<'paper.open'>) {
    this.player = player
    this.session = opened.session
    this.mayWrite = opened.mayWrite
    this.status = opened.status
    this.about = opened
    Y.applyUpdate(this.doc, opened.state)
    this.doc.clientID = opened.clientId
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'host') this.send(update)
    })
  }

  private hear(event: EditorEvent, payload: EditorEvents[EditorEvent]): void {
    if (!('session' in payload) || payload.session !== this.session) return
    if (event === 'paper.update' && 'update' in payload) Y.applyUpdate(this.doc, payload.update, 'host')
    if (event === 'paper.status' && 'status' in payload) this.status = payload.status
    if (event === 'paper.about' && 'about' in payload) this.about = payload.about
    if (event === 'paper.ended' && 'reason' in payload) this.ended = payload.reason
  }

  send(update: Uint8Array): void {
    this.#pending += 1
    this.player
      .call('paper.edit', { session: this.session, update })
      .catch((error: unknown) =>
        this.failures.push(error instanceof RapporteurError ? error.code : 'E_INTERNAL'),
      )
      .finally(() => {
        this.#pending -= 1
      })
  }

  /** Types at the end of block `index`, as one edit. */
  type(text: string, index = 0): void {
    const block = bodyOf(this.doc).toArray().filter(isBlock)[index]
    if (block === undefined) throw new Error('no such block')
    const last = block.toArray().at(-1)
    if (last instanceof Y.XmlText) last.insert(last.length, text)
    else block.insert(0, [new Y.XmlText(text)])
  }

  /** Deletes the words from the first block that has them, as one edit. */
  remove(words: string): void {
    for (const block of bodyOf(this.doc).toArray().filter(isBlock)) {
      for (const text of block.toArray()) {
        if (!(text instanceof Y.XmlText)) continue
        const at = text.toString().indexOf(words)
        if (at < 0) continue
        text.delete(at, words.length)
        return
      }
    }
    throw new Error('no such words')
  }

  get text(): string {
    return plainText(this.doc)
  }

  async acknowledged(): Promise<void> {
    await until(`${this.player.name}'s edits to be acknowledged`, () => this.#pending === 0)
  }

  async shows(text: string): Promise<void> {
    await until(`“${text}” to reach ${this.player.name}`, () => this.text.includes(text))
  }

  async reads(kind: SyncStatus['kind']): Promise<void> {
    await until(`${this.player.name}'s status to be ${kind}`, () => this.status.kind === kind)
  }
}

/** Everyone shows the same text. */
export async function agree(...desks: readonly Desk[]): Promise<void> {
  await until('all texts to be equal', () => new Set(desks.map((desk) => desk.text)).size === 1)
}
