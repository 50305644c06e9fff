// What a keystroke costs in the ledger: sealing and signing it, verifying, checking and opening it, and restoring a long paper.
// It must never measure anything but shared/ledger: no disk, no network. Medians of several rounds; one JSON line at the end.
import { randomBytes } from 'node:crypto'
import sodium from 'libsodium-wrappers'
import * as Y from 'yjs'
import { utf8 } from '../shared/bytes/codec.ts'
import { createCrypto, SIGNATURE_BYTES } from '../shared/crypto/crypto.ts'
import { pooledRandom } from '../shared/crypto/random-pool.ts'
import { deviceIdOf, type EpochId, idFrom, type MemberId } from '../shared/ids/ids.ts'
import type { Lane } from '../shared/ids/lanes.ts'
import type { CharterView } from '../shared/ledger/charter-view.ts'
import { Ledger } from '../shared/ledger/ledger.ts'
import type { LedgerDeps } from '../shared/ledger/ledger-state.ts'
import { BLOCK_NODE, BODY_ROOT, BODY_SCHEMA } from '../shared/paper/names.ts'

const KEYSTROKES = 4_000
const ROUNDS = 5
const LONG = 260_000

await sodium.ready
const crypto = createCrypto(sodium, pooledRandom({ bytes: (length) => randomBytes(length) }))
const group = idFrom('GroupId', crypto.hash(utf8('group')))
const epoch: EpochId = idFrom('EpochId', crypto.hash(utf8('epoch')))
const head = idFrom('Hash', crypto.hash(utf8('found')))
const lane: Lane = { kind: 'body', paper: idFrom('PaperId', new Uint8Array(16)) }
const inner = crypto.hash(utf8('inner'))
const outer = crypto.derive(inner, 'outer')
const signing = crypto.signingKeys()
const box = crypto.boxKeys()
const device = deviceIdOf(crypto, signing.publicKey, box.publicKey)
const member = device as string as MemberId
const charter: CharterView = {
  device: () => ({ signingKey: signing.publicKey, boxKey: box.publicKey, member }),
  knows: () => true,
  covers: () => true,
  mayWrite: () => true,
  limit: () => undefined,
  knowsEpoch: () => true,
  epochFits: () => true,
  heads: () => [head],
}
const deps: LedgerDeps = {
  crypto,
  group,
  charter: () => charter,
  keys: { inner: () => inner, outer: () => outer },
}

/** One update a keystroke, as Yjs reports them, with a new block every 300. */
function type(clientId: number, keystrokes: number): Uint8Array[] {
  const doc = new Y.Doc()
  doc.clientID = clientId
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  let text = new Y.XmlText()
  for (let i = 0; i < keystrokes; i++) {
    if (i % 300 === 0) {
      text = new Y.XmlText()
      const block = new Y.XmlElement(BLOCK_NODE)
      block.insert(0, [text])
      doc.getXmlFragment(BODY_ROOT).push([block])
    } else text.insert(i % 11 === 0 ? 0 : text.length, 'e')
  }
  return updates
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

function perSecond(count: number, run: () => void): number {
  const started = performance.now()
  run()
  return Math.round((count * 1000) / (performance.now() - started))
}

function keystrokes(incarnation: number): { seal: number; open: number; signatures: number } {
  const writer = new Ledger(deps)
  writer.beginIncarnation(device, incarnation)
  const updates = type(writer.clientId(lane, device, incarnation), KEYSTROKES)
  const sealed: Uint8Array[] = []
  const own = { device, signingKey: signing.secretKey }
  const seal = perSecond(updates.length, () => {
    for (const bytes of updates) {
      const payload = { kind: 'yjs', schema: BODY_SCHEMA, bytes } as const
      for (const envelope of writer.write(own, { id: epoch }, lane, payload)) sealed.push(envelope.bytes)
    }
  })
  const reader = new Ledger(deps)
  const open = perSecond(sealed.length, () => {
    for (const bytes of sealed)
      if (reader.receive(bytes)[0]?.outcome !== 'accepted') throw new Error('refused')
  })
  const message = crypto.hash(utf8('message'))
  const signature = crypto.sign('envelope', message, signing.secretKey)
  const signatures = perSecond(500, () => {
    for (let i = 0; i < 500; i++) crypto.verify('envelope', message, signature, signing.publicKey)
  })
  return { seal, open, signatures }
}

/** A paper of 260,000 envelopes, its signatures faked: only columns and checks are measured. */
function longPaper(): { replay: number; checkpointMs: number; restoreMs: number; megabytes: number } {
  const unsigned = { ...crypto, sign: () => new Uint8Array(SIGNATURE_BYTES) }
  const writer = new Ledger({ ...deps, crypto: unsigned })
  writer.beginIncarnation(device, 1)
  const own = { device, signingKey: signing.secretKey }
  const updates = type(writer.clientId(lane, device, 1), LONG)
  const sealed = updates.flatMap((bytes) =>
    writer.write(own, { id: epoch }, lane, { kind: 'yjs', schema: BODY_SCHEMA, bytes }),
  )
  const log = new Ledger(deps)
  const replay = perSecond(sealed.length, () => {
    for (const { bytes, logNumber } of sealed) log.receive(bytes, { trusted: true, logNumber })
  })
  const started = performance.now()
  const checkpoint = writer.checkpoint()
  const middle = performance.now()
  const restored = Ledger.restore(deps, checkpoint)
  const restoreMs = performance.now() - middle
  if (restored.count !== writer.count) throw new Error('not restored')
  return {
    replay,
    checkpointMs: Math.round(middle - started),
    restoreMs: Math.round(restoreMs),
    megabytes: Math.round(checkpoint.length / 1e5) / 10,
  }
}

const rounds = Array.from({ length: ROUNDS + 1 }, (_, index) => keystrokes(index + 1)).slice(1)
const seal = median(rounds.map((round) => round.seal))
const open = median(rounds.map((round) => round.open))
const verify = median(rounds.map((round) => round.signatures))
const long = longPaper()
console.table({
  'seal + sign': { 'per second': seal, target: '5,000' },
  'verify + check + open': { 'per second': open, target: '2,500' },
  'bare Ed25519 verify': { 'per second': verify, target: '' },
  'replay of own log': { 'per second': long.replay, target: '' },
})
console.table({
  checkpoint: { ms: long.checkpointMs, MB: long.megabytes, target: '' },
  restore: { ms: long.restoreMs, MB: long.megabytes, target: '≤ 200 ms' },
})
console.log(JSON.stringify({ bench: 'ledger', seal, open, verify, envelopes: LONG, ...long }))
