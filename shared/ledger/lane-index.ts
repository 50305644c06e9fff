// Per lane: which session (one incarnation of one device) holds which clocks in which envelope, and what it has said it had seen.
// It must never hold text, and must answer alike on every device that has accepted the same envelopes.
import { type ByteReader, type ByteWriter, MalformedBytes } from '../bytes/codec.ts'
import { type DeviceId, idBytes, idFrom } from '../ids/ids.ts'
import { U32Column } from './columns.ts'
import { sessionKey } from './position.ts'

/** One incarnation of one device in one lane. */
export class LaneSession {
  readonly device: DeviceId
  readonly incarnation: number
  readonly clientId: number
  /** Seqs of its accepted envelopes in this lane, and beside each the mark: next clock (yjs) or causal order (records). */
  readonly seqs: U32Column
  readonly marks: U32Column
  /** Clocks that hold values of attributes: first, and one past the last. */
  readonly attributesFrom: U32Column
  readonly attributesTo: U32Column
  /** Highest seq of other sessions that its `deps` name: cumulative. */
  readonly covered = new Map<LaneSession, number>()
  /** Set by invalid content: nothing more of it counts in this lane. */
  ended = false
  /** Set by an envelope that is outside: so is all that follows it in this lane. */
  outside = false

  constructor(device: DeviceId, incarnation: number, clientId: number, columns: readonly U32Column[] = []) {
    this.device = device
    this.incarnation = incarnation
    this.clientId = clientId
    const [seqs, marks, attributesFrom, attributesTo] = columns
    this.seqs = seqs ?? new U32Column()
    this.marks = marks ?? new U32Column()
    this.attributesFrom = attributesFrom ?? new U32Column()
    this.attributesTo = attributesTo ?? new U32Column()
  }

  /** The mark after its last envelope; 0 before the first. */
  get mark(): number {
    return this.marks.last ?? 0
  }

  /** The mark that stands at `seq`: of the last envelope up to there. */
  markAt(seq: number): number {
    return this.marks.at(this.seqs.lowerBound(seq + 1) - 1) ?? 0
  }

  /** The seq of the envelope that holds `clock`; undefined when it is not written yet. */
  seqOfClock(clock: number): number | undefined {
    return this.seqs.at(this.marks.lowerBound(clock + 1))
  }

  covers(other: LaneSession, seq: number): boolean {
    return (this.covered.get(other) ?? -1) >= seq
  }

  cover(other: LaneSession, seq: number): void {
    if (!this.covers(other, seq)) this.covered.set(other, seq)
  }

  isAttribute(clock: number): boolean {
    const index = this.attributesTo.lowerBound(clock + 1)
    const from = this.attributesFrom.at(index)
    return from !== undefined && from <= clock
  }

  accept(seq: number, mark: number, attributes: readonly (readonly [number, number])[]): void {
    this.seqs.push(seq)
    this.marks.push(mark)
    for (const [from, to] of attributes) {
      this.attributesFrom.push(from)
      this.attributesTo.push(to)
    }
  }

  /** In checkpoints in this order. */
  get columns(): readonly U32Column[] {
    return [this.seqs, this.marks, this.attributesFrom, this.attributesTo]
  }
}

export class LaneIndex {
  readonly #sessions = new Map<string, LaneSession>()
  readonly #clients = new Map<number, LaneSession>()

  session(device: DeviceId, incarnation: number): LaneSession | undefined {
    return this.#sessions.get(sessionKey(device, incarnation))
  }

  byClient(clientId: number): LaneSession | undefined {
    return this.#clients.get(clientId)
  }

  /** The caller has made sure that no other session has the clientID. */
  add(session: LaneSession): void {
    this.#sessions.set(sessionKey(session.device, session.incarnation), session)
    this.#clients.set(session.clientId, session)
  }

  sessions(): IterableIterator<LaneSession> {
    return this.#sessions.values()
  }

  isAttribute(clientId: number, clock: number): boolean {
    return this.#clients.get(clientId)?.isAttribute(clock) ?? false
  }

  /** What a session must cover in order to refer to these clocks; undefined when one of them is not written yet. */
  resolve(needs: ReadonlyMap<number, number>): Map<LaneSession, number> | undefined {
    const resolved = new Map<LaneSession, number>()
    for (const [client, clock] of needs) {
      const other = this.#clients.get(client)
      const seq = other?.seqOfClock(clock)
      if (other === undefined || seq === undefined) return undefined
      resolved.set(other, seq)
    }
    return resolved
  }

  /** What a record must name so that everything accepted in this lane counts as seen: leaves only. */
  latest(author: LaneSession): Map<LaneSession, number> {
    const open: [LaneSession, number][] = []
    for (const other of this.#sessions.values()) {
      const last = other.seqs.last
      if (other !== author && last !== undefined && !author.covers(other, last)) open.push([other, last])
    }
    const implied = new Map<LaneSession, number>()
    for (const [by] of open)
      for (const [other, seq] of by.covered) implied.set(other, Math.max(seq, implied.get(other) ?? -1))
    return new Map(open.filter(([other, last]) => last > (implied.get(other) ?? -1)))
  }

  write(writer: ByteWriter): void {
    const order = new Map([...this.#sessions.values()].map((session, index) => [session, index]))
    writer.u32(order.size)
    for (const session of order.keys()) {
      writer.raw(idBytes(session.device)).u32(session.incarnation).u64(session.clientId)
      writer.u8((session.ended ? 1 : 0) | (session.outside ? 2 : 0))
      for (const column of session.columns) column.write(writer)
    }
    for (const session of order.keys()) {
      writer.u32(session.covered.size)
      for (const [other, seq] of session.covered) writer.u32(order.get(other) ?? 0).u32(seq)
    }
  }

  /** Throws MalformedBytes. */
  static read(reader: ByteReader): LaneIndex {
    const index = new LaneIndex()
    const order: LaneSession[] = []
    for (let left = reader.u32(); left > 0; left--) {
      const device = idFrom('DeviceId', reader.raw(16))
      const incarnation = reader.u32()
      const clientId = reader.u64()
      const flags = reader.u8()
      const columns = Array.from({ length: 4 }, () => U32Column.read(reader))
      const session = new LaneSession(device, incarnation, clientId, columns)
      session.ended = (flags & 1) !== 0
      session.outside = (flags & 2) !== 0
      index.add(session)
      order.push(session)
    }
    for (const session of order) {
      for (let left = reader.u32(); left > 0; left--) {
        const other = order[reader.u32()]
        if (other === undefined) throw new MalformedBytes()
        session.covered.set(other, reader.u32())
      }
    }
    return index
  }
}
