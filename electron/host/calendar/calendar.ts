// The calendar of one open group: what the pages show of it, and a member's changes. Who may do what is asked of the charter here;
// recipients ask again.
import {
  changeEvent,
  type EventChanges,
  MAX_EVENTS,
  mayWriteCalendar,
  newEvent,
} from '../../../shared/calendar/calendar.ts'
import type { CalendarPage } from '../../../shared/contract/calendar-api.ts'
import type { Input } from '../../../shared/contract/editor-api.ts'
import { RapporteurError } from '../../../shared/contract/errors.ts'
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import { parseId } from '../../../shared/ids/ids.ts'
import type { Group } from '../groups/group.ts'
import { ownRole } from '../groups/own-role.ts'

const DESK = { kind: 'desk' } as const

export class GroupCalendar {
  readonly #crypto: Crypto
  readonly #group: Group

  constructor(crypto: Crypto, group: Group) {
    this.#crypto = crypto
    this.#group = group
  }

  page(): CalendarPage {
    const { calendar, desk } = this.#group.state
    const titles = new Map(desk.papers.map(({ paper, title }) => [paper, title]))
    const events = calendar.events.map(({ paper, lastDay, ...event }) => {
      const title = paper === undefined ? undefined : titles.get(paper)
      return {
        ...event,
        ...(lastDay !== undefined && { lastDay }),
        ...(paper !== undefined && title !== undefined && { paper: { paper, title } }),
      }
    })
    return { events, mayWrite: this.#mayWrite }
  }

  /** Resolves when it is durable here. Throws E_ROLE_FORBIDS, E_CALENDAR_FULL, E_DATES_REVERSED, E_BAD_REQUEST. */
  async add({ group: _, paper, ...input }: Input<'calendar.add'>): Promise<string> {
    this.#mustWrite()
    if (this.#group.state.calendar.events.length >= MAX_EVENTS) throw new RapporteurError('E_CALENDAR_FULL')
    mustBeOrdered(input.date, input.lastDay)
    const { event, record } = newEvent(this.#crypto, {
      ...input,
      ...(paper !== undefined && { paper: parseId('PaperId', paper) }),
    })
    await this.#group.writeRecord(DESK, record)
    return event
  }

  /** As {@link add}; E_NOT_FOUND for what is not there. A deleted one may be changed: bringing it back is a change. */
  async change({ group: _, event, paper, ...input }: Input<'calendar.change'>): Promise<void> {
    this.#mustWrite()
    const { events, deleted } = this.#group.state.calendar
    const found = events.find((one) => one.event === event) ?? deleted.get(event)
    if (found === undefined) throw new RapporteurError('E_NOT_FOUND')
    if (input.date !== undefined || input.lastDay !== undefined)
      mustBeOrdered(input.date ?? found.date, input.lastDay === undefined ? found.lastDay : input.lastDay)
    const changes: EventChanges = {
      ...input,
      ...(paper !== undefined && { paper: paper === null ? null : parseId('PaperId', paper) }),
    }
    await this.#group.writeRecord(DESK, changeEvent(this.#crypto, event, changes))
  }

  get #mayWrite(): boolean {
    const role = ownRole(this.#group)
    return role !== undefined && mayWriteCalendar(role)
  }

  #mustWrite(): void {
    if (!this.#mayWrite) throw new RapporteurError('E_ROLE_FORBIDS')
  }
}

function mustBeOrdered(date: string, lastDay: string | null | undefined): void {
  if (typeof lastDay === 'string' && lastDay < date) throw new RapporteurError('E_DATES_REVERSED')
}
