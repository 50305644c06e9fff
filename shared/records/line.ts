// A line of plain text that people see next to other people's: names, titles.
// It must never hold what could move, hide or reorder text around it (control characters, line breaks, bidi overrides).

import { type ByteReader, type ByteWriter, MalformedBytes, utf8 } from '../bytes/codec.ts'
import { RapporteurError } from '../contract/errors.ts'

/** Controls, line and paragraph separators, bidi marks, embeddings, overrides and isolates, invisible spaces, lone surrogates. */
const UNFIT = /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu

/** Replaces what does not belong in a line by spaces, trims, and cuts to `max` UTF-16 units without splitting a character. */
export function cleanLine(text: string, max: number): string {
  const clean = text.replace(UNFIT, ' ').trim()
  if (clean.length <= max) return clean
  const cut = clean.slice(0, max)
  return (/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut).trimEnd()
}

/** Throws E_BAD_REQUEST when nothing that people could see is left of one of the texts. */
export function mustShow(...texts: readonly string[]): void {
  if (texts.some((text) => cleanLine(text, text.length) === '')) throw new RapporteurError('E_BAD_REQUEST')
}

/** Is this what {@link cleanLine} would have let through, and not empty? */
export function isCleanLine(text: string, max: number): boolean {
  return text !== '' && cleanLine(text, max) === text
}

export function writeLine(writer: ByteWriter, text: string, max: number): void {
  if (!isCleanLine(text, max)) throw new RangeError('not a clean line')
  writer.short(utf8(text))
}

/** Throws {@link MalformedBytes} on anything that {@link writeLine} would not have written. */
export function readLine(reader: ByteReader, max: number): string {
  const text = reader.text()
  if (!isCleanLine(text, max)) throw new MalformedBytes()
  return text
}
