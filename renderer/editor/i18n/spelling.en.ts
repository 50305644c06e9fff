// The texts of spelling in English: the menu of a word, the group's words, the setting.

export const spellingEn = {
  'spelling.menu': 'Spelling of “{word}”',
  'spelling.none': 'No suggestions',
  'spelling.add': 'Add to the group’s words',
  'spelling.ignore': 'Ignore here',
  'spelling.words.title': 'The group’s words',
  'spelling.words.about':
    'Names and terms that count as correctly spelled in this group. Everyone who writes papers here can add to them, in the menu of an underlined word.',
  'spelling.words.none':
    'Names and terms that no dictionary has can be added here by everyone who writes papers: press Shift+F10, or the right mouse button, on an underlined word.',
  'spelling.words.find': 'Find a word',
  'spelling.words.shown': 'Shown: {shown} of {found}',
  'spelling.words.remove': 'Remove',
  'spelling.words.remove.named': 'Remove “{word}”',
  'preferences.spelling': 'Underline misspelt words',
  'preferences.spelling.why':
    'In English and Russian, with dictionaries that came with the program: no word leaves this computer for it.',
} as const
