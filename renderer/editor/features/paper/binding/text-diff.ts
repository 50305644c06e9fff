// Where two versions of one block's text differ, as one replaced range. Used to write a step into Yjs and to show a colleague's
// edit. It never splits a surrogate pair: Yjs would replace both halves.

export interface TextDiff {
  readonly start: number
  readonly removed: number
  readonly inserted: number
}

/** A range that the step itself names: more exact than any guess among repeated letters. */
export interface Replaced {
  readonly from: number
  readonly oldTo: number
  readonly newTo: number
}

export function diffText(before: string, after: string, replaced: Replaced | null = null): TextDiff {
  const exact = replaced !== null && before.length - replaced.oldTo === after.length - replaced.newTo
  const from = exact ? replaced.from : 0
  const oldTo = exact ? replaced.oldTo : before.length
  const newTo = exact ? replaced.newTo : after.length
  let start = from
  const shorter = Math.min(oldTo, newTo)
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1
  if (start > from && isHighSurrogate(before.charCodeAt(start - 1))) start -= 1
  let kept = 0
  const room = shorter - start
  while (kept < room && before.charCodeAt(oldTo - kept - 1) === after.charCodeAt(newTo - kept - 1)) kept += 1
  if (kept > 0 && isLowSurrogate(before.charCodeAt(oldTo - kept))) kept -= 1
  return { start, removed: oldTo - kept - start, inserted: newTo - kept - start }
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff
}
