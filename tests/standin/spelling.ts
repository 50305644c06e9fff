// Spelling on stand-in hosts: a table of misspelt words in place of the dictionaries. It must never run in the product nor in an
// end-to-end test.
import type { EditorHandlers, GroupPage } from '../../shared/contract/editor-api.ts'

type Handlers = Pick<EditorHandlers, Extract<keyof EditorHandlers, `spelling.${string}`>>

export interface StandInSpelling {
  /** Suggestions by misspelt word. */
  readonly misspelt: { [word: string]: readonly string[] }
  /** The words of every group. */
  words: string[]
}

export function spellingHandlers(
  spelling: StandInSpelling,
  groupOf: (group: string) => GroupPage,
  changed: (group: string) => void,
): Handlers {
  const mayWrite = (group: string): boolean =>
    ['coordinator', 'drafter'].includes(groupOf(group).role) && groupOf(group).belongs
  return {
    'spelling.check': async ({ words }) => ({ wrong: words.filter((word) => word in spelling.misspelt) }),
    'spelling.suggest': async ({ word }) => ({ suggestions: [...(spelling.misspelt[word] ?? [])] }),
    'spelling.words': async ({ group }) => ({ words: [...spelling.words], mayWrite: mayWrite(group) }),
    'spelling.add': async ({ group, word }) => {
      spelling.words = [...spelling.words, word].sort()
      changed(group)
      return {}
    },
    'spelling.remove': async ({ group, word }) => {
      spelling.words = spelling.words.filter((one) => one !== word)
      changed(group)
      return {}
    },
  }
}
