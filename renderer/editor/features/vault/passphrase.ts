// Rules for a passphrase: how long it must be, and a rough guess at how easily it is found. The guess only warns, never blocks.
// Nothing here may keep, log or copy a passphrase.

/** In characters as a person counts them (code points). The host checks the same bound again. */
export const SHORTEST = 12

export interface Judgement {
  /** Characters that are still missing. */
  readonly missing: number
  readonly weak: boolean
}

const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'йцукенгшщзхъ',
  'абвгдежзийклм',
]
const COMMON = /passw|парол|admin|rapporteur|letmein|welcome/i
/** A phrase of words is long; below this a single kind of character is a pattern more often than not. */
const COMFORTABLE = 20

export function judge(passphrase: string): Judgement {
  const characters = [...passphrase.normalize('NFC')]
  const missing = Math.max(0, SHORTEST - characters.length)
  const lower = passphrase.toLowerCase()
  const run = RUNS.some((row) => hasRun(lower, row, 5))
  const few = new Set(characters).size < 7
  const repeated = /^(.{1,8})\1+$/u.test(passphrase)
  const oneKind = characters.length < COMFORTABLE && /^(\d+|\p{L}+)$/u.test(passphrase)
  const common = characters.length < COMFORTABLE && COMMON.test(passphrase)
  return { missing, weak: run || few || repeated || oneKind || common }
}

function hasRun(text: string, row: string, length: number): boolean {
  for (let at = 0; at + length <= row.length; at++) {
    const piece = row.slice(at, at + length)
    if (text.includes(piece) || text.includes([...piece].reverse().join(''))) return true
  }
  return false
}

/** Empties the box and gives its contents as UTF-8, for the caller to send and wipe. */
export function take(box: HTMLInputElement | null): Uint8Array {
  // Keyboards differ in how they compose an accented letter; the same passphrase must give the same bytes on each.
  const bytes = new TextEncoder().encode((box?.value ?? '').normalize('NFC'))
  if (box !== null) box.value = ''
  return bytes
}
