// The kinds of paper that a working group writes, with names in each language; facts from vocab.json.
// An id is on disk: never rename one. A kind that this version does not know is shown by its id.
import vocabulary from './vocab.json' with { type: 'json' }

export interface Term {
  readonly id: string
  readonly name: { readonly en: string; readonly ru: string }
}

export const PAPER_KINDS: readonly Term[] = vocabulary.kinds
