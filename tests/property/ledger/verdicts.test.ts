// Members write, are removed, go on writing until they hear of it, and others build on their text and adopt it. Statements and
// envelopes come in any order. In the end every replica has the same verdict on every position, and the same text.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { utf8 } from '../../../shared/bytes/codec.ts'
import { VERDICTS } from '../../../shared/ledger/chain.ts'
import type { Leaf } from '../../../shared/ledger/position.ts'
import { LedgerReplica } from '../../support/ledger-replica.ts'
import { cases, LONG } from '../../support/seed.ts'
import { CharterSoFar, DESK, deviceNamed, hashOf, TestCharter } from '../../unit/ledger/cast.ts'
import { type Dice, diceFrom, randomEdit } from './edits.ts'

const DEVICES = ['Ana', 'Boris', 'Claire', 'Dario', 'Elif'].map(deviceNamed)
const RUNS = cases(2_000, 40)

function shuffled<T>(items: readonly T[], dice: Dice): T[] {
  return items
    .map((item) => ({ item, at: dice(1_000_000) }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

/** Whoever knows everything and still belongs, if anybody. */
function knowing(whole: TestCharter, replicas: readonly LedgerReplica[]): LedgerReplica | undefined {
  return replicas.find((one) => {
    one.learn(whole.statements.length)
    return one.view.limit(one.device.id, 'body') === undefined
  })
}

function adoptAll(whole: TestCharter, replica: LedgerReplica): number {
  if (replica.view.limit(replica.device.id, 'body') !== undefined) return 0
  const leaves = replica.ledger.restsOn(replica.device.id, () => true)
  for (const leaf of leaves) whole.adopt(leaf)
  return leaves.length
}

/** A leaf of somebody's chain that is beyond it, on another side of it, or nowhere. */
function madeUp({ ledger, device }: LedgerReplica, dice: Dice): Leaf {
  const [leaf] = ledger.leaves(device.id)
  const incarnation = leaf === undefined || dice(3) === 0 ? 1_000_000 + dice(1_000) : leaf.incarnation
  const hash = hashOf(`made up ${dice(1_000_000)}`)
  return { device: device.id, incarnation, seq: dice(2 + 2 * (leaf?.seq ?? 0)), hash }
}

function step(whole: TestCharter, replicas: readonly LedgerReplica[], dice: Dice, next: () => number): void {
  const actor = replicas[dice(replicas.length)]
  const other = replicas[dice(replicas.length)]
  if (actor === undefined || other === undefined) return
  const move = dice(40)
  if (move === 0) {
    actor.learn(whole.statements.length)
    if (actor.mayWrite && other !== actor) whole.remove(other.device, actor.ledger.leaves(other.device.id))
  } else if (move === 1) {
    if (knowing(whole, [actor]) !== undefined) whole.rotate()
  } else if (move === 2) {
    actor.learn(whole.statements.length)
    const what = dice(4)
    if (what < 2) adoptAll(whole, actor)
    else if (what === 2) whole.adopt(madeUp(other, dice))
  } else if (move === 3) actor.begin(next())
  else if (move < 8) actor.learn(Math.min(actor.view.known + dice(3), whole.statements.length))
  else if (move < 22) {
    const heard = shuffled(other.log, dice).slice(0, 1 + dice(30))
    actor.hear(dice(3) === 0 ? heard : other.log.filter((bytes) => heard.includes(bytes)))
  } else if (actor.mayWrite) {
    if (actor.ledger.isSpent(actor.device.id, actor.incarnation)) actor.begin(next())
    if (dice(8) === 0) actor.write(DESK, 'record', utf8(`desk ${dice(1000)}`))
    else actor.edit((fragment) => randomEdit(fragment, dice))
  }
}

test(
  'edits, removals and adoptions in any order: the same verdict on every position, and the same text',
  () => {
    let outside = 0
    let again = 0
    let removed = 0
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const dice = diceFrom(seed)
        const whole = new TestCharter()
        for (const device of DEVICES) whole.admit(device, 'drafter')
        let incarnation = 0
        const next = (): number => ++incarnation
        const replicas = DEVICES.map((device) => new LedgerReplica(device, new CharterSoFar(whole), next()))
        for (let at = 0; at < 160; at++) step(whole, replicas, dice, next)
        const all = (): Uint8Array[] => replicas.flatMap((replica) => replica.sent)
        for (const replica of shuffled(replicas, dice)) {
          const known = dice(2) === 0
          if (known) replica.learn(whole.statements.length)
          replica.hear(shuffled(all(), dice))
          replica.learn(whole.statements.length)
        }
        // Whoever still belongs keeps what their own text rests on.
        for (let adopted = 1; adopted > 0; ) {
          adopted = 0
          for (const replica of replicas) {
            replica.learn(whole.statements.length)
            adopted += adoptAll(whole, replica)
          }
        }
        const late = [0, 1, 2].map((at) => {
          const known = at === 0 ? whole.statements.length : 1 + dice(whole.statements.length)
          const replica = new LedgerReplica(deviceNamed(`Late ${at}`), new CharterSoFar(whole, known), next())
          replica.hear(shuffled(all(), dice))
          replica.learn(whole.statements.length)
          return replica
        })
        const [first] = late
        if (first === undefined) throw new Error('cast')
        const verdicts = first.verdicts()
        expect(verdicts.size).toBe(all().length)
        for (const replica of [...replicas, ...late]) {
          replica.learn(whole.statements.length)
          expect(replica.ledger.held.count).toBe(0)
          expect(replica.verdicts()).toEqual(verdicts)
          expect(replica.text()).toBe(first.text())
          expect(replica.textOfAccepted()).toBe(first.text())
          expect(replica.pendingInYjs).toBe(false)
          again += replica.judgedAgain
        }
        for (const verdict of verdicts.values()) if (verdict === VERDICTS.outside) outside += 1
        for (const device of DEVICES) if (whole.limit(device.id, 'body') !== undefined) removed += 1
      }),
      { numRuns: RUNS },
    )
    expect(outside).toBeGreaterThan(RUNS)
    expect(removed).toBeGreaterThan(RUNS)
    expect(again).toBeGreaterThan(RUNS)
  },
  LONG ? 3_600_000 : 120_000,
)
