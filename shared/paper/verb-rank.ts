// How much an English recommendation asks for, by its opening verb, on UPR Info's five ranks: 5 a specific action, 4 a general action,
// 3 considering, 2 continuing, 1 minimal. Rules that a person can read, in the order in which they are tried; a guess, never a verdict.

export type VerbRank = 1 | 2 | 3 | 4 | 5

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/))

/** Opening verbs. One that is not here names something to be done, and counts as specific. */
const VERBS: readonly (readonly [VerbRank, ReadonlySet<string>])[] = [
  [1, words('call seek share request ask invite encourage urge exchange')],
  [2, words('continue maintain persevere persist pursue keep sustain preserve carry-on')],
  [
    3,
    words(
      'consider reconsider envisage examine explore reflect review study analyse analyze assess revise evaluate think',
    ),
  ],
  [
    4,
    words(`accelerate address advance allocate apply ensure assure bolster boost build combat concentrate consolidate
      cooperate counter dedicate deepen devote do double encourage engage enhance expand expedite facilitate fight focus follow
      foster give guarantee heighten hasten improve increase intensify make mobilize move pay prevent prioritize promote protect
      provide put raise realize redouble reduce reinforce respect safeguard scale secure speed step strengthen support tackle
      take uphold work consult collaborate exert fulfil fulfill observe develop-further allow strive try attempt commit
      demonstrate broaden consolidate optimize upgrade attach adhere-to ease lower minimize multiply achieve comply`),
  ],
]

/** Verbs that are specific unless all that they act on is measures, steps and the like. */
const EMPTY_OBJECT =
  /^(?:adopt|implement|develop|undertake|introduce|enact|elaborate|establish|enforce|apply|formulate|design|execute|conduct|initiate)\s+(?:and \w+\s+)?(?:(?:all|any|the|an?|its|more|further|other|new|such|some|and|or|necessary|appropriate|effective|efficient|additional|concrete|urgent|adequate|comprehensive|immediate|stronger|strong|robust|proactive|national|specific|special|active|relevant|possible|required|needed|targeted|meaningful|practical|positive|legislative|administrative|legal|public|policy|social|coherent|proper|sufficient|strict|stricter|tougher|better),?\s+)*(?:measures?|steps?|efforts?|polic(?:y|ies)|actions?|programmes?|programs?|initiatives|activities|campaigns|strateg(?:y|ies))\b/

/** Before the verb: who recommends, on which ground, how soon. */
const BEFORE = [
  /^[\s"'“”‘’().\d-]+/,
  /^(?:that|to|it|the (?:government|state|authorities)|recommend(?:ed|s|ation)?|recommended that|should|must|be|please|also|and)\s+/,
  /^(?:in|as|with|given|following|within|after|for|on|by|under|pursuant|based|through|while|when|recalling|noting|where)\b[^,]{0,160},\s*/,
  /^(?:\w+ly|further|also|always|soon|continuously|swiftly|better|if possible|as soon as possible|without delay)[\s,]+/,
]

/** What follows names the specific thing by which a general action is to be done. */
const SPECIFICALLY =
  /\b(?:including|in particular|particularly|especially|notably|inter alia|for example|for instance|among others),?\s+(?:by|through|with|via)\b|\b(?:by|through)\s+(?:the\s+|its\s+|their\s+|an?\s+)?(?:\w+ly\s+)?(?:adopt|amend|ratif|repeal|abolish|establish|enact|creat|decriminali[sz]|criminali[sz]|releas|clos|remov|incorporat|implementation|thorough|full implementation|introduc|bring)/

/** Undefined for a text without a word. */
export function verbRank(text: string): VerbRank | undefined {
  const start = openingOf(text.toLowerCase())
  const [first, second] = start.match(/[a-z][a-z'-]*/g) ?? []
  if (first === undefined) return undefined
  const rank = deciding(start, first, second)
  return rank === 4 && SPECIFICALLY.test(start) ? 5 : rank
}

function openingOf(text: string): string {
  let start = text
  for (let before = ''; before !== start; ) {
    before = start
    for (const pattern of BEFORE) start = start.replace(pattern, '')
  }
  return start
}

/** Of two opening verbs the second decides: `consider and adopt` asks for adopting. */
function deciding(start: string, first: string, second: string | undefined): VerbRank {
  const and =
    /^[a-z]+(?: (?:its|the|to|on|with))? (?:and|and\/or|or|,) (?:\w+ly |further |to )?([a-z]+)/.exec(
      start,
    )?.[1]
  const own = phraseRank(start, first, second)
  if (and === undefined) return own
  const other = listed(and)
  if (other !== undefined) return other
  return OPENERS.has(and) ? 5 : own
}

/** Specific verbs that often come second. */
const OPENERS = words(
  'ratify adopt implement enact amend establish investigate repeal abolish accede prosecute enforce sign',
)

/** Others that open a demand, and are hardly ever a noun in its middle. */
const DEMANDS = words(
  'release restore refrain publish provide ensure guarantee withdraw remove eliminate introduce create abolish include allow bring',
)

/** Whether this word, at the head of a clause, asks for something of its own. */
export function asksFor(word: string): boolean {
  return OPENERS.has(word) || DEMANDS.has(word)
}

function phraseRank(start: string, first: string, second: string | undefined): VerbRank {
  if (/^(?:call|appeal) (?:on|for|upon)\b/.test(start)) return 1
  if (/^(?:give|pay|take)\b[^,.;]{0,40}\b(?:consideration|into consideration|under review)\b/.test(start))
    return 3
  if (/^(?:study|examine|explore|consider|look into|keep under review)\b/.test(start)) return 3
  if (/^(?:carry|go|press|move) (?:on|forward|ahead)\b/.test(start)) return 2
  if (
    /^(?:put an end|set up|put in place|make public|bring into (?:line|force)|bring [^,]{0,60} (?:line|conformity)|issue|extend)\b/.test(
      start,
    )
  )
    return 5
  if (EMPTY_OBJECT.test(start)) return 4
  if (/^(?:increase|raise|lower|reduce) the (?:legal |minimum )*(?:age|number)\b/.test(start)) return 5
  return listed(first) ?? (second === 'measures' || second === 'steps' ? 4 : 5)
}

function listed(verb: string): VerbRank | undefined {
  return VERBS.find(([, verbs]) => verbs.has(verb))?.[0]
}
