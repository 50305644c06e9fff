// The roles of this version: their names and what each may do, by message id.
import type { Role } from '../../../../shared/contract/editor-api.ts'
import type { MessageId } from '../../i18n/en.ts'

export const ROLES: readonly Role[] = ['coordinator', 'drafter', 'observer']

export const ROLE_NAMES = {
  coordinator: 'role.coordinator',
  drafter: 'role.drafter',
  observer: 'role.observer',
} as const satisfies Record<Role, MessageId>

export const ROLE_RIGHTS = {
  coordinator: 'role.coordinator.may',
  drafter: 'role.drafter.may',
  observer: 'role.observer.may',
} as const satisfies Record<Role, MessageId>
