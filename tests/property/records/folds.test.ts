// The folds give the same desk and roster in whatever order records arrive, and what was written last, knowingly, stands.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Role } from '../../../shared/charter/roles.ts'
import { idFrom } from '../../../shared/ids/ids.ts'
import { changePaper, foldDesk, newPaper } from '../../../shared/records/desk.ts'
import { makeRecord } from '../../../shared/records/kinds.ts'
import { foldRoster, nameGroup, nameMember } from '../../../shared/records/roster.ts'
import { seededCrypto } from '../../support/crypto.ts'
import { history } from '../../support/record-history.ts'

const crypto = seededCrypto(42)
const authors = [1, 2, 3].map(() => idFrom('MemberId', crypto.random(16)))
const ROLES: readonly Role[] = ['coordinator', 'coordinator', 'drafter']
const group = idFrom('GroupId', crypto.random(32))

const steps = fc.array(
  fc.record({ by: fc.nat(2), sees: fc.option(fc.nat(2), { nil: undefined }), about: fc.nat(5) }),
  { minLength: 3, maxLength: 16 },
)
const orders = fc.array(fc.nat(), { minLength: 16, maxLength: 16 })

/** Any order, also those in which an effect comes before its cause: stricter than what the ledger delivers. */
function reorder<Item>(items: readonly Item[], keys: readonly number[]): Item[] {
  return items
    .map((item, index) => ({ item, key: keys[index] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)
}

test('the roster', () => {
  fc.assert(
    fc.property(fc.integer(), steps, orders, (seed, plan, keys) => {
      const { entries, before } = history(seed, authors, plan, (author, step) => {
        const about = authors[plan[step]?.about ?? 0]
        const role = ROLES[author] ?? 'observer'
        return about === undefined
          ? { role, record: nameGroup(crypto, group, `group ${step}`) }
          : { role, record: nameMember(crypto, about, `name ${step}`, `from ${step}`) }
      })
      const roster = foldRoster(group, entries, before)
      expect(foldRoster(group, reorder(entries, keys), before)).toEqual(roster)
      authors.forEach((author, number) => {
        const own = entries.findLastIndex(
          (entry) => entry.record.target === author && entry.author === author,
        )
        expect(roster.people.get(author)?.name, `author ${number}`).toBe(
          own === -1 ? undefined : `name ${own}`,
        )
      })
    }),
    { numRuns: 300 },
  )
})

test('the desk', () => {
  fc.assert(
    fc.property(fc.integer(), steps, orders, (seed, plan, keys) => {
      const papers = authors.map((author) => newPaper(crypto, author, 'first title', 'report'))
      const begun = new Set<number>()
      const { entries, before } = history(seed, authors, plan, (author, step) => {
        const own = papers[author]
        const about = papers[plan[step]?.about ?? 0]
        if (own === undefined) throw new Error('no paper')
        if (about === undefined || !begun.has(author)) {
          begun.add(author)
          return { role: 'drafter', record: own.record }
        }
        const id = step.toString(16).padStart(32, '0')
        return { role: 'drafter', record: makeRecord('paper', id, about.paper, { title: `title ${step}` }) }
      })
      const desk = foldDesk(crypto, entries, before)
      expect(foldDesk(crypto, reorder(entries, keys), before)).toEqual(desk)
      const others = entries.filter(
        ({ author, record }) => record.target !== papers[authors.indexOf(author)]?.paper,
      )
      expect(desk.ignored).toBe(others.length)
      expect(desk.papers).toHaveLength(begun.size)
    }),
    { numRuns: 300 },
  )
})

test('renaming, archiving and deleting at once come to the same everywhere, and a deletion stands', () => {
  fc.assert(
    fc.property(fc.integer(), steps, orders, (seed, plan, keys) => {
      const { paper, record } = newPaper(crypto, authors[0] ?? fail(), 'first title', 'report')
      let begun = false
      let removed = false
      const told = plan.map((step, at) => (at === 0 ? { ...step, by: 0 } : { ...step, sees: step.sees ?? 0 }))
      const { entries, before } = history(seed, authors, told, (author, step) => {
        if (!begun) {
          begun = true
          return { role: 'coordinator', record }
        }
        const role = ROLES[author] ?? 'observer'
        const what = told[step]?.about ?? 0
        const mayDelete = role === 'coordinator' || author === 0
        if (what === 5) removed ||= mayDelete
        const change = [
          { title: `title ${step}` },
          { archived: true },
          { archived: false },
          { title: `title ${step}`, archived: true },
          { title: `title ${step}` },
          { deleted: true as const },
        ][what]
        return { role, record: changePaper(crypto, paper, change ?? {}) }
      })
      const desk = foldDesk(crypto, entries, before)
      expect(foldDesk(crypto, reorder(entries, keys), before)).toEqual(desk)
      expect(desk.deleted.has(paper)).toBe(removed)
      expect(desk.papers).toHaveLength(removed ? 0 : 1)
      // Nothing that somebody knowingly wrote over is shown.
      const titles = entries.filter(({ record: { kind, fields } }) => kind !== 1 && fields.has(1))
      const replaced = titles.filter(({ hash }) => titles.some((later) => before(hash, later.hash)))
      for (const { hash } of replaced)
        expect(desk.papers[0]?.title).not.toBe(`title ${entries.findIndex((entry) => entry.hash === hash)}`)
    }),
    { numRuns: 300 },
  )
})

function fail(): never {
  throw new Error('no author')
}
