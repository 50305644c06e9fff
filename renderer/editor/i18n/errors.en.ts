// One sentence or two per error code, in English: what happened and what to do next. Never a code, a path or a blame.
import type { ErrorCode } from '../../../shared/contract/errors.ts'

export const errorsEn = {
  'error.E_INTERNAL':
    'Something went wrong inside Rapporteur. Try again; if it happens again, lock it and start it anew. What was saved is safe.',
  'error.E_BAD_REQUEST': 'Rapporteur could not use what was entered. Check it and try again.',
  'error.E_NOT_FOUND': 'This is no longer here. Go back and choose again.',
  'error.E_NOT_CONNECTED':
    'This page has lost touch with Rapporteur on this computer. Start Rapporteur again.',

  'error.E_VAULT_EXISTS': 'There is a vault on this computer already. Unlock it with its passphrase.',
  'error.E_VAULT_ABSENT': 'There is no vault on this computer yet. Create one first.',
  'error.E_VAULT_LOCKED': 'Rapporteur is locked. Unlock it to go on.',
  'error.E_WRONG_PASSPHRASE':
    'That is not the passphrase of this vault. Check the keyboard language and Caps Lock, and try again.',
  'error.E_PASSPHRASE_SHORT': 'A passphrase needs at least 12 characters. Add a few words.',
  'error.E_PROFILE_IN_USE':
    'Rapporteur is already running with this profile. Use that window, or close it first.',
  'error.E_PROFILE_FOREIGN':
    'This folder belongs to another program or another vault. Start Rapporteur with another profile folder.',
  'error.E_PROFILE_DAMAGED':
    'The vault on this computer is damaged and does not open. Do not delete anything; put back a copy of the folder if you have one.',
  'error.E_FORMAT_NEWER': 'This profile was written by a newer Rapporteur. Update Rapporteur to open it.',
  'error.E_KDF_WEAKENED':
    'Somebody has changed how this vault is protected. Do not enter your passphrase; put back a copy of the folder that you trust.',

  'error.E_BACKUP_FOREIGN': 'This file is not a backup of Rapporteur. Choose the one that you saved.',
  'error.E_BACKUP_DAMAGED':
    'This backup is cut short or was changed, so nothing was taken from it. Copy the file once more, or use another one.',
  'error.E_BACKUP_NEWER':
    'This backup was saved by a newer Rapporteur. Update Rapporteur on this computer to restore it.',
  'error.E_BACKUP_TOO_LARGE':
    'This vault is larger than a backup can hold, which is 2 GB. Leave groups that you no longer need, and try again.',
  'error.E_BACKUP_ENDED': 'This was interrupted before it was complete. Begin again.',

  'error.E_STORE_DAMAGED':
    'Part of what is stored on this computer was damaged. Rapporteur asks your colleagues’ devices for what is missing; stay connected.',
  'error.E_STORE_CLOSED': 'Rapporteur is closing. Start it again to go on.',
  'error.E_DISK_FULL':
    'The disk is full, so nothing more can be saved. Free some space; your last changes are kept until then while this window stays open.',
  'error.E_DISK_READ_ONLY':
    'Rapporteur may not write to its folder. Give it permission or move the profile; keep this window open until then.',

  'error.E_NO_INVITATION':
    'This is not an invitation. Paste the whole text you were sent; the invitation in it begins with “rapporteur:”.',
  'error.E_INVITATION_MALFORMED':
    'This is not a whole invitation. Copy it again from its first to its last character.',
  'error.E_INVITATION_EXPIRED': 'This invitation has expired or was taken back. Ask for a new one.',
  'error.E_INVITATION_USED':
    'This invitation has been used. Each works once; ask for a new one. If it was not you who used it, tell the coordinator at once.',
  'error.E_INVITATION_VERSION':
    'This invitation was made by another version of Rapporteur. Update both computers and ask for a new one.',
  'error.E_INVITATION_OWN': 'You made this invitation yourself. Send it to the person you want to invite.',
  'error.E_INVITER_UNREACHABLE':
    'The computer of the person who invited you does not answer. Ask them to open Rapporteur and let colleagues connect; this one keeps trying.',
  'error.E_JOIN_REFUSED': 'The group did not admit you. Speak to the person who invited you.',
  'error.E_FILE_NO_INVITATION': 'That file does not hold an invitation. Choose the one you were sent.',
  'error.E_IMAGE_TOO_LARGE':
    'That picture is too large. Take a smaller one, of little more than the QR code, and try again.',
  'error.E_IMAGE_UNREADABLE':
    'That picture is damaged or of a kind that cannot be shown here. Use a PNG or JPEG picture.',
  'error.E_QR_ABSENT':
    'No QR code was found in that picture. Use one that shows the whole code, sharp and straight.',
  'error.E_QR_FOREIGN':
    'The QR code in that picture is not an invitation to a group. Ask for the one that Rapporteur shows.',
  'error.E_ALREADY_MEMBER':
    'This group is in your list already. If you were removed from it and invited again, open it there and press “Leave group” first.',

  'error.E_PORT_TAKEN':
    'Another program uses the door that colleagues connect to. Close that program, or start Rapporteur again.',
  'error.E_REACH_OFF':
    'Colleagues cannot connect to this computer, so nobody could answer an invitation. Switch on “Let colleagues connect to this computer” and try again.',
  'error.E_ADDRESS_MALFORMED': 'An address looks like 192.168.1.20:48123. Check it and try again.',
  'error.E_UNREACHABLE':
    'Nobody answered there. Check the address, and that Rapporteur is open on the other computer.',

  'error.E_NOT_MEMBER': 'You are not a member of this group, so it cannot be opened.',
  'error.E_ROLE_FORBIDS': 'Your role in this group does not allow this. Ask a coordinator.',
  'error.E_LAST_COORDINATOR':
    'The group needs at least one coordinator. Make somebody else a coordinator first.',
  'error.E_REMOVED': 'This member or device no longer belongs to the group.',
  'error.E_NO_LONGER_MEMBER':
    'This computer no longer belongs to the group. You can read what has reached it; nothing that you type is sent.',
  'error.E_DATE_PAST': 'That day is over, or is no day. Choose one that is still to come.',
  'error.E_STATEMENT_MALFORMED':
    'A message about the group’s members was garbled and left out. Nothing needs to be done.',
  'error.E_STATEMENT_INVALID':
    'A change of the group’s members broke its rules and was refused. Ask your coordinator if somebody is missing.',
  'error.E_STATEMENT_UNKNOWN':
    'The group has decided something that this version does not know. Update Rapporteur to see it.',

  'error.E_ENVELOPE_MALFORMED': 'A garbled change was refused. Nothing of yours was touched.',
  'error.E_ENVELOPE_FORGED':
    'A change that was not signed by who it said was refused. Tell your coordinator if this goes on.',
  'error.E_ENVELOPE_CHAIN':
    'A change that does not continue what its writer wrote before was refused. It is asked for again.',
  'error.E_ENVELOPE_EPOCH':
    'A change was refused: it was locked with a key that somebody who was removed holds too. If it was yours, try again in a moment.',
  'error.E_ENVELOPE_ROLE': 'A change by somebody whose role does not allow it was refused.',
  'error.E_ENVELOPE_CONTENT': 'A change that would have harmed the paper was refused.',
  'error.E_ENVELOPE_OVERSIZE': 'A change was too large and was refused. Paste long texts in parts.',
  'error.E_ENVELOPE_LIMIT':
    'A device sends more than is reasonable and has been slowed down. Tell your coordinator if this goes on.',
  'error.E_HEADS_BACKWARDS':
    'A colleague’s device has lost something it had before, perhaps after a restored copy. Ask them to look.',
  'error.E_FORK':
    'Two different sets of changes came from one device: it may have been copied. Speak to its owner before you trust what it wrote.',
  'error.E_UPDATE_APP': 'A colleague uses a newer Rapporteur. Update yours to see everything.',

  'error.E_SESSION_REFUSED':
    'The other device did not accept this one. Make sure that both belong to the group, and try again.',
  'error.E_FRAME_MALFORMED': 'The other device sent something unreadable. The connection is made anew.',
  'error.E_SLOW_READER': 'The other device does not keep up. It gets the rest when it is ready.',

  'error.E_SESSION_FENCED': 'This paper was opened in another place. It is opened here again now.',
  'error.E_PAPER_READ_ONLY': 'Your role lets you read this paper, not change it. Ask a coordinator.',
  'error.E_PAPER_TOO_NEW':
    'This paper holds something that this version does not know. Update Rapporteur to write in it; until then you can read.',
  'error.E_PAPER_DELETED':
    'This paper was deleted for everyone. You can still read and copy it here until you leave this page.',
  'error.E_PASTE_TOO_LARGE': 'That is too much to paste at once. Paste it in parts.',
  'error.E_SECOND_TAB':
    'Rapporteur is open in another tab. Go on there, or close that tab and load this page again.',

  'error.E_CALENDAR_FULL':
    'The calendar is full: no more than 2,000 dates at once. Delete old ones, then add this one again.',
  'error.E_DATES_REVERSED': 'The last day lies before the first. Please correct one of the two.',

  'error.E_WORDS_FULL':
    'The group’s word list is full: no more than 5,000 words. Remove some under Settings, then add this one again.',
} as const satisfies Record<`error.${ErrorCode}`, string>
