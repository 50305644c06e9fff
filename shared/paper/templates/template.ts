// What a template is: the skeleton of one genre of paper, in each language, as Markdown that import-text.ts reads.
// Words in italics say what belongs in a place, square brackets are to be filled in. No sentence is taken from anybody's paper.
import type { Language } from '../../contract/editor-api.ts'

interface TemplateText {
  readonly name: string
  /** One sentence: for what, and how long such papers are. */
  readonly about: string
  readonly body: string
  /** Most words, where whoever receives the paper, or the time to read it out, sets a limit. */
  readonly limit?: number
}

export type Template = {
  /** Sent to the host; never stored. */
  readonly id: string
  /** The kind of paper that comes of it, by its id in vocab.json. */
  readonly kind: string
} & Readonly<Record<Language, TemplateText>>
