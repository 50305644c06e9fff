// Cuts long lists into frames that a session carries. It must never make a frame that is too long, whatever the items are.
import { MAX_FRAME } from '../session/session.ts'
import { FRAME_HEADER_BYTES } from './frame.ts'

/** Room for items in one frame: header and count aside. An envelope of 256 KiB fits. */
export const MAX_ITEMS_BYTES = MAX_FRAME - FRAME_HEADER_BYTES - 4
/** What one frame of a long list is filled up to. */
export const BATCH_BYTES = 256 * 1024

/** Lists of items of at most `limit` bytes in sum, one item at least; an item over {@link MAX_ITEMS_BYTES} is left out. */
export function* batches<Item>(
  items: Iterable<Item>,
  sizeOf: (item: Item) => number,
  limit = BATCH_BYTES,
): Generator<Item[]> {
  let batch: Item[] = []
  let bytes = 0
  for (const item of items) {
    const size = sizeOf(item)
    if (size > MAX_ITEMS_BYTES) continue
    if (batch.length > 0 && bytes + size > limit) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(item)
    bytes += size
  }
  if (batch.length > 0) yield batch
}

/** Size of bytes behind a u32 length. */
export function longBytes(bytes: Uint8Array): number {
  return 4 + bytes.length
}
