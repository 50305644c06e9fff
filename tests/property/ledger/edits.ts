// Random edits of a paper's body, as an editor makes them: typing, formatting, attributes, new blocks, deletions, undo.
// They must come from a seeded source only, so that a failing run can be repeated.
import * as Y from 'yjs'
import { BLOCK_KINDS, BLOCK_NODE, MARK_NAMES } from '../../../shared/paper/names.ts'

/** Numbers from 0 up to, not including, `below`. */
export type Dice = (below: number) => number

/** mulberry32 */
export function diceFrom(seed: number): Dice {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const WORDS = ['shall', 'и впредь', '🙂', 'recommend', 'a', 'ß', ' ', 'to the OSCE', '\u{1F1E6}\u{1F1F9}']

export function randomEdit(fragment: Y.XmlFragment, dice: Dice): void {
  const count = fragment.length
  const move = count === 0 ? 0 : dice(9)
  const block = count === 0 ? undefined : fragment.get(dice(count))
  const text = block instanceof Y.XmlElement ? block.get(0) : undefined
  if (move === 0) {
    insertBlock(fragment, dice)
    return
  }
  if (!(block instanceof Y.XmlElement) || !(text instanceof Y.XmlText)) return
  const word = WORDS[dice(WORDS.length)] ?? ''
  const at = wholeAt(text, dice(text.length + 1))
  const run = wholeAt(text, at + dice(text.length - at + 1)) - at
  if (move <= 3) text.insert(at, word)
  else if (move === 4) text.delete(at, run)
  else if (move === 5)
    text.format(at, run, { [MARK_NAMES[dice(MARK_NAMES.length)] ?? 'bold']: dice(2) === 0 ? true : null })
  else if (move === 6) block.setAttribute('kind', BLOCK_KINDS[dice(BLOCK_KINDS.length)] ?? 'quote')
  else if (move === 7) fragment.delete(dice(count), 1)
  else
    fragment.doc?.transact(() => {
      text.insert(at, word)
      if (run > 0) text.delete(at, run)
      insertBlock(fragment, dice)
    })
}

/**
 * Not inside a surrogate pair, where no editor puts a caret: Yjs cuts the pair into two U+FFFD at once, even for a change that
 * comes to nothing, and only on the device that tried.
 */
function wholeAt(text: Y.XmlText, at: number): number {
  const plain = text
    .toDelta()
    .map((run: { insert: unknown }) => run.insert)
    .join('')
  const unit = plain.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at
}

function insertBlock(fragment: Y.XmlFragment, dice: Dice): void {
  const block = new Y.XmlElement(BLOCK_NODE)
  const text = new Y.XmlText()
  text.insert(0, WORDS[dice(WORDS.length)] ?? '')
  block.insert(0, [text])
  fragment.insert(dice(fragment.length + 1), [block])
}
