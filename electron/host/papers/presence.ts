// Presence of one group: says where this device is, and who else is in a paper. Names and colours are added here, from the roster,
// never taken from the wire.
import { MalformedBytes } from '../../../shared/bytes/codec.ts'
import type { PresentPerson } from '../../../shared/contract/editor-api.ts'
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import type { DeviceId, PaperId } from '../../../shared/ids/ids.ts'
import { clientIdOf } from '../../../shared/ledger/client-id.ts'
import type { Clock } from '../../../shared/ports/clock.ts'
import {
  encodePresence,
  keyClassOf,
  MAX_PLACE_BYTES,
  openPresence,
  type Place,
  readPresenceHeader,
} from '../../../shared/replication/presence.ts'
import { PresenceBook } from '../../../shared/replication/presence-book.ts'
import { PresencePacer } from '../../../shared/replication/presence-pacer.ts'
import type { Group } from '../groups/group.ts'
import { colourOf } from './colour.ts'

export interface PresenceDeps {
  readonly crypto: Crypto
  readonly clock: Clock
  readonly group: Group
  /** Never repeats within an incarnation, across locks too. */
  nextCounter(): number
  nameOf(device: DeviceId): string
  /** To every live peer. */
  send(record: Uint8Array): void
  changed(): void
}

const NOWHERE = new Uint8Array(0)

export class Presence {
  readonly #deps: PresenceDeps
  readonly #book: PresenceBook
  readonly #pacer: PresencePacer<Place>
  #paper: PaperId | undefined

  constructor(deps: PresenceDeps) {
    this.#deps = deps
    this.#book = new PresenceBook(deps.clock)
    this.#pacer = new PresencePacer(deps.clock, (place) => this.#say(place))
    this.#book.onChange(() => deps.changed())
  }

  /** This device looks at a paper; anchor and head where it has a caret. */
  point(paper: PaperId, anchor?: Uint8Array, head?: Uint8Array): void {
    this.#paper = paper
    const fits = (one: Uint8Array | undefined): Uint8Array =>
      one === undefined || one.length > MAX_PLACE_BYTES ? NOWHERE : one
    this.#pacer.set({ lane: { kind: 'body', paper }, anchor: fits(anchor), head: fits(head) })
  }

  leave(paper: PaperId): void {
    if (this.#paper !== paper) return
    this.#paper = undefined
    this.#pacer.set(undefined)
  }

  /** A peer has come: it should not wait for the next move. */
  repeat(): void {
    this.#pacer.repeat()
  }

  /** True when it was genuine and news: worth passing on. */
  take(record: Uint8Array): boolean {
    const { crypto, group } = this.#deps
    const { charter, epochKeys } = group.state
    try {
      const header = readPresenceHeader(record)
      const device = charter.device(header.device)
      if (device === undefined || !charter.isCurrent(header.device)) return false
      if (header.device === group.keys.id || !this.#book.isNews(header)) return false
      const epochKey = epochKeys[header.keyClass](header.epoch)
      if (epochKey === undefined) return false
      const presence = openPresence(crypto, group.id, { epochKey, signingKey: device.signingKey }, record)
      return presence !== undefined && this.#book.add(presence)
    } catch (error) {
      if (error instanceof MalformedBytes) return false
      throw error
    }
  }

  gone(device: DeviceId): void {
    this.#book.forget(device)
  }

  people(paper: PaperId): PresentPerson[] {
    const { crypto, group, nameOf } = this.#deps
    return this.#book.all().flatMap(({ device, incarnation, place }) => {
      if (place === undefined || !('paper' in place.lane) || place.lane.paper !== paper) return []
      return [
        {
          device,
          clientId: clientIdOf(crypto, group.id, place.lane, device, incarnation),
          name: nameOf(device),
          colour: colourOf(device),
          ...(place.anchor.length > 0 ? { anchor: place.anchor } : {}),
          ...(place.head.length > 0 ? { head: place.head } : {}),
        },
      ]
    })
  }

  close(): void {
    this.#pacer.set(undefined)
    this.#pacer.close()
    this.#book.close()
  }

  #say(place: Place | undefined): void {
    const { crypto, group, nextCounter, send } = this.#deps
    const { charter, epochKeys } = group.state
    const epoch = charter.currentEpoch()
    const epochKey = epoch === undefined ? undefined : epochKeys[keyClassOf(place)](epoch)
    if (epoch === undefined || epochKey === undefined) return
    const keys = { epochKey, signingKey: group.keys.signing.secretKey }
    const { id: device } = group.keys
    send(
      encodePresence(crypto, group.id, keys, {
        device,
        incarnation: group.incarnation,
        counter: nextCounter(),
        epoch,
        place,
      }),
    )
  }
}
