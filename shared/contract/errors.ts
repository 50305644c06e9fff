// Every way a call can fail, as a closed union of codes. The editor holds a sentence for each, in each language, that a tired
// person understands and that says what to do next; nothing of the text, names or paths involved ever travels in an error.

export const ERROR_CODES = [
  // Calls
  'E_INTERNAL',
  'E_BAD_REQUEST',
  'E_NOT_FOUND',
  'E_NOT_CONNECTED',
  // Vault and profile
  'E_VAULT_EXISTS',
  'E_VAULT_ABSENT',
  'E_VAULT_LOCKED',
  'E_WRONG_PASSPHRASE',
  'E_PASSPHRASE_SHORT',
  'E_PROFILE_IN_USE',
  'E_PROFILE_FOREIGN',
  'E_PROFILE_DAMAGED',
  'E_FORMAT_NEWER',
  'E_KDF_WEAKENED',
  // Backups
  'E_BACKUP_FOREIGN',
  'E_BACKUP_DAMAGED',
  'E_BACKUP_NEWER',
  'E_BACKUP_TOO_LARGE',
  'E_BACKUP_ENDED',
  // Store
  'E_STORE_DAMAGED',
  'E_STORE_CLOSED',
  'E_DISK_FULL',
  'E_DISK_READ_ONLY',
  // Invitations and joining
  'E_NO_INVITATION',
  'E_INVITATION_MALFORMED',
  'E_INVITATION_EXPIRED',
  'E_INVITATION_USED',
  'E_INVITATION_VERSION',
  'E_INVITATION_OWN',
  'E_INVITER_UNREACHABLE',
  'E_JOIN_REFUSED',
  'E_FILE_NO_INVITATION',
  'E_IMAGE_TOO_LARGE',
  'E_IMAGE_UNREADABLE',
  'E_QR_ABSENT',
  'E_QR_FOREIGN',
  'E_ALREADY_MEMBER',
  // Roads
  'E_REACH_OFF',
  'E_PORT_TAKEN',
  'E_ADDRESS_MALFORMED',
  'E_UNREACHABLE',
  // Charter and roles
  'E_NOT_MEMBER',
  'E_ROLE_FORBIDS',
  'E_DATE_PAST',
  'E_NO_LONGER_MEMBER',
  'E_LAST_COORDINATOR',
  'E_REMOVED',
  'E_STATEMENT_MALFORMED',
  'E_STATEMENT_INVALID',
  'E_STATEMENT_UNKNOWN',
  // Ledger verdicts
  'E_ENVELOPE_MALFORMED',
  'E_ENVELOPE_FORGED',
  'E_ENVELOPE_CHAIN',
  'E_ENVELOPE_EPOCH',
  'E_ENVELOPE_ROLE',
  'E_ENVELOPE_CONTENT',
  'E_ENVELOPE_OVERSIZE',
  'E_ENVELOPE_LIMIT',
  'E_HEADS_BACKWARDS',
  'E_FORK',
  'E_UPDATE_APP',
  // Sessions
  'E_SESSION_REFUSED',
  'E_FRAME_MALFORMED',
  'E_SLOW_READER',
  // Papers
  'E_SESSION_FENCED',
  'E_PAPER_READ_ONLY',
  'E_PAPER_TOO_NEW',
  'E_PAPER_DELETED',
  'E_PASTE_TOO_LARGE',
  'E_SECOND_TAB',
  // Calendar
  'E_CALENDAR_FULL',
  'E_DATES_REVERSED',
  // The group's words
  'E_WORDS_FULL',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/** Carries a code through code that throws; the boundary turns it into data. The message is the code alone: no secrets in it. */
export class RapporteurError extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode) {
    super(code)
    this.name = 'RapporteurError'
    this.code = code
  }
}

export function codeOf(error: unknown): ErrorCode {
  return error instanceof RapporteurError ? error.code : 'E_INTERNAL'
}
