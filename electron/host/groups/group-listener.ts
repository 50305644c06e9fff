// What a group tells those who listen: screens, papers, peers. Shapes only.
// It must never say of anything that it is stored before it is durable.
import type { ErrorCode } from '../../../shared/contract/errors.ts'
import type { DeviceId, PaperId } from '../../../shared/ids/ids.ts'
import type { Effects } from './state.ts'

export interface Taken {
  readonly effects: Effects
  /** `self`, or the neighbour that handed it over. */
  readonly from: DeviceId
}

export interface GroupListener {
  /** Accepted or written, perhaps not durable yet: for screens. */
  taken?(taken: Taken): void
  /** Durable: for peers and for the status. */
  stored?(taken: Taken): void
  charterGrew?(from: DeviceId): void
  troubled?(codes: readonly ErrorCode[]): void
  /** Keys came that this device lacked. */
  keysCame?(): void
  /** The log was judged again, and these of the papers that are open no longer look as they did. Editors must reopen. */
  judgedAgain?(papers: readonly PaperId[]): void
  /** Another incarnation, or the disk refused and in memory is again what it holds. Editors must reopen. */
  reloaded?(): void
}
