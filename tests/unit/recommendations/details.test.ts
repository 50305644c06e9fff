// Details of one recommendation: what a change writes, what is read of it, and what of it is ever exported.
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { inspectUpdate } from '../../../shared/ledger/inspect-update.ts'
import { blockElement, bodyOf, isNewerThanThisVersion, shownChildren } from '../../../shared/paper/body.ts'
import { newBodyDoc } from '../../../shared/paper/body-doc.ts'
import { BODY_SCHEMA } from '../../../shared/paper/names.ts'
import { changeDetails, type DetailsChange } from '../../../shared/paper/recommendation-change.ts'
import { detailsOf, exportedEvidence, NO_DETAILS } from '../../../shared/paper/recommendation-details.ts'
import { MAX_EVIDENCE } from '../../../shared/paper/recommendation-facts.ts'
import { recommendationsIn } from '../../../shared/paper/recommendations.ts'
import { fixture } from '../../support/fixture.ts'

const BLOCK = 'b'.repeat(32)
const ENTRY = 'e'.repeat(32)
const MEMBER = 'c'.repeat(32)
/** Of the words in EVERYTHING; the first that is made. */
const REVISION = '0'.repeat(32)

let next = 0
const newId = (): string => (next++).toString(16).padStart(32, '0')

function paper(client = 7): { doc: Y.Doc; block: Y.XmlElement } {
  const doc = newBodyDoc()
  doc.clientID = client
  const attributes = { kind: 'recommendation', level: 1, indent: 0, id: BLOCK } as const
  const block = blockElement(attributes, [{ text: 'Repeal the law.', marks: {} }])
  bodyOf(doc).insert(0, [block])
  return { doc, block }
}

function apply(block: Y.XmlElement, ...changes: DetailsChange[]): void {
  for (const change of changes) expect(changeDetails(block, change), JSON.stringify(change)).toBe(true)
}

/** What somebody writes who had these revisions in view. */
function words(entry: string, text: string, replaces: readonly string[] = []): DetailsChange {
  return { kind: 'evidence', entry, text, revision: newId(), replaces: [...replaces] }
}

const EVERYTHING: DetailsChange[] = [
  { kind: 'add', field: 'to', value: 'state:BY' },
  { kind: 'add', field: 'to', value: 'ODIHR' },
  { kind: 'add', field: 'to', value: '=Council of Mayors' },
  { kind: 'add', field: 'theme', value: 'rule-of-law' },
  { kind: 'add', field: 'group', value: 'lawyers' },
  { kind: 'add', field: 'commitment', value: 'copenhagen-document-1990¶5.18' },
  { kind: 'add', field: 'commitment', value: '=European Convention on Human Rights¶Art. 6' },
  { kind: 'choose', field: 'dimension', value: 'human' },
  { kind: 'choose', field: 'priority', value: 'high' },
  { kind: 'choose', field: 'date', value: '2027-05-01' },
  { kind: 'choose', field: 'responsible', value: MEMBER },
  { kind: 'choose', field: 'status', value: 'agreed' },
  words(ENTRY, 'Interview with a lawyer in Minsk'),
  { kind: 'sensitivity', entry: ENTRY, value: 'confidential' },
  { kind: 'keepOut', entry: ENTRY, value: true },
]

describe('details', () => {
  test('everything that can be said is read as it was said', () => {
    const { block } = paper()
    expect(detailsOf(block)).toEqual(NO_DETAILS)
    apply(block, ...EVERYTHING)
    expect(detailsOf(block)).toEqual({
      addressees: ['=Council of Mayors', 'ODIHR', 'state:BY'],
      themes: ['rule-of-law'],
      groups: ['lawyers'],
      commitments: [
        { document: '=European Convention on Human Rights', paragraph: 'Art. 6' },
        { document: 'copenhagen-document-1990', paragraph: '5.18' },
      ],
      dimension: 'human',
      priority: 'high',
      date: '2027-05-01',
      responsible: MEMBER,
      status: 'agreed',
      evidence: [
        {
          id: ENTRY,
          revisions: [REVISION],
          text: 'Interview with a lawyer in Minsk',
          sensitivity: 'confidential',
          keepOut: true,
        },
      ],
      others: {},
    })
  })

  test('and is taken back', () => {
    const { block } = paper()
    apply(block, ...EVERYTHING)
    for (const change of EVERYTHING) {
      if (change.kind === 'add') apply(block, { ...change, kind: 'remove' })
      if (change.kind === 'choose') apply(block, { ...change, value: null })
    }
    apply(block, words(ENTRY, ' ', [REVISION]))
    expect(detailsOf(block)).toEqual(NO_DETAILS)
    expect(Object.keys(block.getAttributes()).sort()).toEqual(['id', 'kind'])
  })

  test.each<[string, DetailsChange]>([
    ['a state that is no word', { kind: 'add', field: 'to', value: 'state UA' }],
    ['own words with a line break', { kind: 'add', field: 'theme', value: '=one\ntwo' }],
    ['own words that turn the line around', { kind: 'add', field: 'theme', value: '=one\u202etwo' }],
    ['no words', { kind: 'add', field: 'group', value: '=' }],
    ['more words than fit', { kind: 'add', field: 'to', value: `=${'x'.repeat(121)}` }],
    ['a day that does not exist', { kind: 'choose', field: 'date', value: '2027-02-30' }],
    ['somebody who is nobody', { kind: 'choose', field: 'responsible', value: 'Olga' }],
    ['two paragraphs', { kind: 'add', field: 'commitment', value: 'x¶1¶2' }],
  ])('%s is not written', (_what, change) => {
    const { block } = paper()
    expect(changeDetails(block, change)).toBe(false)
    expect(detailsOf(block)).toEqual(NO_DETAILS)
  })

  test('what is no fact is passed over and never throws', () => {
    const { block } = paper()
    const raw = block as Y.XmlElement<Record<string, string | boolean | object>>
    for (const name of [
      'to.',
      'to.a b',
      'status.?',
      'date.soon',
      'evidence.x.text.y',
      'responsible.me',
      'tomorrow',
    ])
      raw.setAttribute(name, { deep: [1] })
    raw.setAttribute(`evidence.${ENTRY}.text.${newId()}`, { no: 'text' })
    raw.setAttribute('status.unheard-of', true)
    expect(detailsOf(block)).toEqual(NO_DETAILS)
  })

  test('evidence that is kept out, or could put somebody in danger, leaves in no export', () => {
    const { block } = paper()
    const open = 'a'.repeat(32)
    const dangerous = 'd'.repeat(32)
    apply(block, ...EVERYTHING)
    apply(block, words(open, 'Published report'))
    apply(block, words(dangerous, 'Name of a witness'))
    apply(block, { kind: 'sensitivity', entry: dangerous, value: 'dangerous' })
    expect(exportedEvidence(detailsOf(block)).map(({ text }) => text)).toEqual(['Published report'])
  })

  test('an older version shows the paper as before, and keeps what it does not know', () => {
    const { doc, block } = paper()
    apply(block, ...EVERYTHING)
    expect(isNewerThanThisVersion(bodyOf(doc))).toBe(false)
    expect(shownChildren(bodyOf(doc))).toEqual([block])
    expect(recommendationsIn(bodyOf(doc))).toMatchObject([{ id: BLOCK, number: 1, text: 'Repeal the law.' }])
  })

  test('the bytes are those of the fixture', async () => {
    const { doc, block } = paper(4503599627370497)
    doc.transact(() => apply(block, ...EVERYTHING))
    const bytes = Y.encodeStateAsUpdate(doc)
    const kept = await fixture('recommendation-details.bin', bytes)
    expect(bytes).toEqual(kept)
    const read = newBodyDoc()
    Y.applyUpdate(read, kept)
    expect(recommendationsIn(bodyOf(read))[0]?.details).toEqual(detailsOf(block))
  })
})

describe('two people at once', () => {
  function pair(...before: DetailsChange[]): { a: Y.XmlElement; b: Y.XmlElement; merge(): void } {
    const first = paper(7)
    apply(first.block, ...before)
    const other = newBodyDoc()
    Y.applyUpdate(other, Y.encodeStateAsUpdate(first.doc))
    other.clientID = 8
    const b = bodyOf(other).get(0) as Y.XmlElement
    return {
      a: first.block,
      b,
      merge() {
        Y.applyUpdate(other, Y.encodeStateAsUpdate(first.doc))
        Y.applyUpdate(first.doc, Y.encodeStateAsUpdate(other))
        expect(detailsOf(b)).toEqual(detailsOf(first.block))
      },
    }
  }

  test('each adds: both stay', () => {
    const { a, b, merge } = pair()
    apply(a, { kind: 'add', field: 'to', value: 'ODIHR' })
    apply(b, { kind: 'add', field: 'to', value: 'RFoM' }, { kind: 'add', field: 'to', value: 'ODIHR' })
    merge()
    expect(detailsOf(a).addressees).toEqual(['ODIHR', 'RFoM'])
  })

  test('each chooses: all show the same, and say what the other chose; the next choice settles it', () => {
    const { a, b, merge } = pair()
    apply(
      a,
      { kind: 'choose', field: 'status', value: 'dropped' },
      { kind: 'choose', field: 'priority', value: 'low' },
    )
    apply(b, { kind: 'choose', field: 'status', value: 'agreed' })
    merge()
    expect(detailsOf(a)).toMatchObject({ status: 'agreed', priority: 'low', others: { status: ['dropped'] } })
    apply(b, { kind: 'choose', field: 'status', value: 'dropped' })
    merge()
    expect(detailsOf(a)).toMatchObject({ status: 'dropped', others: {} })
  })

  test('each rewrites one evidence: both texts stand', () => {
    const { a, b, merge } = pair(words(ENTRY, 'old'))
    const seen = detailsOf(a).evidence[0]?.revisions ?? []
    apply(a, words(ENTRY, 'mine', seen))
    apply(b, words(ENTRY, 'yours', seen))
    merge()
    expect(detailsOf(a).evidence[0]?.text.split('\n').sort()).toEqual(['mine', 'yours'])
    // Who still has the old words in view takes nothing else away.
    apply(b, words(ENTRY, 'yours, at last', seen))
    merge()
    expect(detailsOf(a).evidence[0]?.text.split('\n').sort()).toEqual(['mine', 'yours', 'yours, at last'])
  })

  test('one takes evidence away while the other rewrites it: what was to stay inside stays inside', () => {
    const { a, b, merge } = pair(words(ENTRY, 'a name'), { kind: 'keepOut', entry: ENTRY, value: true })
    const seen = detailsOf(a).evidence[0]?.revisions ?? []
    apply(a, words(ENTRY, '', seen))
    apply(b, words(ENTRY, 'a name and a place', seen))
    merge()
    expect(detailsOf(a).evidence).toMatchObject([{ text: 'a name and a place', keepOut: true }])
  })
})

describe('the content check', () => {
  const standing = { author: 7, nextClock: 0, schema: BODY_SCHEMA, isAttribute: () => false }
  const passes = (name: string, value: string | number | boolean | object): boolean => {
    const { doc, block } = paper()
    ;(block as Y.XmlElement<Record<string, string | number | boolean | object>>).setAttribute(name, value)
    return inspectUpdate(Y.encodeStateAsUpdate(doc), standing) !== undefined
  }

  test('lets pass what honest editors write', () => {
    const { doc, block } = paper()
    apply(block, ...EVERYTHING, { kind: 'remove', field: 'to', value: 'ODIHR' })
    apply(block, words(ENTRY, '§'.repeat(MAX_EVIDENCE)))
    expect(inspectUpdate(Y.encodeStateAsUpdate(doc), standing)).toBeDefined()
    expect(passes('unknown.attribute', { of: ['a', 'later', 'version'] })).toBe(true)
  })

  test.each<[string, string, string | number | boolean]>([
    ['a name that says nothing', 'to.', true],
    ['a name with a line break', 'theme.=a\nb', true],
    ['a day that does not exist', 'date.2027-13-01', true],
    ['a value where the name says all', 'to.ODIHR', 'x'.repeat(100_000)],
    ['words that are none', `evidence.${ENTRY}.text.${MEMBER}`, 5],
    ['more words than fit', `evidence.${ENTRY}.text.${MEMBER}`, 'x'.repeat(3 * MAX_EVIDENCE + 1)],
    ['evidence without an entry', 'evidence.out', true],
  ])('refuses %s', (_what, name, value) => {
    expect(passes(name, value)).toBe(false)
  })
})
