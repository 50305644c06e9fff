// The spelling's part of EditorApi. Words go to the host and nowhere else; they must never stand in an error or a log.
import { z } from 'zod'
import { MAX_SUGGESTIONS, MAX_WORD, MAX_WORDS_ASKED } from './spelling-limits.ts'

const word = z.string().min(1).max(MAX_WORD)
const group = z.string().regex(/^[0-9a-f]{64}$/)
const words = z.array(word)

export const spellingMethods = {
  /** Those that no dictionary of their script knows, as they were sent. The first call loads the dictionaries. */
  'spelling.check': {
    input: z.strictObject({ words: words.max(MAX_WORDS_ASKED) }),
    output: z.object({ wrong: words }),
  },
  /** Best first. Takes up to half a second. */
  'spelling.suggest': {
    input: z.strictObject({ word }),
    output: z.object({ suggestions: z.array(z.string()).max(MAX_SUGGESTIONS) }),
  },
  /** The group's own words, in the order of the alphabet. Empty for who reads no drafts. */
  'spelling.words': {
    input: z.strictObject({ group }),
    output: z.object({ words, mayWrite: z.boolean() }),
  },
  /** What is there already stays as it is. */
  'spelling.add': { input: z.strictObject({ group, word }), output: z.object({}) },
  'spelling.remove': { input: z.strictObject({ group, word }), output: z.object({}) },
} as const

export type GroupWords = z.infer<(typeof spellingMethods)['spelling.words']['output']>
