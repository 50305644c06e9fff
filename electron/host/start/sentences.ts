// What a shell says when it cannot start, before there is a page to say it in. English only, and no path in it.
// It must never leave the person without a next step.
import type { ErrorCode } from '../../../shared/contract/errors.ts'

const SENTENCES: Partial<Readonly<Record<ErrorCode, string>>> = {
  E_PROFILE_IN_USE:
    'Rapporteur is already running with this profile. Use the window that is open, or end it first.',
  E_PROFILE_FOREIGN:
    'This folder holds other files and no Rapporteur profile. Nothing was changed. Choose another folder with --profile.',
  E_PROFILE_DAMAGED:
    'This profile has lost the file that holds its key. Nothing was changed. Put a copy of the folder back, or start with another folder.',
  E_FORMAT_NEWER: 'This profile was made by a newer Rapporteur. Nothing was changed. Update Rapporteur.',
  E_STORE_DAMAGED:
    'The database of this profile cannot be read. Put a copy of the folder back, or start with another folder.',
  E_DISK_FULL: 'The disk is full. Free some space and start Rapporteur again. Nothing was lost.',
  E_DISK_READ_ONLY:
    'The profile folder cannot be written. Allow writing, or choose another folder with --profile. Nothing was lost.',
  E_PORT_TAKEN: 'Another program uses this port. Choose another one, or end that program.',
}

export function startSentence(code: ErrorCode): string {
  return SENTENCES[code] ?? `Rapporteur could not start (${code}).`
}
