// Two or more sessions with one device: which of them carries envelopes. WebRTC before a socket, the newest of one kind; the others
// carry signals and stand by. The device with the lower id decides and the other follows its summaries, so that the two never
// wait for each other on different roads.
import type { DeviceId } from '../ids/ids.ts'
import type { RoadName } from '../ports/link.ts'
import type { Replicator } from './replicator.ts'

const RANKS: Readonly<Record<RoadName, number>> = { socket: 0, memory: 1, webrtc: 2 }

export class LinkChoice {
  readonly #decides: boolean
  /** Oldest first. */
  readonly #sessions: Replicator[] = []
  #carrier: Replicator | undefined

  constructor(self: DeviceId, peer: DeviceId) {
    this.#decides = self < peer
  }

  /** The session that carries envelopes. */
  get carrier(): Replicator | undefined {
    return this.#carrier
  }

  /** Where a signal should go: not the road that it may be about to mend. */
  get signaller(): Replicator | undefined {
    return this.#sessions.toSorted((a, b) => rank(a) - rank(b))[0]
  }

  get isEmpty(): boolean {
    return this.#sessions.length === 0
  }

  add(session: Replicator): void {
    this.#sessions.push(session)
    if (this.#decides || this.#carrier === undefined) this.#carry(this.#best())
    if (this.#decides) this.#closeSuperseded()
  }

  remove(session: Replicator): void {
    const at = this.#sessions.indexOf(session)
    if (at >= 0) this.#sessions.splice(at, 1)
    if (this.#carrier !== session) return
    this.#carrier = undefined
    this.#carry(this.#best())
  }

  /** The peer takes this session for the carrier. */
  follow(session: Replicator): void {
    if (!this.#decides && this.#sessions.includes(session)) this.#carry(session)
  }

  #best(): Replicator | undefined {
    return this.#sessions.toSorted((a, b) => rank(a) - rank(b)).at(-1)
  }

  #carry(session: Replicator | undefined): void {
    if (session === undefined || session === this.#carrier) return
    this.#carrier?.rest()
    this.#carrier = session
    session.start()
  }

  /** Both sides dial, so two sockets are common; one is enough. */
  #closeSuperseded(): void {
    const newest = new Map(this.#sessions.map((session) => [session.session.link.road, session]))
    for (const session of [...this.#sessions]) {
      if (newest.get(session.session.link.road) !== session) session.close()
    }
  }
}

function rank(session: Replicator): number {
  return RANKS[session.session.link.road]
}
