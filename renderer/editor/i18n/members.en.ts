// The texts about who belongs, in English: entries, roles, removal, devices, history, leaving.

export const membersEn = {
  'membership.full': 'Full member',
  'membership.associate': 'Associate member',
  'membership.external': 'External',

  'members.nameless': 'Someone without a name',
  'members.until': 'Until {date}',

  'papers.reviewer': 'You are a reviewer in this group: you read its papers and do not change their text.',
  'papers.expert': 'You are an expert in this group: you read its papers and do not change their text.',
  'papers.endorser.title': 'Drafts are not shown to you',
  'papers.endorser.text':
    'You are an endorser in this group: drafts stay with those who write them. Finished texts will come here in a later version.',

  'entry.edit': 'Edit my entry',
  'entry.lead': 'This is what the other members of this group see of you.',
  'entry.country': 'Country',
  'entry.membership': 'Membership',
  'entry.notStated': 'Not stated',
  'entry.save': 'Save',

  'role.change': 'Change role',
  'role.change.whose': 'The role of {name} in this group.',
  'role.change.submit': 'Change',
  'role.until': 'Access until',
  'role.until.hint':
    'After this day they can no longer read what is written. The device of a coordinator sees to it.',
  'role.last':
    'The only coordinator cannot get another role or be removed: nobody could admit or remove anyone then. Make somebody else a coordinator first.',
  'role.loses.reading':
    '{name} keeps the drafts that have reached them. What is written from now on they cannot read.',
  'role.loses.writing':
    'What {name} has written stays in the papers. What they write from now on is not accepted.',
  'role.loses.coordinating': '{name} can no longer invite, admit or remove anyone. Whom they admitted stays.',

  'remove.action': 'Remove',
  'remove.title': 'Remove {name}?',
  'remove.keeps': 'What they have already received stays with them: nobody can take that back.',
  'remove.loses': 'What is written from now on they cannot read, and what they write is not accepted.',
  'remove.after': 'What they have written so far stays in the papers; you can review it afterwards.',

  'removed.note': '{name} no longer belongs to the group.',
  'removed.review': 'Review what {name} changed',

  'devices.count': '{count, plural, one {# device} other {# devices}}',
  'devices.list': 'Devices',
  'devices.one': 'Device {code}',
  'devices.here': 'This computer',
  'devices.remove': 'Remove device',

  'taken.action': 'Device taken',
  'taken.title': 'Was a device of {name} taken?',
  'taken.device': 'Device',
  'taken.device.online': 'Device {code}, connected now',
  'taken.device.offline': 'Device {code}, not connected',
  'taken.what':
    'The device is taken out of the group at once, and the group gets a new key. The other devices go on as before.',
  'taken.keeps':
    'What it has already received stays on it. While Rapporteur is locked or off there, it opens only with its owner’s passphrase. Afterwards you see what that was.',
  'taken.only': 'It is the only device of {name}: without it they need an invitation for another one.',
  'taken.also':
    '{count, plural, one {It brought another device into the group} other {It brought other devices into the group}}. Whoever has it may have done that.',
  'taken.others': 'Further devices of {name}, if they are gone as well:',
  'taken.also.device': 'Remove device {code} too',
  'taken.submit': 'Remove device',

  'lacking.note':
    'This computer has not yet received everything that {name} wrote. You can wait until it has come, or go on now: what has not come is then left out of the papers until a coordinator keeps it.',

  'freeze.action': 'Stop device',
  'freeze.proof': 'There are two of it: it was copied.',
  'freeze.title': 'Stop device {code} of {name}?',
  'freeze.what':
    'Two different changes are signed as one by this device: its keys are in two places, or an old copy of its disk was put back. It is stopped for everyone at once, and the group gets a new key.',
  'freeze.keeps':
    'What it wrote before the two parted stays. What either wrote since is left out; a coordinator can look at it and keep it. The device never comes back: {name} needs an invitation for another one.',

  'exposure.title': 'What the device of {name} had',
  'exposure.unknown':
    'We do not know what this device had: it never told this computer. Count on it having everything that was written until now. What is written from now on it cannot read.',
  'exposure.word':
    'By all that it ever told, as far as that is known here; its last word is from {date}. It may have received more from somebody else.',
  'exposure.had': 'It had at least',
  'exposure.whole': '“{title}”: all of it',
  'exposure.part': '“{title}”: all but {count, plural, one {# change} other {# changes}}',
  'exposure.deleted': '{title} (deleted)',
  'exposure.noPapers': 'No paper of this group.',
  'exposure.names': 'The names of: {names}',
  'exposure.noNames': 'The name of no member.',
  'exposure.never': 'It never said that it received',
  'exposure.neverPaper': 'Anything of “{title}”',
  'exposure.neverNames': 'The names of: {names}',
  'exposure.fromNowOn': 'Anything written from now on, which it cannot read',

  'leftOut.member':
    'Left out of the papers: {count, plural, one {# change} other {# changes}} of {name}, from a device or a role that was taken away.',
  'leftOut.former':
    '{count, plural, one {# of their changes is} other {# of their changes are}} left out of the papers.',
  'leftOut.title': 'Left out by this removal',
  'leftOut.lead':
    '{count, plural, one {# change is} other {# changes are}} on this computer without counting: whoever removed them had not received all of it, or it came afterwards. Read before you keep: who was removed may have written some of it later, to look older.',
  'leftOut.records': 'There is no text in it: only titles, names and the like.',
  'leftOut.untitled': 'A paper that is not in the list',
  'leftOut.keep': 'Keep what they wrote',
  'leftOut.kept': 'It counts again, for everyone.',
  'leftOut.coordinator': 'A coordinator can keep it.',

  'former.title': 'Former members ({count})',
  'former.list': 'Former members',
  'former.removed': 'Removed by {by}.',
  'former.expired': 'Their time in the group is over.',
  'former.voided':
    'To be admitted again: whoever admitted them was being removed at the same time. Invite them anew; what they have written is not lost.',

  'touched.action': 'Review what they touched',
  'touched.title': 'What {name} changed',
  'touched.lead':
    'Newest first. Changes carry no date of their own: the day is when they came to this computer. What came more than 30 days ago stands behind “Show older”. Restore takes out what they wrote, or puts back what they deleted, as a change of your own that you can undo. Nothing is undone by itself; headings, bold and the like are not listed.',
  'touched.looking': 'Looking through the papers…',
  'touched.nothing': 'They have changed nothing in any paper.',
  'touched.inserted': 'Wrote {count, plural, one {# character} other {# characters}}.',
  'touched.deleted': 'Deleted {count, plural, one {# character} other {# characters}}.',
  'touched.gone': 'No longer in the paper.',
  'touched.back': 'Back in the paper.',
  'touched.older': 'Show older ({count})',
  'touched.came': 'Came to this computer on {date}.',
  'wiped.title': 'Large deletions',
  'wiped.lead':
    'Where one person at one go took away more than a fifth of a paper, its text as it was before can be read here, newest first. Restore puts back what is missing, each piece at its place, as a change of your own that you can undo; nothing that was written since is taken away. Bold and the like may be lost.',
  'wiped.nothing': 'There is no large deletion in any paper.',
  'wiped.what':
    '“{title}”: {by} deleted {percent} of the text, {count, plural, one {# character} other {# characters}}.',
  'wiped.before': 'The text before',
  'wiped.back': 'Nothing of it is missing now.',
  'restored.title': 'Restored from this computer',
  'restored.out': 'Taken out on {date}: {count, plural, one {# character} other {# characters}}.',
  'restored.back': 'Put back on {date}: {count, plural, one {# character} other {# characters}}.',
  'restored.undo': 'Undo',
  'touched.restore': 'Restore',

  'history.title': 'Membership history',
  'history.lead':
    'The newest stands first. Changes carry no time of their own: the day is when this computer first saw them.',
  'history.found': '{by} started the group.',
  'history.admit': '{by} admitted {whom}. Role: {role}.',
  'history.role': '{by} changed the role of {whom}. Role: {role}.',
  'history.addDevice': '{by} added a device of {whom}.',
  'history.remove': '{by} removed {whom}.',
  'history.removeDevice': '{by} took a device of {whom} out of the group.',
  'history.expire': 'The access of {whom} ended on its day, on the word of {by}.',
  'history.freeze': '{by} stopped a device of {whom} that had been copied.',
  'history.until': 'Until {date}.',
  'history.seen': 'Seen here on {date}',
  'history.unseen': 'When it was first seen here is not known',
  'history.concurrent': 'Made at the same time as another change, neither knowing of the other.',
  'history.void': 'It does not count: a change made at the same time outweighs it.',
  'history.mutual': 'Two people removed each other at the same time. Who has been here longer stays.',
  'history.contested':
    'Contested: two devices of one member contradict each other, or no coordinator would have been left. Another coordinator should decide.',
  'history.readmit':
    'They have to be admitted again: whoever admitted them was being removed at the same time.',

  'group.settings': 'Settings',
  'group.onThisComputer': 'This group on this computer',
  'group.leave.lead': 'You can take this group off this computer for good.',
  'group.removed':
    'You no longer belong to this group. You can read what has already reached this computer; nothing new arrives, and nothing you write is sent. You can leave the group.',

  'leaveGroup.action': 'Leave group',
  'leaveGroup.title': 'Leave {group}?',
  'leaveGroup.what':
    'Everything of this group is removed from this computer: its papers, its members and your keys. It cannot be brought back here; to return you need a new invitation.',
  'leaveGroup.others':
    'What you wrote stays with the others. Nobody is told: your name stays in their list until a coordinator removes it.',
  'leaveGroup.removed': 'What you wrote while you belonged stays with the others.',
  'leaveGroup.last':
    'You are the only coordinator. Without you nobody can admit or remove anyone: make somebody else a coordinator first, unless you mean it.',
} as const satisfies Record<string, string>
