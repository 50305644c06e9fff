// The ways to belong to the coalition, by message id, in the order in which they are offered.
import { MEMBERSHIPS, type Membership } from '../../../../shared/contract/editor-api.ts'
import type { MessageId } from '../../i18n/en.ts'

export const MEMBERSHIP_NAMES = {
  full: 'membership.full',
  associate: 'membership.associate',
  external: 'membership.external',
} as const satisfies Record<Membership, MessageId>

export { MEMBERSHIPS }
