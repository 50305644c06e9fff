// The vault's comforts in English: locking by itself, another passphrase, a backup and how it is restored.

export const vaultEn = {
  'idle.title': 'Rapporteur locks soon',
  'idle.text': 'Nobody has used it for a while. After unlocking you are back at this very place.',
  'idle.left': 'Locks in {count, plural, one {# second} other {# seconds}}.',
  'idle.stay': 'Stay unlocked',
  'idle.lock': 'Lock now',

  'preferences.lockAfter': 'Lock after',
  'preferences.lockAfter.minutes': '{count, plural, one {# minute} other {# minutes}} without use',
  'preferences.lockAfter.never': 'Never',
  'preferences.lockAfter.why':
    'Then your papers need the passphrase again. Locking also ends the connection to colleagues.',
  'preferences.lockAfter.risk':
    'Whoever gets to this computer while it is on can read everything. Choose this only for a computer behind a locked door that stays connected for your colleagues.',
  'preferences.hidden': 'Keep this window out of screenshots and shared screens',
  'preferences.hidden.why':
    'The system then shows others an empty window. It does not stop a camera, nor every program that spies.',
  'preferences.hidden.unavailable':
    'Not possible here: only the Rapporteur window on Windows and macOS can be hidden, not a browser and not Linux.',
  'preferences.vault': 'Your vault',

  'change.title': 'Change passphrase',
  'change.current': 'Current passphrase',
  'change.next': 'New passphrase',
  'change.repeat': 'Repeat new passphrase',
  'change.submit': 'Set new passphrase',
  'change.busy': 'Locking the key anew. This takes a moment on purpose.',
  'change.wrong':
    'The current passphrase is not right, so nothing was changed. Check Caps Lock and try again.',
  'change.done': 'The passphrase is changed. From now on only the new one opens this computer’s vault.',
  'change.old':
    'Backups and copies made before still open with the old one. If somebody may know it, save a new backup and delete the others.',

  'backup.title': 'Save a backup',
  'backup.what':
    'One file with everything in this vault, sealed with its passphrase. Without it nobody can read anything in the file. Keep it away from this computer.',
  'backup.why':
    'It is for the day this computer is lost or breaks. It is no way to have a second computer: both would be one device to your colleagues.',
  'backup.limit': 'The file holds up to 2 GB.',
  'backup.submit': 'Save backup file',
  'backup.checking': 'Checking the passphrase. This takes a moment on purpose.',
  'backup.progress': '{done} of about {total}',
  'backup.done':
    'Handed to your downloads: {name}, {total}. Move it to a safe place, such as a USB stick kept elsewhere.',

  'restore.open': 'Restore from a backup',
  'restore.title': 'Restore from a backup',
  'restore.lead':
    'Choose the backup file, and enter the passphrase that the vault had on the day it was saved.',
  'restore.choose': 'Choose backup file',
  'restore.chosen': '{name}, {total}',
  'restore.none': 'Choose the backup file first.',
  'restore.submit': 'Restore',
  'restore.back': 'Create a new vault instead',
  'restore.wrong':
    'This is not the passphrase of this backup. It is the one that the vault had on the day the backup was saved.',
  'restore.size': 'This file is larger than 2 GB, so it is not a backup of Rapporteur. Choose another one.',
  'restore.unreadable': 'This file cannot be read. Copy it to this computer and choose it again.',
  'restore.finishing': 'Checking what was restored.',
  'restore.done.title': 'Your vault is restored',
  'restore.one': 'Do not use the old computer with this vault any more.',
  'restore.one.why':
    'Both hold the same keys, so to your colleagues they are one device. Used side by side, each misses what was sent to the other, and Rapporteur cannot tell who has your words.',
  'restore.second':
    'For a second computer, do not restore a backup: press “Add another device of mine” in each of your groups.',
  'restore.taken':
    'If the old computer was taken from you, whoever has it has these keys too. Ask a coordinator to remove the device and to invite you anew.',
  'restore.rest':
    'What you wrote after the backup comes back from colleagues’ devices, as far as it had reached them. Invitations that you had given out no longer work, and colleagues can connect to this computer only once you allow it.',
} as const satisfies Record<string, string>
