// What one open paper knows about words: verdicts of the host's dictionaries, the group's own words, what is ignored here. It lives and
// goes with the paper's page; it must never keep a word anywhere else.
import type { EditorClient } from '../../../../../shared/contract/editor-api.ts'
import { MAX_WORDS_ASKED } from '../../../../../shared/contract/spelling-limits.ts'
import { foldWord } from '../../../../../shared/spelling/fold.ts'

type Client = Pick<EditorClient, 'call'>

export class SpellingBook {
  readonly #client: Client
  readonly #wrong = new Map<string, boolean>()
  readonly #ignored = new Set<string>()
  readonly #watchers = new Set<() => void>()
  #groupWords: ReadonlySet<string> = new Set()
  #isOn = false
  #learning: Promise<unknown> = Promise.resolve()

  constructor(client: Client) {
    this.#client = client
  }

  /** Whether anything is to be looked at: the person wants it and may write here. */
  get isOn(): boolean {
    return this.#isOn
  }

  set isOn(on: boolean) {
    if (this.#isOn === on) return
    this.#isOn = on
    this.#tell()
  }

  set groupWords(words: readonly string[]) {
    this.#groupWords = new Set(words.map(foldWord))
    this.#tell()
  }

  /** Until the paper is closed. */
  ignore(word: string): void {
    this.#ignored.add(word)
    this.#tell()
  }

  /** Is it known to be wrong? */
  isWrong(word: string): boolean {
    if (this.#wrong.get(word) !== true || this.#ignored.has(word)) return false
    return !this.#groupWords.has(foldWord(word))
  }

  /**
   * Asks about those that nothing is known of, one question at a time: while dictionaries load, whoever asks again waits for the one
   * that is under way. `isWanted` is looked at before each; false when it is not or the host does not answer.
   */
  learn(words: Iterable<string>, isWanted: () => boolean): Promise<boolean> {
    const learnt = this.#learning.then(() => this.#learn(words, isWanted))
    this.#learning = learnt.catch(() => false)
    return learnt
  }

  async #learn(words: Iterable<string>, isWanted: () => boolean): Promise<boolean> {
    if (!isWanted()) return false
    const unknown = [...new Set(words)].filter((word) => !this.#wrong.has(word))
    for (let at = 0; at < unknown.length; at += MAX_WORDS_ASKED) {
      if (!isWanted()) return false
      const asked = unknown.slice(at, at + MAX_WORDS_ASKED)
      const reply = await this.#client.call('spelling.check', { words: asked })
      if (!reply.ok) return false
      const wrong = new Set(reply.data.wrong)
      for (const word of asked) this.#wrong.set(word, wrong.has(word))
    }
    return true
  }

  /** Best first; none when the host does not answer. */
  async suggestions(word: string): Promise<readonly string[]> {
    const reply = await this.#client.call('spelling.suggest', { word })
    return reply.ok ? reply.data.suggestions : []
  }

  /** What is wrong may have changed. The returned function stops listening. */
  watch(listener: () => void): () => void {
    this.#watchers.add(listener)
    return () => this.#watchers.delete(listener)
  }

  #tell(): void {
    for (const listener of this.#watchers) listener()
  }
}
