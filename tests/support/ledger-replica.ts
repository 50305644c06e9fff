// A writer who learns the charter piece by piece and judges its log again when it has to, as the host does.
// It must never keep anything of the old verdicts but the log and what waited.
import * as Y from 'yjs'
import type { Lane } from '../../shared/ids/lanes.ts'
import type { Ledger } from '../../shared/ledger/ledger.ts'
import type { Receipt, WrittenEnvelope } from '../../shared/ledger/verdict.ts'
import { newBodyDoc } from '../../shared/paper/body-doc.ts'
import { allKeys, type CharterSoFar, crypto, GROUP, type TestDevice, Writer } from '../unit/ledger/cast.ts'

export class LedgerReplica extends Writer {
  readonly view: CharterSoFar
  readonly log: Uint8Array[] = []
  /** How often the log was judged again. */
  judgedAgain = 0

  constructor(device: TestDevice, view: CharterSoFar, incarnation: number) {
    super(device, view, incarnation)
    this.view = view
  }

  /** True when this device may write a body now, under an epoch that it sets. */
  get mayWrite(): boolean {
    const epoch = this.view.currentEpoch()
    if (epoch !== undefined) this.epoch = epoch
    const limited = this.view.limit(this.device.id, 'body') !== undefined
    return epoch !== undefined && !limited && this.view.mayWrite(this.device.id, 'body', this.view.heads())
  }

  override write(lane: Lane, kind: 'yjs' | 'record', bytes: Uint8Array): WrittenEnvelope[] {
    const written = super.write(lane, kind, bytes)
    this.log.push(...written.map((envelope) => envelope.bytes))
    return written
  }

  override take(receipts: Receipt[]): Receipt[] {
    for (const receipt of receipts)
      if ('envelope' in receipt && !receipt.replayed) this.log.push(receipt.envelope.slice())
    return super.take(receipts)
  }

  /** The first statements of the charter. */
  learn(known: number): void {
    if (known <= this.view.known) return
    this.view.known = known
    this.take(this.ledger.retryHeld())
    if (this.ledger.reconsider()) this.judgeAgain()
  }

  /** Everything in this order; then, where a leaf came late, again. */
  hear(envelopes: readonly Uint8Array[]): void {
    this.receive(...envelopes)
    if (this.ledger.outdated) this.judgeAgain()
  }

  judgeAgain(): void {
    this.judgedAgain += 1
    const deps = { crypto, group: GROUP, charter: () => this.view, keys: allKeys }
    const fresh: Ledger = this.ledger.again(deps)
    const waited = this.ledger.heldEnvelopes()
    this.ledger = fresh
    this.accepted.length = 0
    this.doc.destroy()
    this.doc = newBodyDoc()
    for (const [logNumber, bytes] of this.log.entries())
      this.take(fresh.receive(bytes, { trusted: true, logNumber }))
    fresh.settle()
    this.begin(this.incarnation)
    this.hear(waited)
  }

  /** A verdict for each position. */
  verdicts(): Map<string, number | undefined> {
    const found = new Map<string, number | undefined>()
    for (const device of this.ledger.devices())
      for (const position of this.ledger.positionsAfter(device, []))
        found.set(Object.values(position).join('/'), this.ledger.verdictAt(position))
    return found
  }

  /** Nothing in the document but what counts. */
  textOfAccepted(): string {
    const doc = newBodyDoc()
    const own = this.ledger.again({ crypto, group: GROUP, charter: () => this.view, keys: allKeys })
    for (const [logNumber, bytes] of this.log.entries())
      for (const receipt of own.receive(bytes, { trusted: true, logNumber }))
        if (receipt.outcome === 'accepted' && receipt.kind === 'yjs') Y.applyUpdate(doc, receipt.bytes)
    return doc.getXmlFragment('body').toString()
  }
}
