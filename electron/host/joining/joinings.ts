// Joinings: groups that this device has asked to join. Each keeps calling the inviting device, across restarts, until a person
// there has said yes or no. Nothing is believed of a welcome that its charter does not prove.
import { z } from 'zod'
import { utf8 } from '../../../shared/bytes/codec.ts'
import { toHex } from '../../../shared/bytes/text.ts'
import {
  type DeviceKeys,
  decodeDeviceKeys,
  encodeDeviceKeys,
  mintDeviceKeys,
  wipeDeviceKeys,
} from '../../../shared/charter/device-keys.ts'
import { bytes } from '../../../shared/contract/bytes.ts'
import type { JoiningItem } from '../../../shared/contract/editor-api.ts'
import { codeOf, type ErrorCode, RapporteurError } from '../../../shared/contract/errors.ts'
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import type { GroupId } from '../../../shared/ids/ids.ts'
import { acceptWelcome } from '../../../shared/invitation/accept.ts'
import { decodeAnswer, type Welcome, WelcomeCollector } from '../../../shared/invitation/answer.ts'
import { joinPsk } from '../../../shared/invitation/issue.ts'
import { writeJoin } from '../../../shared/invitation/join.ts'
import { safetyWords } from '../../../shared/invitation/safety-words.ts'
import { decodeInvitation } from '../../../shared/invitation/text.ts'
import type { Clock } from '../../../shared/ports/clock.ts'
import type { SealedStore, SealedWrite } from '../../../shared/ports/sealed-store.ts'
import { MAX_NAME } from '../../../shared/records/kinds.ts'
import { cleanLine, mustShow } from '../../../shared/records/line.ts'
import type { Session } from '../../../shared/session/session.ts'
import { decodeRecord, encodeRecord } from '../groups/sealed-record.ts'

const TABLE = 'joinings'
const KEY = utf8('all')
/** Pauses between calls to an inviting device that is away, in milliseconds. */
const PAUSES = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000] as const

const schema = z.object({
  id: z.string(),
  invitation: z.string(),
  deviceKeys: bytes,
  name: z.string(),
  organisation: z.string(),
  /** Set once somebody has said no, or the invitation can no longer work. */
  ended: z.string().optional(),
})
type JoiningRecord = z.infer<typeof schema>

export interface Adoption {
  readonly keys: DeviceKeys
  readonly welcome: Welcome
  readonly name: string
  readonly organisation: string
  /** To go to the disk together with the new group. */
  readonly also: readonly SealedWrite[]
}

export interface JoiningsDeps {
  readonly crypto: Crypto
  readonly clock: Clock
  readonly store: SealedStore
  call(call: {
    addresses: readonly string[]
    local: DeviceKeys['box']
    remote: Uint8Array
    psk: Uint8Array
  }): Promise<Session>
  /** Is this invitation one that this vault gave out? */
  isOwn(publicKey: Uint8Array): boolean
  adopt(adoption: Adoption): Promise<GroupId>
  changed(): void
}

interface Joining {
  record: JoiningRecord
  keys: DeviceKeys
  item: JoiningItem
  session: Session | undefined
  cancel: () => void
  attempt: number
  /** Why it did not work out although the inviter answered. */
  obstacle: ErrorCode | undefined
  /** The welcome has come: the keys belong to the new group. */
  adopting: boolean
}

export class Joinings {
  readonly #deps: JoiningsDeps
  readonly #all = new Map<string, Joining>()
  #closed = false

  constructor(deps: JoiningsDeps) {
    this.#deps = deps
  }

  async load(): Promise<void> {
    const { crypto, store } = this.#deps
    for (const record of decodeRecord(z.array(schema), await store.get(TABLE, KEY)) ?? []) {
      const keys = decodeDeviceKeys(crypto, record.deviceKeys)
      if (keys !== undefined) this.#begin(record, keys)
    }
  }

  items(): JoiningItem[] {
    return [...this.#all.values()].map(({ item }) => item)
  }

  /** Throws the invitation's own codes; the request itself goes on in the background. */
  async ask(invitation: string, name: string, organisation: string): Promise<string> {
    const { crypto, clock } = this.#deps
    mustShow(name, organisation)
    const decoded = decodeInvitation(crypto, invitation, clock.now())
    if (this.#deps.isOwn(decoded.publicKey)) throw new RapporteurError('E_INVITATION_OWN')
    const keys = mintDeviceKeys(crypto)
    const record: JoiningRecord = {
      id: toHex(crypto.random(16)),
      invitation,
      deviceKeys: encodeDeviceKeys(keys),
      name: cleanLine(name, MAX_NAME),
      organisation: cleanLine(organisation, MAX_NAME),
    }
    await this.#save([...this.#records(), record])
    this.#begin(record, keys)
    return record.id
  }

  async forget(id: string): Promise<void> {
    const joining = this.#all.get(id)
    if (joining === undefined) throw new RapporteurError('E_NOT_FOUND')
    this.#stop(joining)
    this.#all.delete(id)
    await this.#save(this.#records())
    this.#wipe(joining)
    this.#deps.changed()
  }

  /** The group was left: that one was admitted there is no news any more. */
  forgetGroup(group: GroupId): void {
    for (const [id, { item }] of this.#all) if (item.group === group) this.#all.delete(id)
  }

  close(): void {
    this.#closed = true
    for (const joining of this.#all.values()) {
      this.#stop(joining)
      this.#wipe(joining)
    }
    this.#all.clear()
  }

  #begin(record: JoiningRecord, keys: DeviceKeys): void {
    const ended = record.ended as ErrorCode | undefined
    const item: JoiningItem =
      ended === undefined
        ? { joining: record.id, state: 'waiting' }
        : { joining: record.id, state: 'refused', reason: ended }
    const joining: Joining = {
      record,
      keys,
      item,
      session: undefined,
      cancel: () => undefined,
      attempt: 0,
      obstacle: undefined,
      adopting: false,
    }
    this.#all.set(record.id, joining)
    if (ended === undefined) void this.#call(joining)
    this.#deps.changed()
  }

  async #call(joining: Joining): Promise<void> {
    const { crypto } = this.#deps
    let psk: Uint8Array = new Uint8Array(0)
    try {
      // Whoever was there in time may have been admitted while they were away: about that only the inviter knows.
      const invitation = decodeInvitation(crypto, joining.record.invitation)
      psk = joinPsk(crypto, invitation.secret)
      const addresses = invitation.roads.map(({ address }) => address)
      const session = await this.#deps.call({
        addresses,
        local: joining.keys.box,
        remote: invitation.publicKey,
        psk,
      })
      if (this.#closed || !this.#all.has(joining.record.id)) session.close()
      else this.#converse(joining, session, invitation.secret)
    } catch (error) {
      const code = codeOf(error)
      // A disk that refuses the note is no reason to fall: the invitation says the same at the next start.
      if (code.startsWith('E_INVITATION')) await this.#end(joining, code).catch(() => undefined)
      else this.#unreachable(joining)
    } finally {
      crypto.wipe(psk)
    }
  }

  #converse(joining: Joining, session: Session, secret: Uint8Array): void {
    const { crypto } = this.#deps
    const { record, keys } = joining
    const words = safetyWords(crypto, session.handshakeHash)
    const collector = new WelcomeCollector()
    joining.session = session
    joining.attempt = 0
    session.onClose(() => {
      if (joining.session !== session) return
      joining.session = undefined
      if (joining.item.state === 'waiting') this.#unreachable(joining)
    })
    session.onFrame(async (frame) => {
      try {
        const answer = decodeAnswer(frame)
        if (answer.kind === 'waiting') this.#show(joining, { joining: record.id, state: 'waiting', words })
        else if (answer.kind === 'welcome') {
          const welcome = collector.add(answer.page)
          if (welcome !== undefined) await this.#adopt(joining, welcome)
        } else await this.#end(joining, REFUSALS[answer.kind])
      } catch (error) {
        // A malformed answer, a welcome that proves nothing, a disk that refuses it: hang up and ask again later.
        if (codeOf(error) === 'E_ALREADY_MEMBER') {
          // Somebody who was removed comes back with new keys: the old membership has to be left first, and only they can do that.
          joining.adopting = false
          joining.obstacle = 'E_ALREADY_MEMBER'
          joining.attempt = 3
        }
        session.close()
      }
    })
    session.send(writeJoin(crypto, keys, session.handshakeHash, secret, record.name, record.organisation))
  }

  async #adopt(joining: Joining, welcome: Welcome): Promise<void> {
    const { record, keys } = joining
    acceptWelcome(this.#deps.crypto, keys, welcome).keys.wipe()
    joining.adopting = true
    const rest = this.#records().filter(({ id }) => id !== record.id)
    const { name, organisation } = record
    const group = await this.#deps.adopt({ keys, welcome, name, organisation, also: [saveWrite(rest)] })
    this.#show(joining, { joining: record.id, state: 'admitted', group })
    joining.session?.close()
  }

  async #end(joining: Joining, code: ErrorCode): Promise<void> {
    joining.record = { ...joining.record, ended: code }
    this.#show(joining, { joining: joining.record.id, state: 'refused', reason: code })
    joining.session?.close()
    await this.#save(this.#records())
  }

  #unreachable(joining: Joining): void {
    if (this.#closed || !this.#all.has(joining.record.id)) return
    this.#show(joining, {
      joining: joining.record.id,
      state: 'unreachable',
      reason: joining.obstacle ?? 'E_INVITER_UNREACHABLE',
    })
    joining.obstacle = undefined
    const pause = PAUSES[Math.min(joining.attempt++, PAUSES.length - 1)] ?? 30_000
    joining.cancel = this.#deps.clock.after(pause, () => void this.#call(joining))
  }

  #show(joining: Joining, item: JoiningItem): void {
    joining.item = item
    this.#deps.changed()
  }

  /** Keys that became a group's are the group's to wipe. */
  #wipe({ adopting, keys, record }: Joining): void {
    if (adopting) return
    wipeDeviceKeys(this.#deps.crypto, keys)
    this.#deps.crypto.wipe(record.deviceKeys)
  }

  #stop(joining: Joining): void {
    joining.cancel()
    joining.session?.close()
  }

  /** Those still to be asked or shown after a restart. */
  #records(): JoiningRecord[] {
    return [...this.#all.values()].filter(({ item }) => item.state !== 'admitted').map(({ record }) => record)
  }

  #save(records: readonly JoiningRecord[]): Promise<void> {
    return this.#deps.store.write([saveWrite(records)], 'synced')
  }
}

const REFUSALS = {
  refused: 'E_JOIN_REFUSED',
  used: 'E_INVITATION_USED',
  expired: 'E_INVITATION_EXPIRED',
} as const satisfies Record<string, ErrorCode>

function saveWrite(records: readonly JoiningRecord[]): SealedWrite {
  return { type: 'put', table: TABLE, key: KEY, value: encodeRecord([...records]) }
}
