// The roles: their names and what each may do, by message id. What a role may is decided elsewhere (shared/charter/roles.ts).
import type { Role } from '../../../../shared/contract/editor-api.ts'
import type { MessageId } from '../../i18n/en.ts'

export const ROLES: readonly Role[] = ['coordinator', 'drafter', 'reviewer', 'expert', 'endorser', 'observer']

export const ROLE_NAMES = {
  coordinator: 'role.coordinator',
  drafter: 'role.drafter',
  reviewer: 'role.reviewer',
  expert: 'role.expert',
  endorser: 'role.endorser',
  observer: 'role.observer',
} as const satisfies Record<Role, MessageId>

export const ROLE_RIGHTS = {
  coordinator: 'role.coordinator.may',
  drafter: 'role.drafter.may',
  reviewer: 'role.reviewer.may',
  expert: 'role.expert.may',
  endorser: 'role.endorser.may',
  observer: 'role.observer.may',
} as const satisfies Record<Role, MessageId>
