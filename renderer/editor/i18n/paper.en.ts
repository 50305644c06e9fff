// The texts of the paper page in English; keys begin with `paper.`. A message is a whole sentence or a whole name.

export const paperEn = {
  'paper.back': 'Back to {group}',
  'paper.failed.title': 'This paper is not open',
  'paper.reopen': 'Open it again',
  'paper.text': 'Paper text',
  'paper.placeholder': 'Start writing, or paste a text.',
  'paper.recommendation': 'Recommendation {number}',
  'paper.present': 'Present',
  'paper.formatting': 'Formatting',
  'paper.bold': 'Bold',
  'paper.italic': 'Italic',
  'paper.underline': 'Underline',
  'paper.style': 'Paragraph style',
  'paper.style.text': 'Text',
  'paper.style.heading': 'Heading {level}',
  'paper.style.quote': 'Quote',
  'paper.style.recommendation': 'Recommendation',
  'paper.style.bullet': 'Bulleted list',
  'paper.style.ordered': 'Numbered list',
  'paper.style.mixed': 'Several styles',
  'paper.bullets': 'Bulleted list',
  'paper.numbers': 'Numbered list',
  'paper.link': 'Link',
  'paper.undo': 'Undo',
  'paper.redo': 'Redo',
  'paper.addRecommendation': 'Add recommendation',
  'paper.counts':
    '{words, plural, one {# word} other {# words}}{recommendations, plural, =0 {} one { · # recommendation} other { · # recommendations}}',
  'paper.link.title': 'Link',
  'paper.link.address': 'Address',
  'paper.link.hint': 'A web address or an e-mail address.',
  'paper.link.wrong':
    'That is not a web address or an e-mail address. It should look like https://example.org.',
  'paper.link.set': 'Set link',
  'paper.link.remove': 'Remove link',
  'paper.sync': 'Sync status',
  'paper.sync.saving': 'Saving…',
  'paper.sync.saved': 'Saved on this device',
  'paper.sync.on': 'On {held} of {devices} devices',
  'paper.sync.all': 'On all {devices} devices',
  'paper.sync.waiting': 'Waiting for changes from {devices} devices',
  'paper.sync.notSaved': 'Not saved: {reason}',
  'paper.sync.about.saving': 'Your last words are being written to this computer’s disk.',
  'paper.sync.about.saved':
    'Everything written here is on this computer’s disk. It is on no other device yet.',
  'paper.sync.about.on':
    'Everything written here is on this computer, and {held} of the {devices} devices that may read this paper are known to hold it all.',
  'paper.sync.about.all':
    'Each of the {devices} devices that may read this paper has confirmed that it holds everything written here.',
  'paper.sync.about.waiting':
    'Colleagues have written something that has not reached this computer yet. It arrives as soon as one of their devices can be reached.',
  'paper.sync.about.notSaved':
    'Your last words are kept in this window and are tried again by themselves. Do not close it. {reason}',
  'paper.trouble.over': 'Saved again.',
} as const satisfies Record<`paper.${string}`, string>
