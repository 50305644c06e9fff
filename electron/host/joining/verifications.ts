// Verifications: with whom the person at this device has compared safety words, and what came of it. Kept in the group's sealed
// record and nowhere else: it must never be sent, nor be taken from anyone.
import { toHex } from '../../../shared/bytes/text.ts'
import type { MemberItem } from '../../../shared/contract/editor-api.ts'
import { RapporteurError } from '../../../shared/contract/errors.ts'
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import type { DeviceId, MemberId } from '../../../shared/ids/ids.ts'
import {
  type MemberKeys,
  memberTranscript,
  memberWords,
  type SlowHash,
} from '../../../shared/invitation/member-words.ts'
import type { SafetyWords } from '../../../shared/invitation/safety-words.ts'
import type { Group } from '../groups/group.ts'
import type { GroupRecord } from '../groups/group-record.ts'

export type Compared = NonNullable<GroupRecord['compared']>

export interface VerificationsDeps {
  readonly crypto: Crypto
  readonly group: Group
  readonly compared: Compared
  readonly slow: SlowHash
  /** Makes the record durable. */
  save(compared: Compared): Promise<void>
  changed(): void
}

export class Verifications {
  readonly #deps: VerificationsDeps
  #compared: Compared
  /** By transcript: the words of the same devices are the same, and costly. */
  readonly #words = new Map<string, Promise<SafetyWords>>()

  constructor(deps: VerificationsDeps) {
    this.#deps = deps
    this.#compared = deps.compared
  }

  /** A device that has gone since takes nothing away; one that has come makes it another question. */
  of(member: MemberId): MemberItem['verification'] {
    const entry = this.#compared.find((one) => one.member === member)
    if (entry === undefined) return 'none'
    if (!entry.match) return 'differed'
    return this.#devices(member).every((device) => entry.devices.includes(device)) ? 'verified' : 'changed'
  }

  /** For this device's own member and another. Throws E_NOT_FOUND unless both belong and are two. */
  async words(member: MemberId): Promise<{ words: SafetyWords; devices: string[] }> {
    const { crypto, group, slow } = this.#deps
    const me = group.state.charter.memberOf(group.keys.id)
    if (me === undefined || me === member) throw new RapporteurError('E_NOT_FOUND')
    const devices = this.#devices(member)
    const [mine, theirs] = [this.#keys(me, this.#devices(me)), this.#keys(member, devices)]
    if (mine.devices.length === 0 || theirs.devices.length === 0) throw new RapporteurError('E_NOT_FOUND')
    const transcript = toHex(memberTranscript(crypto, group.id, mine, theirs))
    const words = this.#words.get(transcript) ?? memberWords(crypto, slow, group.id, mine, theirs)
    this.#words.set(transcript, words)
    words.catch(() => this.#words.delete(transcript))
    return { words: await words, devices: [...devices] }
  }

  /** Durable when it resolves. `devices`: those whose words were compared, which need not be all that there are by now. */
  async note(member: MemberId, devices: readonly string[], match: boolean): Promise<void> {
    const known = this.#devices(member)
    const compared = known.filter((device) => devices.includes(device))
    if (compared.length === 0) throw new RapporteurError('E_NOT_FOUND')
    const others = this.#compared.filter((one) => one.member !== member)
    const next = [...others, { member, devices: compared, match }]
    await this.#deps.save(next)
    this.#compared = next
    this.#deps.changed()
  }

  #devices(member: MemberId): readonly DeviceId[] {
    return this.#deps.group.state.charter.members().find((one) => one.member === member)?.devices ?? []
  }

  #keys(member: MemberId, devices: readonly DeviceId[]): MemberKeys {
    const { charter } = this.#deps.group.state
    return { member, devices: devices.flatMap((device) => charter.device(device) ?? []) }
  }
}
