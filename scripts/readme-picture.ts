// The README's picture, taken of the real thing: two people, two programs, two browsers, one paper: `npx tsx scripts/readme-picture.ts`.
// It must never be drawn or touched up: what it shows is what a reader gets.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Person } from './driver/person.ts'
import { freePort } from './driver/ports.ts'
import { ensureBuilt } from './lib/ensure-built.mjs'

const GROUP = 'Shrinking civic space'
const TITLE = 'Safe to speak in public'
const INTRODUCTION =
  'Across the region, people who document abuse are watched, sued and barred from travelling. Their work is lawful, and the promises made to protect it are old.'
const RECOMMENDATIONS = [
  'Repeal by June 2027 provisions that make funds from abroad a ground for registration, inspection or dissolution.',
  'Require a reasoned judicial order, open to appeal, before any device of a human-rights defender is searched.',
]

/** Carets travel more rarely than keys: his last one is behind all that he wrote. */
const CARET_AT_END = `(() => {
  const caret = document.querySelector('.paper-caret')
  if (caret === null) return false
  const rest = document.createRange()
  rest.setStartAfter(caret)
  rest.setEndAfter(caret.closest('[role=textbox]').lastChild)
  return rest.toString().trim() === ''
})()`

await ensureBuilt()
const folder = await mkdtemp(join(tmpdir(), 'rapporteur-picture-'))
const people: Person[] = []
const arrive = async (name: string, organisation: string): Promise<Person> => {
  const person = await Person.start({
    name,
    organisation,
    passphrase: `${name} walks along the river at dawn`,
    profile: join(folder, name),
    listen: `127.0.0.1:${await freePort()}`,
  })
  people.push(person)
  await person.createVault()
  return person
}

/** A block of its own at the end, in the given style. */
async function write(person: Person, style: string, text: string): Promise<void> {
  await person.typeAtEnd('\n')
  await person.page.getByRole('combobox', { name: 'Paragraph style' }).selectOption({ label: style })
  await person.typeAtEnd(text)
}

try {
  const ana = await arrive('Ana Petrović', 'Open Archive')
  await ana.createGroup(GROUP)
  await ana.createPaper(TITLE)
  await ana.typeAtEnd(INTRODUCTION)
  await write(ana, 'Heading 1', 'What we ask for')
  for (const text of RECOMMENDATIONS) await write(ana, 'Recommendation', text)
  await ana.backToGroup(GROUP)
  const boris = await arrive('Boris Ivanov', 'Civic Compass')
  await boris.askToJoin(await ana.invite('Drafter'))
  await boris.safetyWords()
  await ana.admit('Boris')
  await ana.openTab('Papers')
  await ana.openPaper(TITLE)
  await boris.openGroup(GROUP)
  await boris.openPaper(TITLE)
  await write(boris, 'Text', 'The participating States have said so themselves, in Copenhagen in 1990: ')
  await ana.untilText('in Copenhagen')
  await ana.untilStatus(/On all 2 devices/)
  await ana.page.waitForFunction(CARET_AT_END)
  await ana.picture('docs/images', 'paper')
} finally {
  await Promise.allSettled(people.map((person) => person.kill()))
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}
