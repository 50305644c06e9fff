// A long paper in the real app: a history of 259,778 operations typed through the editor's socket into a built host on a real disk;
// then locked, and opened in a fresh process. It must never use a host that is not the product's, or a cheaper passphrase.
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import * as Y from 'yjs'
import { type AppProcess, startApp } from '../scripts/driver/app-process.ts'
import { utf8 } from '../shared/bytes/codec.ts'
import { plainText } from '../shared/paper/plain-text.ts'
import { NodeEditor } from './support/editor-client.ts'
import { cpuSeconds, residentMegabytes } from './support/process.ts'
import { median, quantile, report, rounded } from './support/report.ts'
import { readTrace, type Trace } from './support/trace.ts'
import { Typist } from './support/typist.ts'

/** Operations in one edit. Someone typing 8 keys a second sends each alone; pasting and fast hands send several. */
const FLUSHES = (process.env.RAPPORTEUR_BENCH_FLUSHES ?? '16,4,1').split(',').map(Number)
/** Edits that wait for the disk at one time: what one group commit can hold. */
const IN_FLIGHT = 64
/** The first edits are sent one at a time, as an editor does, for the time of one answer. */
const ONE_BY_ONE = 200
const OPENINGS = 3
/** On a busy machine the sizes that come after this are left out, and that is said: `npm run bench` has to end. */
const BUDGET_MS = 100_000
const SETTLE_MS = 5_000
const TARGETS = { 'open s': 1, 'host MB': 300, 'edits/s': 2_000 }
const PASSPHRASE = 'a walk along the river at dawn'
const passphrase = (): Uint8Array => utf8(PASSPHRASE)

interface Cost {
  readonly ms: number
  /** Of the app's process. */
  readonly cpuMs: number
}

async function timed(work: () => Promise<unknown>, pid = process.pid): Promise<Cost> {
  const [from, used] = [performance.now(), cpuSeconds(pid)]
  await work()
  return { ms: performance.now() - from, cpuMs: (cpuSeconds(pid) - used) * 1000 }
}

async function bytesIn(folder: string): Promise<number> {
  let sum = 0
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) sum += (await stat(join(entry.parentPath, entry.name))).size
  }
  return sum
}

/** The whole history as the edits that an editor would send. */
function editsOf(trace: Trace, doc: Y.Doc, flush: number): Uint8Array[] {
  const edits: Uint8Array[] = []
  let unsent: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => unsent.push(update))
  const typist = new Typist(doc)
  trace.operations.forEach((operation, index) => {
    typist.apply(operation)
    if ((index + 1) % flush !== 0 && index + 1 < trace.operations.length) return
    if (unsent.length > 0) edits.push(Y.mergeUpdates(unsent))
    unsent = []
  })
  if (plainText(doc) !== trace.end) throw new Error('the typist made another text than the trace')
  return edits
}

async function send(
  app: AppProcess,
  editor: NodeEditor,
  session: string,
  edits: readonly Uint8Array[],
): Promise<Cost> {
  let next = 0
  const lane = async (): Promise<void> => {
    for (let update = edits[next++]; update !== undefined; update = edits[next++]) {
      await editor.call('paper.edit', { session, update })
    }
  }
  return timed(() => Promise.all(Array.from({ length: IN_FLIGHT }, lane)), app.pid)
}

async function write(trace: Trace, profile: string, flush: number) {
  const app = await startApp({ profile })
  const editor = await NodeEditor.connect(app.url)
  await editor.call('vault.create', { passphrase: passphrase() })
  const { group } = await editor.call('groups.create', {
    name: 'Trace',
    yourName: 'Ana',
    organisation: 'Bench',
  })
  const { paper } = await editor.call('papers.create', { group, title: 'Trace', kind: 'paper' })
  const { session, state, clientId } = await editor.call('paper.open', { group, paper })
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  doc.clientID = clientId
  const edits = editsOf(trace, doc, flush)
  const answers: number[] = []
  for (const update of edits.slice(0, ONE_BY_ONE)) {
    answers.push((await timed(() => editor.call('paper.edit', { session, update }))).ms)
  }
  const sending = await send(app, editor, session, edits.slice(ONE_BY_ONE))
  await delay(SETTLE_MS)
  const written = residentMegabytes(app.pid)
  await editor.call('paper.close', { session })
  const locking = await timed(() => editor.call('vault.lock', {}))
  editor.close()
  await app.stop()
  return {
    group,
    paper,
    edits: edits.length,
    answers,
    perSecond: (edits.length - ONE_BY_ONE) / (sending.ms / 1000),
    perCpuSecond: (edits.length - ONE_BY_ONE) / (sending.cpuMs / 1000),
    written,
    locking,
  }
}

/** In a process of its own. A second unlock of an open vault is Argon2id and nothing else: that is what is taken off. */
async function open(trace: Trace, profile: string, group: string, paper: string) {
  const app = await startApp({ profile })
  const editor = await NodeEditor.connect(app.url)
  const unlock = await timed(() => editor.call('vault.unlock', { passphrase: passphrase() }), app.pid)
  let state: Uint8Array = new Uint8Array(0)
  const opening = await timed(async () => {
    state = (await editor.call('paper.open', { group, paper })).state
  }, app.pid)
  await delay(SETTLE_MS)
  const megabytes = residentMegabytes(app.pid)
  const guesses: Cost[] = []
  for (let i = 0; i < 3; i++) {
    guesses.push(await timed(() => editor.call('vault.unlock', { passphrase: passphrase() }), app.pid))
  }
  editor.close()
  await app.stop()
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  if (plainText(doc) !== trace.end) throw new Error('the paper is not what was typed')
  return {
    seconds: (without(unlock, guesses, 'ms') + opening.ms) / 1000,
    cpuSeconds: (without(unlock, guesses, 'cpuMs') + opening.cpuMs) / 1000,
    unlock: unlock.ms / 1000,
    megabytes,
    state: state.length,
  }
}

function without(unlock: Cost, guesses: readonly Cost[], measure: keyof Cost): number {
  return Math.max(0, unlock[measure] - median(guesses.map((guess) => guess[measure])))
}

const trace = readTrace()
const rows = []
for (const flush of FLUSHES) {
  if (performance.now() > BUDGET_MS) {
    console.log(`Left out, the time was up: ${flush} operations an edit.`)
    continue
  }
  const profile = await mkdtemp(join(tmpdir(), 'rapporteur-bench-'))
  try {
    const { group, paper, edits, answers, perSecond, perCpuSecond, written, locking } = await write(
      trace,
      profile,
      flush,
    )
    const disk = await bytesIn(profile)
    const openings = []
    for (let i = 0; i < OPENINGS; i++) openings.push(await open(trace, profile, group, paper))
    rows.push({
      'ops/edit': flush,
      edits,
      'edits/s': Math.round(perSecond),
      'edits/CPU s': Math.round(perCpuSecond),
      'answer ms, median': rounded(median(answers), 1),
      'answer ms, p95': rounded(quantile(answers, 0.95), 1),
      'disk MB': rounded(disk / 1e6, 1),
      'state KB': Math.round((openings[0]?.state ?? 0) / 1e3),
      'lock s': rounded(locking.ms / 1000, 2),
      'unlock s': rounded(median(openings.map(({ unlock }) => unlock)), 2),
      'open s': rounded(median(openings.map(({ seconds }) => seconds)), 2),
      'open CPU s': rounded(median(openings.map(({ cpuSeconds }) => cpuSeconds)), 2),
      'MB after writing': Math.round(written),
      'host MB': Math.round(median(openings.map(({ megabytes }) => megabytes))),
    })
    // A bench that is stopped half way has said what it knows.
    console.log(JSON.stringify(rows.at(-1)))
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}
report('trace', rows, { source: trace.source, operations: trace.operations.length, targets: TARGETS })
console.log('Targets: opened 1 s after Argon2id; host 300 MB; 2,000 edits a second, sealed and durable.')
