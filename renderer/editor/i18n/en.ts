// Every text of the screens in English, as one flat record; the names of docs/ui-contract stand here word for word.
// A message is a whole sentence or a whole name: never a fragment that code glues together.
import { calendarEn } from './calendar.en.ts'
import { errorsEn } from './errors.en.ts'
import { inviteEn } from './invite.en.ts'
import { membersEn } from './members.en.ts'
import { paperEn } from './paper.en.ts'
import { recommendationEn } from './recommendation.en.ts'
import { spellingEn } from './spelling.en.ts'
import { vaultEn } from './vault.en.ts'

export const en = {
  ...calendarEn,
  ...errorsEn,
  ...inviteEn,
  ...membersEn,
  ...paperEn,
  ...recommendationEn,
  ...spellingEn,
  ...vaultEn,

  'app.name': 'Rapporteur',
  'app.lock': 'Lock',
  'app.failed': 'This page could not be shown',
  'app.cancel': 'Cancel',
  'app.close': 'Close',
  'app.tryAgain': 'Try again',
  'app.reconnect': 'Connect again',
  'app.broken':
    'Something in Rapporteur went wrong and this page stopped: reload it to go on from what is saved.',
  'app.reload': 'Reload',
  'app.required': 'Please fill this in.',
  'app.notices': 'Notices',
  'app.notice.dismiss': 'Dismiss notice',
  'app.notice.more': '{count, plural, one {# more notice} other {# more notices}}',

  'leave.title': 'Leave without saving?',
  'leave.text': 'Your last changes to the paper are not saved yet. If you go now, they may be lost.',
  'leave.anyway': 'Leave anyway',

  'vault.create.title': 'Create your vault',
  'vault.create.lead':
    'Everything you write here is kept on this computer, locked with one passphrase that only you know.',
  'vault.language': 'Language',
  'vault.passphrase': 'Passphrase',
  'vault.repeat': 'Repeat passphrase',
  'vault.show': 'Show passphrase',
  'vault.advice': 'At least 12 characters. Five or six words that do not belong together work well.',
  'vault.nobody': 'Nobody can reset this. If you forget it, what is on this computer is lost.',
  'vault.create': 'Create vault',
  'vault.creating': 'Making the key. This takes a moment on purpose, to slow down anyone who tries to guess.',
  'vault.differ': 'The two passphrases are not the same. Type the second one again.',
  'vault.weak':
    'This one is easy to guess. It will be accepted, but a few unrelated words are much stronger.',
  'vault.more': '{count, plural, one {# more character needed.} other {# more characters needed.}}',
  'vault.browser': 'If your browser offers to remember the passphrase, say no.',
  'vault.unlock.title': 'Unlock',
  'vault.unlock.lead': 'Your papers are locked. Enter your passphrase to open them.',
  'vault.unlock': 'Unlock',
  'vault.unlocking': 'Opening. This takes a moment on purpose.',

  'about.lead':
    'Working groups write recommendations together, from device to device, with no server in the middle.',
  'about.does.title': 'What it protects',
  'about.does.disk':
    'A lost or seized computer, while Rapporteur is locked or off: nothing on the disk can be read without your passphrase.',
  'about.does.wire': 'The way between your computers: nobody there can read a text, a name or a group.',
  'about.does.members': 'The group: only people whom a coordinator admitted, and each only in their role.',
  'about.not.title': 'What it cannot protect',
  'about.not.spy': 'A computer with spyware on it, or somebody watching your screen.',
  'about.not.member': 'A member who copies, photographs or passes on what they may read.',
  'about.not.gone': 'A forgotten passphrase. There is no way round it, for anyone.',

  'groups.title': 'Working groups',
  'groups.new': 'New working group',
  'groups.join': 'Join a group',
  'groups.empty.title': 'No working group yet',
  'groups.empty.text': 'Start one and invite your colleagues, or join one with an invitation you were sent.',
  'groups.arriving': 'A group is on its way from your colleagues…',
  'groups.new.lead':
    'You become its coordinator: you invite people and admit them. Others see what you enter here.',
  'groups.name': 'Group name',
  'groups.yourName': 'Your name in this group',
  'groups.yourName.hint':
    'A pseudonym is fine. Your name, organisation and keys here are not known in your other groups.',
  'groups.organisation': 'Organisation',
  'groups.create': 'Create group',
  'groups.join.lead':
    'Paste the invitation you were sent, or a picture of its QR code, or open either from a file.',
  'groups.invitation': 'Invitation',
  'groups.openFile': 'Open invitation file',
  'groups.join.submit': 'Join',

  'joining.list': 'Requests to join',
  'joining.item': 'Request {number}',
  'joining.status': 'Joining',
  'joining.waiting': 'Waiting to be admitted',
  'joining.admitted': 'Admitted',
  'joining.refused': 'Refused',
  'joining.unreachable': 'Cannot reach anyone: {reason}',
  'joining.waiting.hint':
    'Keep Rapporteur open when you can. As soon as you are admitted, the group appears above.',
  'joining.words.hint':
    'Read these words to the person who invited you, by telephone or in person, not where the invitation was sent. If one differs, do not join: somebody is in between.',
  'joining.dismiss': 'Take off this list',
  'joining.forget': 'Forget this request',

  'words.title': 'Safety words',

  'group.back': 'All working groups',
  'group.tabs': 'Parts of this group',
  'group.about': '{role} · {count, plural, one {# member} other {# members}}',
  'group.papers': 'Papers',
  'group.members': 'Members',
  'group.waiting': '{count} waiting',
  'group.troubles.title':
    '{count, plural, one {# thing was refused or found wrong} other {# things were refused or found wrong}}',
  'group.troubles.item': '{count, plural, one {# time} other {# times}}: {sentence}',

  'papers.new': 'New paper',
  'papers.empty.title': 'Nothing written yet',
  'papers.empty.text': 'Start the first paper. Everyone in the group will see it.',
  'papers.empty.reader': 'When somebody starts a paper, it appears here.',
  'papers.empty.archived': 'All papers are in the archive.',
  'papers.empty.outside': 'No paper had reached this computer.',
  'papers.reader': 'You are an observer in this group: you read its papers and do not change them.',
  'papers.title': 'Title',
  'papers.kind': 'Kind',
  'papers.create': 'Create paper',

  'role.coordinator': 'Coordinator',
  'role.drafter': 'Drafter',
  'role.observer': 'Observer',
  'role.reviewer': 'Reviewer',
  'role.expert': 'Expert',
  'role.endorser': 'Endorser',
  'role.coordinator.may': 'Writes, invites and admits members.',
  'role.drafter.may': 'Writes in every paper of the group.',
  'role.observer.may': 'Reads every paper of the group and changes none.',
  'role.reviewer.may': 'Reads every paper and changes no text. Comments are not there yet.',
  'role.expert.may': 'A reviewer until a date that you set.',
  'role.endorser.may':
    'Sees who is in the group and never a draft. Endorsing finished texts is not there yet.',

  'members.you': 'You',
  'members.notVerified': 'Not verified',
  'members.online': 'Connected now',
  'members.online.direct': 'Connected directly',
  'members.offline': 'Not connected',
  'members.verifyHint':
    'Not verified means that you have not compared safety words with this person. Press “Verify” to do so.',
  'members.invite': 'Invite',
  'members.invite.only': 'Only coordinators can invite.',
  'members.waiting': 'Waiting to join',
  'members.waiting.hint':
    'Ask each person, by telephone or in person, not where the invitation was sent, to read you their six words. If one differs, refuse: somebody is in between.',
  'members.leaked':
    '{count, plural, one {Another device has} other {# other devices have}} come with the same invitation. Somebody else has seen it: compare the words with special care.',
  'members.asks': 'wants to join as {role}',
  'members.admit': 'Admit',
  'members.refuse': 'Refuse',

  'invite.title': 'Invite a member',
  'invite.role': 'Role',
  'invite.create': 'Create invitation',
  'invite.link': 'Invitation link',
  'invite.copy': 'Copy link',
  'invite.save': 'Save as file',
  'invite.copied': 'Copied. Send it in a way that only this person can read.',
  'invite.copyFailed': 'Select the text and press Ctrl+C to copy it.',
  'invite.saved': 'Saved among your downloads. Delete the file once you have sent it.',
  'invite.once': 'It works once, until {date}.',
  'invite.trust': 'Whoever holds this can ask to join, and reads nothing until you have admitted them.',
  'invite.closed':
    'Colleagues cannot connect to this computer yet, so nobody could answer this invitation. Allow it here first.',

  'reach.title': 'Reaching one another',
  'reach.allow': 'Let colleagues connect to this computer',
  'reach.why':
    'Your computers talk to each other directly. If a firewall asks whether other computers may connect, allow it; Windows always asks.',
  'reach.why.windows':
    'Your computers talk to each other directly, so Windows will ask whether other computers may connect: choose “Allow access”.',
  'reach.addresses': 'Colleagues find this computer at {addresses}.',
  'reach.cannot': 'Cannot reach {name}. Their address may have changed.',
  'reach.address': 'Address',
  'reach.answered': 'The computer at that address was called.',

  'preferences.title': 'Preferences',
  'preferences.theme': 'Theme',
  'preferences.theme.system': 'As the system',
  'preferences.theme.light': 'Light',
  'preferences.theme.dark': 'Dark',
  'preferences.version': 'Version {version}',
} as const satisfies Record<string, string>

export type MessageId = keyof typeof en
