// The dictionaries, in a thread of their own: a suggestion takes Hunspell up to half a second, and its memory goes with the thread.
// It must never touch the disk or the network, nor say or keep a word: dictionaries and words come in messages. Plain JavaScript, as the
// Argon2id worker is.
import { parentPort } from 'node:worker_threads'
import { loadModule } from 'hunspell-asm'

// Emscripten asks where it is, for files that it does not have: its code is inside it. A bundle is a module and could not say.
globalThis.__dirname = '/'
const hunspell = loadModule()
/** @type {Map<string, import('hunspell-asm').Hunspell[]>} By script. */
const loaded = new Map()

/** @param {import('./spelling.ts').SpellingRequest} request */
async function answer({ kind, script, ...request }) {
  const dictionaries = loaded.get(script) ?? []
  if (kind === 'load') {
    const { create, mountBuffer, unmount } = await hunspell
    const paths = [mountBuffer(request.affixes), mountBuffer(request.words)]
    loaded.set(script, [...dictionaries, create(...paths)])
    for (const path of paths) unmount(path)
    return []
  }
  if (kind === 'check') return request.asked.filter((word) => !dictionaries.some((one) => one.spell(word)))
  return dictionaries.flatMap((one) => one.suggest(request.asked))
}

let turn = Promise.resolve()
parentPort.on('message', (request) => {
  // A rejection reaches the parent as the worker's `error` event.
  turn = turn.then(async () => parentPort.postMessage({ id: request.id, words: await answer(request) }))
})
