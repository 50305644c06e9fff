// Words by which a recommendation may name whom it is addressed to: the participating States and the bodies of vocab.json, and what
// people write instead of them. For hints only; nothing is decided by them.
import vocabulary from './vocab.json' with { type: 'json' }

const names = [...vocabulary.participatingStates, ...vocabulary.addressees].map(({ name }) => name)

/** What is said of somebody without a name. */
const ENGLISH =
  /\b(?:states?|governments?|authorit(?:y|ies)|parliaments?|ministr(?:y|ies)|osce|odihr|hcnm|rfom|chairperson\w*|chair|secretariat|institutions?|missions?|delegations?|council|commission|european union|eu|un|united nations|courts?|police|organi[sz]ations?|civil society|donors?|embass(?:y|ies))\b/i
const RUSSIAN =
  /государств|правительств|власт[яеи]|парламент|министерств|обсе|бдипч|вкнм|председател|секретариат|институт|мисси|делегаци|совет|комисси|европейск|оон|суд[аыу]|полици|организаци|гражданск|донор|посольств/i

const englishNames = names.map(({ en }) => en.toLowerCase())
/** Russian names change their endings; what stands before those does not. */
const russianStems = names.flatMap(({ ru }) =>
  /^[\p{L}-]{5,}$/u.test(ru) ? [ru.toLowerCase().slice(0, -2)] : [],
)

export function namesAddressee(text: string): boolean {
  const low = text.toLowerCase()
  return (
    ENGLISH.test(text) ||
    RUSSIAN.test(text) ||
    englishNames.some((name) => low.includes(name)) ||
    russianStems.some((stem) => low.includes(stem))
  )
}
