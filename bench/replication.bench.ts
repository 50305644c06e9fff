// What a session and the replicator carry: a paper's state to a newcomer, and a burst of large updates, over memory links with real
// Noise sessions. It must never print a single run: medians of several, in one process.

import { Replication } from '../shared/replication/replication.ts'
import { blob } from '../tests/support/blob.ts'
import { ChainReplica, newDevice } from '../tests/support/chain-replica.ts'
import { realCrypto } from '../tests/support/crypto.ts'
import { Cast, type Member } from '../tests/support/replicas.ts'
import { systemClock } from '../tests/support/system-clock.ts'

const RUNS = 3
const KIB = 1024

interface Case {
  readonly name: string
  readonly envelopes: number
  readonly bytes: number
  /** Written before the two meet, or while they are connected. */
  readonly when: 'before' | 'connected'
}

const cases: readonly Case[] = [
  { name: 'state of 300 KB', envelopes: 1_000, bytes: 300, when: 'before' },
  { name: 'state of 1 MB', envelopes: 3_500, bytes: 300, when: 'before' },
  { name: 'state of 8 MB', envelopes: 32, bytes: 250 * KIB, when: 'before' },
  { name: 'state of 20 MB', envelopes: 80, bytes: 250 * KIB, when: 'before' },
  { name: 'burst of 150 x 200 KB', envelopes: 150, bytes: 200 * KIB, when: 'connected' },
]

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** The same log for every run: signing it anew would be most of the time. */
function writer(): Member {
  const device = newDevice(realCrypto)
  const replica = new ChainReplica(realCrypto, device)
  return {
    device,
    replica,
    replication: new Replication({ crypto: realCrypto, clock: systemClock }, replica),
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve))
}

async function run({ envelopes, bytes, when }: Case): Promise<{ ms: number; verify: number }> {
  const cast = new Cast(realCrypto, systemClock)
  const ada = writer()
  const ben = cast.member()
  ada.replica.admit(ada.device)
  ada.replica.admit(ben.device)
  const body = blob(bytes)
  const write = (): void => {
    for (let i = 0; i < envelopes; i++) ada.replica.write(body)
  }
  if (when === 'before') write()
  else {
    await cast.connect(ada, ben)
    await until(() => ada.replica.digest() === ben.replica.digest())
  }
  const from = performance.now()
  if (when === 'before') await cast.connect(ada, ben)
  else write()
  await until(() => ben.replica.log.length === envelopes)
  const ms = performance.now() - from
  ada.replication.close()
  ben.replication.close()
  // What the stand-in ledger took by itself, to be told from the wire's share.
  const alone = new ChainReplica(realCrypto, ben.device)
  await alone.receiveStatements(ada.replica.statementsSince([]))
  const log = ada.replica.log.map((stored) => stored.bytes)
  const at = performance.now()
  await alone.receiveEnvelopes(log, ada.device.id)
  return { ms, verify: performance.now() - at }
}

const rows: Record<string, string | number>[] = []
for (const one of cases) {
  const results: { ms: number; verify: number }[] = []
  for (let i = 0; i < RUNS; i++) results.push(await run(one))
  const ms = median(results.map((result) => result.ms))
  const megabytes = (one.envelopes * one.bytes) / 1e6
  rows.push({
    case: one.name,
    envelopes: one.envelopes,
    MB: Number(megabytes.toFixed(1)),
    'median ms': Math.round(ms),
    'MB/s': Number((megabytes / (ms / 1000)).toFixed(1)),
    'of it verifying, ms': Math.round(median(results.map((result) => result.verify))),
  })
}
console.table(rows)
console.log(JSON.stringify({ bench: 'replication', runs: RUNS, rows }))
