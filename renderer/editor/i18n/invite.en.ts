// Inviting, further devices and safety words, in English. Part of the record in en.ts.

export const inviteEn = {
  'invite.qr': 'Invitation QR code',
  'invite.qr.hint': 'A screenshot of the code can be pasted or opened under “Join a group”.',
  'invite.open': 'Open invitations',
  'invite.open.until': '{role} until {date}',
  'invite.open.device': 'Another device of yours',
  'invite.withdraw': 'Withdraw',

  'device.add': 'Add another device of mine',
  'device.add.lead':
    'On your other device, open “Join a group” with this invitation. It waits here until you have compared the words and admitted it. It then counts as you, under the name that you have.',

  'members.asks.until': 'wants to join as {role}, until {date}',
  'members.asks.device': 'as another device of yours',
  'members.compared': 'We compared these words and they are the same',
  'members.compared.hint':
    'Tick it only then. Admitted without the tick, they stand as “Not verified” until somebody compares words with them.',
  'members.verified': 'Verified',

  'words.show.en': 'Show the English words',
  'words.show.ru': 'Show the Russian words',

  'verify.action': 'Verify',
  'verify.title': 'Verify {name}',
  'verify.lead':
    '{name} opens “Verify” at your name. Read the words to each other, by voice or in person: both must see the same six.',
  'verify.computing': 'Working out the words. This takes a moment on purpose.',
  'verify.match': 'They match',
  'verify.differ': 'They differ',
  'verify.differ.do':
    'The safety words of {name} differed from yours. Do not trust what comes under this name. Make sure that both of you are up to date and compare once more; if they differ again, tell your coordinators and have this member removed.',
  'verify.changed': '{name} has added a device since you compared the words. Compare them again.',
} as const satisfies Record<string, string>
