// A long history of one text: the real one where it is at hand, else one of the same size that a seeded generator wrote.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

/** At `position`, so many characters go and these come. */
export type Operation = readonly [position: number, deleted: number, inserted: string]

export interface Trace {
  readonly source: string
  readonly operations: readonly Operation[]
  /** What the text is after the last. */
  readonly end: string
}

/** What the real trace has. */
const OPERATIONS = 259_778
const FILE = fileURLToPath(new URL('../../../shared/data/real/automerge-paper.json.gz', import.meta.url))

export function readTrace(): Trace {
  const file = process.env.RAPPORTEUR_CORPUS ?? FILE
  if (!existsSync(file)) return generate()
  const { txns, endContent } = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as {
    txns: { patches: Operation[] }[]
    endContent: string
  }
  return { source: 'real', operations: txns.flatMap(({ patches }) => patches), end: endContent }
}

/** Bursts of typing and of deleting at places that wander, in the proportions of the real trace (70 : 30). */
function generate(): Trace {
  let seed = 2020
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff
    return seed % below
  }
  const operations: Operation[] = []
  let text = ''
  let at = 0
  while (operations.length < OPERATIONS) {
    if (random(12) === 0) at = random(text.length + 1)
    const typing = random(10) < 7 || text.length < 100
    for (let i = 1 + random(30); i > 0 && operations.length < OPERATIONS; i--) {
      if (typing) {
        const letter = random(70) === 0 ? '\n' : 'etaoin shrdlu'.charAt(random(13))
        operations.push([at, 0, letter])
        text = text.slice(0, at) + letter + text.slice(at)
        at += 1
      } else if (at > 0) {
        at -= 1
        operations.push([at, 1, ''])
        text = text.slice(0, at) + text.slice(at + 1)
      }
    }
  }
  return { source: 'generated', operations, end: text }
}
