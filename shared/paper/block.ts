// A text block as plain data: its attributes, read defensively from whatever a colleague's version wrote.
// It must never throw on odd values: an editor shows what it can, and changes nothing on receipt.
import { BLOCK_KINDS, type BlockKind } from './names.ts'

export const MAX_LEVEL = 4
export const MAX_INDENT = 8

export interface BlockAttributes {
  readonly kind: BlockKind
  /** 1–4; means something for headings only. */
  readonly level: number
  /** 0–8; means something for list items only. */
  readonly indent: number
  /** 32 hex characters, or '' where none was written: the next human edit gives one. */
  readonly id: string
}

/** The character formats of a run of text. A mark that is off is absent. */
export interface TextMarks {
  readonly bold?: true
  readonly italic?: true
  readonly underline?: true
  readonly link?: { readonly href: string }
}

export interface TextRun {
  readonly text: string
  readonly marks: TextMarks
}

/** A block that has no id and no place yet: what a paste or an import yields. */
export interface DraftBlock {
  readonly kind: BlockKind
  readonly level: number
  readonly indent: number
  readonly runs: readonly TextRun[]
  /** What an export prints below it: a recommendation's details, a line each. */
  readonly notes?: readonly string[] | undefined
  /** A paragraph that has a number of its own. */
  readonly isNumbered?: boolean
}

export function isBlockKind(value: unknown): value is BlockKind {
  return BLOCK_KINDS.some((kind) => kind === value)
}

export function isListKind(kind: BlockKind): boolean {
  return kind === 'bullet' || kind === 'ordered'
}

export function isBlockId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{32}$/.test(value)
}

/** Any set of raw attributes as valid ones: unknown kinds read as text, numbers are clamped. */
export function toBlockAttributes(raw: Readonly<Record<string, unknown>>): BlockAttributes {
  return {
    kind: isBlockKind(raw.kind) ? raw.kind : 'paragraph',
    level: clampInteger(raw.level, 1, MAX_LEVEL),
    indent: clampInteger(raw.indent, 0, MAX_INDENT),
    id: isBlockId(raw.id) ? raw.id : '',
  }
}

export function clampInteger(value: unknown, least: number, most: number): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) return least
  return Math.min(most, Math.max(least, Math.round(value)))
}
