// Who was admitted by which statement, and which of two admissions of one device stands.
// The answer must depend only on the set of statements asked about, never on the order in which they came.
import type { DeviceId, Hash, MemberId } from '../ids/ids.ts'
import { type Bits, hasBit } from './dag.ts'
import type { Grant } from './grant.ts'
import type { Role } from './roles.ts'

export interface Admission {
  /** Index of the statement in the graph. */
  readonly index: number
  readonly statement: Hash
  readonly member: MemberId
  readonly device: DeviceId
  readonly role: Role
  readonly signingKey: Uint8Array
  readonly boxKey: Uint8Array
  readonly grant: Grant
  /** The admitting device; for the founder, their own. */
  readonly admittedBy: DeviceId
}

export class Admissions {
  readonly #byDevice = new Map<DeviceId, Admission[]>()

  add(admission: Admission): void {
    const others = this.#byDevice.get(admission.device)
    if (others === undefined) this.#byDevice.set(admission.device, [admission])
    else others.push(admission)
  }

  devices(): IterableIterator<DeviceId> {
    return this.#byDevice.keys()
  }

  /** Every admission of the device, standing or not. */
  of(device: DeviceId): readonly Admission[] {
    return this.#byDevice.get(device) ?? []
  }

  /** The admission that stands among the statements in `within` (all, when left out): the lowest statement hash. */
  standing(device: DeviceId, within?: Bits): Admission | undefined {
    let standing: Admission | undefined
    for (const admission of this.of(device)) {
      if (within !== undefined && !hasBit(within, admission.index)) continue
      if (standing === undefined || admission.statement < standing.statement) standing = admission
    }
    return standing
  }
}
