// When a member counts as unreachable: none of their devices is connected and each one that was called did not answer.
import type { MemberItem } from '../../../../shared/contract/editor-api.ts'

export function isUnreachable(member: MemberItem): boolean {
  return (
    !member.me &&
    member.devices.length > 0 &&
    member.devices.every((device) => !device.online && !device.reached)
  )
}
