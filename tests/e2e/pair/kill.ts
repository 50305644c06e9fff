// One round of typing at full speed, kill -9 at a random moment, start and reading back through the screen. Used by the test and the bench.
// It must never take the page's word after the kill: what was saved is what the page said before it.
import { randomInt } from 'node:crypto'
import type { Person } from '../../../scripts/driver/person.ts'
import { comeBack } from './cast.ts'

export interface Killed {
  /** The longest text that stood on the screen while the status line called it saved. */
  readonly saved: string
  /** The text on the screen after the next start. */
  readonly found: string
  /** Characters on the screen at the end, saved or not. */
  readonly typed: number
  /** Milliseconds of typing before the kill. */
  readonly after: number
}

// In the page, each time it is painted: the text, when the status that stands beside it says that it is saved.
const WATCH = `{
  const seen = { saved: '' }
  const look = () => {
    const root = document.querySelector('[aria-label="Paper text"]')
    const status = document.querySelector('[aria-label="Sync status"]')?.textContent ?? ''
    const text = [...(root?.children ?? [])].map((block) => block.textContent ?? '').join('\\n')
    if (/^(Saved on|On )/.test(status)) seen.saved = text
    requestAnimationFrame(look)
  }
  look()
  globalThis.seenSaved = seen
}`
/** Milliseconds of typing before the kill, at most. */
const LONGEST = 1_500

/** Nothing was deleted while typing, so what was saved is found again when its characters all stand there, in their order. */
export function holds(found: string, saved: string): boolean {
  let at = 0
  for (const character of found) if (character === saved[at]) at += 1
  return at === saved.length
}

export async function killWhileTyping(person: Person, round: number): Promise<Killed> {
  await person.page.evaluate(WATCH)
  await person.typeAtEnd(`\nRound ${round}: `)
  await person.untilStatus(/^(Saved on|On )/)
  const after = randomInt(LONGEST)
  const until = performance.now() + after
  for (let word = 0; performance.now() < until; word += 1)
    await person.page.keyboard.type(`${round}.${word} `)
  const typed = (await person.text()).length
  const saved = (await person.page.evaluate('globalThis.seenSaved.saved')) as string
  await person.kill()
  await comeBack(person)
  return { saved, found: await person.text(), typed, after }
}
