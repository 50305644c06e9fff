// Spelling: asks the worker that holds the dictionaries. Neither is there before the first question, and both end with the vault's lock,
// since words that were looked up are what somebody writes. It must never log a word or let one reach an error.
import { Worker } from 'node:worker_threads'
import { RapporteurError } from '../../../shared/contract/errors.ts'
import { MAX_SUGGESTIONS } from '../../../shared/contract/spelling-limits.ts'
import { questions, wrongOf } from '../../../shared/spelling/judge.ts'
import { plainWord, type Script, scriptOf } from '../../../shared/spelling/words.ts'
import { readDictionaries } from './dictionaries.ts'

type Question = { readonly script: Script } & (
  | { readonly kind: 'load'; readonly affixes: Uint8Array; readonly words: Uint8Array }
  | { readonly kind: 'check'; readonly asked: readonly string[] }
  | { readonly kind: 'suggest'; readonly asked: string }
)
export type SpellingRequest = Question & { readonly id: number }

interface Waiting {
  resolve(words: string[]): void
  reject(reason: Error): void
}

interface Running {
  readonly worker: Worker
  readonly waiting: Map<number, Waiting>
  readonly loaded: Map<Script, Promise<unknown>>
}

/** After so many failures it stays off until the next unlock: each try costs seconds of a core. */
const MAX_FAILURES = 2

export class Spelling {
  readonly #read: typeof readDictionaries
  #running: Running | undefined
  #failures = 0
  #closed = false
  #lastId = 0

  constructor(read = readDictionaries) {
    this.#read = read
  }

  /** Those that are wrong, as they were given. Rejects with E_VAULT_LOCKED when it is closed meanwhile. */
  async check(words: readonly string[]): Promise<string[]> {
    const plain = new Map(words.map((word) => [word, plainWord(word)]))
    const unknown = new Set<string>()
    for (const [script, asked] of questions([...plain.values()])) {
      for (const word of await this.#ask({ kind: 'check', script, asked })) unknown.add(word)
    }
    const wrong = new Set(wrongOf([...plain.values()], unknown))
    return words.filter((word) => wrong.has(plain.get(word) ?? word))
  }

  /** What may have been meant, best first, at most {@link MAX_SUGGESTIONS}; none where there is no dictionary. */
  async suggest(word: string): Promise<string[]> {
    const asked = plainWord(word)
    const script = scriptOf(asked)
    if (script === undefined) return []
    const found = await this.#ask({ kind: 'suggest', script, asked })
    return [...new Set(found)].filter((one) => one !== word).slice(0, MAX_SUGGESTIONS)
  }

  /** Ends the thread: dictionaries and words go with it. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#end(new RapporteurError('E_VAULT_LOCKED'))
  }

  async #ask(question: Question): Promise<string[]> {
    const { script } = question
    const running = this.#start()
    let loading = running.loaded.get(script)
    if (loading === undefined) {
      loading = this.#load(running, script)
      running.loaded.set(script, loading)
      // What could not be read may be there the next time; half of it in a worker would be loaded twice.
      loading.catch((reason: Error) => this.#fail(running, reason))
    }
    await loading
    return this.#send(running, question)
  }

  async #load(running: Running, script: Script): Promise<void> {
    for (const { affixes, words } of await this.#read(script)) {
      const moved = [affixes.buffer, words.buffer]
      await this.#send(running, { kind: 'load', script, affixes, words }, moved)
    }
  }

  #send(running: Running, question: Question, moved: readonly ArrayBuffer[] = []): Promise<string[]> {
    if (this.#running !== running) return Promise.reject(new RapporteurError('E_VAULT_LOCKED'))
    this.#lastId += 1
    const id = this.#lastId
    return new Promise((resolve, reject) => {
      running.waiting.set(id, { resolve, reject })
      running.worker.postMessage({ ...question, id }, moved)
    })
  }

  #start(): Running {
    if (this.#closed) throw new RapporteurError('E_VAULT_LOCKED')
    if (this.#running !== undefined) return this.#running
    if (this.#failures >= MAX_FAILURES) throw new Error('spelling has failed too often')
    const worker = new Worker(new URL('./spelling-worker.mjs', import.meta.url), {
      // Flags of this process (a debugger, a loader) are none of the worker's business, nor is its output anybody's.
      execArgv: [],
      stdout: true,
      stderr: true,
    })
    worker.stdout.resume()
    worker.stderr.resume()
    // A forgotten thread must not keep a program from ending.
    worker.unref()
    const running: Running = { worker, waiting: new Map(), loaded: new Map() }
    worker.on('message', ({ id, words }: { id: number; words: string[] }) => {
      running.waiting.get(id)?.resolve(words)
      running.waiting.delete(id)
    })
    const broken = () => this.#fail(running, new Error('the spelling worker ended without an answer'))
    worker.on('error', broken)
    worker.on('exit', broken)
    this.#running = running
    return running
  }

  #fail(running: Running, reason: Error): void {
    if (this.#running !== running) return
    this.#failures += 1
    void this.#end(reason, running)
  }

  /** `which`: the worker that is meant; a later one lives on. */
  async #end(reason: Error, which = this.#running): Promise<void> {
    if (which === undefined) return
    if (this.#running === which) this.#running = undefined
    for (const { reject } of which.waiting.values()) reject(reason)
    which.waiting.clear()
    await which.worker.terminate()
  }
}
