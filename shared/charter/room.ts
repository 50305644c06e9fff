// How much is heard of members who are no coordinators: nobody can fill a group’s charter so that others could not be removed.
// Up to the bound of the whole it must never depend on the order of arrival: all replicas have to hear the same.
import type { Book } from './book.ts'
import { type Bits, hasBit } from './dag.ts'
import type { Statement } from './statement.ts'

/** Beyond it only coordinators are heard, and what others have built upon. */
export const MAX_STATEMENTS = 10_000
/** Of one member among the ancestors of a statement: adoptions, and anything else, each counted by itself. */
export const MAX_OF_ONE_MEMBER = 1_000

/**
 * Is one more statement heard, of an author who is no coordinator? What a member says in one line is the same for everyone: the first
 * thousand. Adoptions, which devices make by themselves, take no room from what a person may have to say: that a device was taken.
 */
export function hasRoom(book: Book, { author, body }: Statement, past: Bits): boolean {
  if (book.dag.size >= MAX_STATEMENTS) return false
  const isAdoption = body.kind === 'adopt'
  return book.membersOf(author, past).every((member) => {
    const said = book.authoredBy(member)
    if (said.length < MAX_OF_ONE_MEMBER) return true
    const before = said.filter(
      ({ index, statement }) => hasBit(past, index) && (statement.body.kind === 'adopt') === isAdoption,
    )
    return before.length < MAX_OF_ONE_MEMBER
  })
}
