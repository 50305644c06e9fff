// Review: what somebody who is gone, or a device or right that was taken, left in the papers and out of them, and what a person here may
// do about it: undo it piece by piece, undo that, or keep what a removal left out.
import { RapporteurError } from '../../../shared/contract/errors.ts'
import type { RestoredItem, Touched as TouchedPage, WipedItem } from '../../../shared/contract/review-api.ts'
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import type { DeviceId, MemberId, PaperId } from '../../../shared/ids/ids.ts'
import type { Clock } from '../../../shared/ports/clock.ts'
import type { SealedStore } from '../../../shared/ports/sealed-store.ts'
import type { Group } from '../groups/group.ts'
import type { HeadsBook } from '../groups/heads-book.ts'
import type { PaperSessions } from '../papers/paper-sessions.ts'
import type { ArrivalBook } from './arrival-book.ts'
import { leavesOf, leftOutOf, readLeftOut } from './left-out.ts'
import { restore, reverse } from './restore.ts'
import { RestoreBook } from './restore-book.ts'
import { excerptOf, Touched } from './touched.ts'
import { isMissing } from './wiped-restore.ts'

export interface ReviewDeps {
  readonly crypto: Crypto
  readonly clock: Clock
  readonly store: SealedStore
  readonly group: Group
  readonly heads: HeadsBook
  readonly arrivals: Pick<ArrivalBook, 'at'>
  /** Empty for one who never said their name. */
  nameOf(device: DeviceId): string
  changed(): void
}

/** Characters of a text as it was that a screen shows. */
const BEFORE = 4_000

export class Review {
  readonly #deps: ReviewDeps
  readonly #book: RestoreBook

  constructor(deps: ReviewDeps) {
    this.#deps = deps
    this.#book = new RestoreBook(deps.crypto, deps.store, deps.group.id)
  }

  get #state() {
    return this.#deps.group.state
  }

  /** How many changes of the member are here and do not count for a cut. */
  leftOut(member: MemberId): number {
    return leftOutOf(this.#state, this.#everyDevice(member)).length
  }

  /** Has any device signed for something of these devices that is not here? */
  lacks(devices: readonly DeviceId[]): boolean {
    const { ledger } = this.#state
    return this.#deps.heads.devices().some((device) => {
      const theirs = this.#deps.heads.leaves(device).filter((leaf) => devices.includes(leaf.device))
      return ledger.missing(theirs).length > 0
    })
  }

  /** What they wrote and deleted, paper by paper. */
  async page(member: MemberId): Promise<TouchedPage> {
    const devices = this.#reviewed(member)
    if (devices.length === 0) throw new RapporteurError('E_NOT_FOUND')
    const restored = await this.#restored(member)
    return this.#retold(devices, async (touched) => {
      const positions = leftOutOf(this.#state, this.#everyDevice(member))
      const left = await readLeftOut(this.#deps.crypto, this.#deps.group, positions)
      const wiped = this.#wiped(touched).filter((one) => one.member === member)
      touched.takeLeftOut(left.bodies)
      const { papers } = this.#state.desk
      return {
        papers: touched.list(papers),
        wiped,
        leftOut: { changes: positions.length, papers: touched.listLeftOut(papers, left) },
        restored,
      }
    })
  }

  /** Large deletions in all papers, whoever made them. */
  async wiped(): Promise<{ wiped: WipedItem[]; restored: RestoredItem[] }> {
    const restored = await this.#restored()
    return { wiped: await this.#retold([], async (touched) => this.#wiped(touched)), restored }
  }

  /** For everyone. Throws E_ROLE_FORBIDS; E_NOT_FOUND when nothing is left out. */
  async keep(member: MemberId): Promise<void> {
    const { group } = this.#deps
    if (this.#state.charter.roleOf(group.keys.id) !== 'coordinator')
      throw new RapporteurError('E_ROLE_FORBIDS')
    const leaves = leavesOf(this.#state, leftOutOf(this.#state, this.#everyDevice(member)))
    if (leaves.length === 0) throw new RapporteurError('E_NOT_FOUND')
    await group.adopt(leaves)
  }

  /** Undoes one change of the list, as this person's own edit. Throws E_NOT_FOUND when there is nothing left to undo. */
  async restore(papers: PaperSessions, member: MemberId, paper: PaperId, change: string): Promise<void> {
    const found = await this.#retold(this.#reviewed(member), async (touched) =>
      touched.in(paper).find(({ id }) => id === change),
    )
    if (found === undefined) throw new RapporteurError('E_NOT_FOUND')
    const back = await restore(papers, paper, found)
    const { kind, text } = found
    const at = this.#deps.clock.now()
    const restored = { kind, text: excerptOf(text), characters: text.length, at }
    await this.#book.add({ member, paper, change, ...restored }, back)
    this.#deps.changed()
  }

  /** Puts back what is missing of a large deletion, as this person's own edit. Throws E_NOT_FOUND when nothing is. */
  async restoreWiped(papers: PaperSessions, paper: PaperId, change: string): Promise<void> {
    const found = await this.#retold([], async (touched) => touched.wipedIn(paper, change).at(0))
    const member = found && this.#state.charter.memberOf(found.wiped.author)
    if (found === undefined || member === undefined || !isMissing(found.back))
      throw new RapporteurError('E_NOT_FOUND')
    const back = await reverse(papers, paper, found.back)
    const { putBack, again = [] } = found.back
    const text = [...putBack, ...again].map((piece) => piece.text).join('\n')
    const at = this.#deps.clock.now()
    const restored = { kind: 'wiped' as const, text: excerptOf(text), characters: text.length, at }
    await this.#book.add({ member, paper, change, ...restored }, back)
    this.#deps.changed()
  }

  /** As {@link restore}, the other way. */
  async undo(papers: PaperSessions, restored: string): Promise<void> {
    const entry = await this.#book.find(restored)
    if (entry === undefined) throw new RapporteurError('E_NOT_FOUND')
    await reverse(papers, entry.paper, entry)
    await this.#book.drop(restored)
    this.#deps.changed()
  }

  async #restored(member?: MemberId): Promise<RestoredItem[]> {
    const { papers, deleted } = this.#state.desk
    const titleOf = (paper: string): string =>
      papers.find((one) => one.paper === paper)?.title ?? deleted.get(paper as PaperId) ?? ''
    return (await this.#book.of(member)).map((item) => ({ ...item, title: titleOf(item.paper) }))
  }

  #wiped(touched: Touched): WipedItem[] {
    return this.#state.desk.papers.flatMap(({ paper, title }) =>
      touched.wipedIn(paper).flatMap(({ wiped, back }) => {
        const member = this.#state.charter.memberOf(wiped.author)
        if (member === undefined) return []
        const { id, author, characters, of, text, seen } = wiped
        return {
          ...{ change: id, paper, title, member, by: this.#deps.nameOf(author), characters, of },
          text: text.length > BEFORE ? `${text.slice(0, BEFORE)}…` : text,
          missing: isMissing(back),
          ...(seen === undefined ? {} : { seen }),
        }
      }),
    )
  }

  async #retold<Result>(
    devices: readonly DeviceId[],
    ask: (touched: Touched) => Promise<Result>,
  ): Promise<Result> {
    const { arrivals, group } = this.#deps
    const touched = new Touched(new Set(devices), (logNumber) => arrivals.at(logNumber))
    try {
      await group.retell((bodies, logNumber) => touched.take(bodies, logNumber))
      return await ask(touched)
    } finally {
      touched.destroy()
    }
  }

  /** Of somebody who is gone all; of a member those that may no longer write the papers. */
  #reviewed(member: MemberId): readonly DeviceId[] {
    const { charter } = this.#state
    const former = charter.former().find((one) => one.member === member)
    if (former !== undefined) return former.devices
    return charter.devicesOf(member).filter((device) => charter.limit(device, 'body') !== undefined)
  }

  /** Also of somebody whose admission became void. */
  #everyDevice(member: MemberId): readonly DeviceId[] {
    const { charter } = this.#state
    return charter.former().find((one) => one.member === member)?.devices ?? charter.devicesOf(member)
  }
}
