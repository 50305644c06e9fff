// How much one device may say: nobody can fill a group’s charter so that others could not be admitted or removed.
// It must never depend on the order of arrival for a device that is honest: all replicas have to hear the same of it.
import type { DeviceId } from '../ids/ids.ts'
import type { Book } from './book.ts'

/** Beyond it nothing is heard any more of devices that have said two things at once, as no honest device does. */
export const MAX_STATEMENTS = 10_000
/** A device that is no coordinator’s rotates, adopts and adds devices a few times a year. */
export const MAX_OF_ONE_DEVICE = 1_000

/**
 * Is one more statement heard of a device that is no coordinator’s? What such a device says in one line is the same for everyone: its
 * first thousand. If it has forked, which of its branches are heard may differ, until somebody else builds upon one.
 */
export function hasRoom(book: Book, author: DeviceId): boolean {
  if (book.saidCount(author) >= MAX_OF_ONE_DEVICE) return false
  return book.dag.size < MAX_STATEMENTS || book.forkedBy(author).length === 0
}
