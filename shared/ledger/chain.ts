// One incarnation of one device: its envelopes in order, as columns. Crossing to the incarnation before it is `parent`.
// It must never hold bodies or headers: 37 bytes an envelope, so that a long life fits in memory.
import { type ByteReader, type ByteWriter, MalformedBytes } from '../bytes/codec.ts'
import { HASH_BYTES } from '../crypto/crypto.ts'
import { type DeviceId, type Hash, idBytes, idFrom } from '../ids/ids.ts'
import { BytesColumn, U32Column } from './columns.ts'
import type { KeyClass } from './envelope.ts'
import type { Leaf } from './position.ts'

/**
 * What became of a chained envelope. Numbers are in checkpoints. `outside`: beyond what counts of its device, or built on such;
 * unlike `refused` it may come to count when somebody adopts it.
 */
export const VERDICTS = { accepted: 0, part: 1, unread: 2, refused: 3, outside: 4 } as const
export type Verdict = (typeof VERDICTS)[keyof typeof VERDICTS]

/** In the verdicts' column, beside the verdict: sealed with the inner key. */
const INNER_BIT = 0x80

export interface ChainEntry {
  readonly hash: Uint8Array
  readonly logNumber: number
  readonly verdict: Verdict
  readonly type: KeyClass
  /** Charter heads, when they differ from those before. */
  readonly heads: readonly Hash[] | undefined
}

export class Chain {
  readonly device: DeviceId
  readonly incarnation: number
  readonly parent: { readonly chain: Chain; readonly seq: number } | undefined
  /** The highest seq from which another incarnation goes on; -1 while none does. */
  continuedAt = -1
  /** The first seq whose verdict is `outside`; none: infinity. */
  outsideFrom = Number.POSITIVE_INFINITY
  /** Something in it does not count: its device goes on in a new incarnation. */
  spent = false
  readonly #hashes: BytesColumn
  readonly #logNumbers: U32Column
  readonly #verdicts: BytesColumn
  /** Charter heads and the seq from which they hold. */
  readonly #heads: { readonly seq: number; readonly heads: readonly Hash[] }[] = []

  constructor(
    device: DeviceId,
    incarnation: number,
    parent: { chain: Chain; seq: number } | undefined,
    columns = {
      hashes: new BytesColumn(HASH_BYTES),
      logNumbers: new U32Column(),
      verdicts: new BytesColumn(1),
    },
  ) {
    this.device = device
    this.incarnation = incarnation
    this.parent = parent
    this.#hashes = columns.hashes
    this.#logNumbers = columns.logNumbers
    this.#verdicts = columns.verdicts
    if (parent !== undefined) parent.chain.continuedAt = Math.max(parent.chain.continuedAt, parent.seq)
    for (let seq = 0; seq < this.length; seq++) this.#mark(seq)
  }

  get length(): number {
    return this.#hashes.length
  }

  get isLeaf(): boolean {
    return this.length > 0 && this.continuedAt < this.length - 1
  }

  /** A view of 32 bytes; undefined beyond the end. */
  hashAt(seq: number): Uint8Array | undefined {
    return this.#hashes.at(seq)
  }

  hashStartsWith(seq: number, prefix: Uint8Array): boolean {
    return this.#hashes.startsWith(seq, prefix)
  }

  /** -1 when absent. */
  seqOf(hash: Uint8Array): number {
    return this.#hashes.lastIndexOf(hash)
  }

  logNumberAt(seq: number): number | undefined {
    return this.#logNumbers.at(seq)
  }

  verdictAt(seq: number): Verdict | undefined {
    const code = this.#verdicts.byteAt(seq)
    return code === undefined ? undefined : ((code & ~INNER_BIT) as Verdict)
  }

  /** Which of an epoch's keys seals it; undefined beyond the end. */
  typeAt(seq: number): KeyClass | undefined {
    const code = this.#verdicts.byteAt(seq)
    if (code === undefined) return undefined
    return (code & INNER_BIT) === 0 ? 'outer' : 'inner'
  }

  /** The charter heads that hold at `seq`, through earlier incarnations where need be. */
  headsAt(seq: number): readonly Hash[] | undefined {
    for (let i = this.#heads.length - 1; i >= 0; i--) {
      const entry = this.#heads[i]
      if (entry !== undefined && entry.seq <= seq) return entry.heads
    }
    return this.parent?.chain.headsAt(this.parent.seq)
  }

  append({ hash, logNumber, verdict, type, heads }: ChainEntry): void {
    const seq = this.length
    if (heads !== undefined) this.#heads.push({ seq, heads })
    this.#hashes.push(hash)
    this.#logNumbers.push(logNumber)
    this.#verdicts.push(Uint8Array.of(type === 'inner' ? verdict | INNER_BIT : verdict))
    this.#mark(seq)
  }

  tip(): Leaf | undefined {
    const hash = this.hashAt(this.length - 1)
    if (hash === undefined) return undefined
    const { device, incarnation } = this
    return { device, incarnation, seq: this.length - 1, hash: idFrom('Hash', hash) }
  }

  write(writer: ByteWriter): void {
    writer.u32(this.incarnation).u8(this.parent === undefined ? 0 : 1)
    if (this.parent !== undefined) writer.u32(this.parent.chain.incarnation).u32(this.parent.seq)
    this.#hashes.write(writer)
    this.#logNumbers.write(writer)
    this.#verdicts.write(writer)
    writer.u32(this.#heads.length)
    for (const { seq, heads } of this.#heads) {
      writer.u32(seq).u8(heads.length)
      for (const head of heads) writer.raw(idBytes(head))
    }
  }

  /** `find` answers the chains of this device that were read before. Throws MalformedBytes. */
  static read(reader: ByteReader, device: DeviceId, find: (incarnation: number) => Chain | undefined): Chain {
    const incarnation = reader.u32()
    let parent: { chain: Chain; seq: number } | undefined
    if (reader.u8() === 1) {
      const chain = find(reader.u32())
      if (chain === undefined) throw new MalformedBytes()
      parent = { chain, seq: reader.u32() }
    }
    const columns = {
      hashes: BytesColumn.read(reader, HASH_BYTES),
      logNumbers: U32Column.read(reader),
      verdicts: BytesColumn.read(reader, 1),
    }
    const chain = new Chain(device, incarnation, parent, columns)
    for (let left = reader.u32(); left > 0; left--) {
      const seq = reader.u32()
      const heads: Hash[] = []
      for (let count = reader.u8(); count > 0; count--) heads.push(idFrom('Hash', reader.raw(HASH_BYTES)))
      chain.#heads.push({ seq, heads })
    }
    return chain
  }

  #mark(seq: number): void {
    const verdict = this.verdictAt(seq)
    if (verdict === VERDICTS.outside) this.outsideFrom = Math.min(this.outsideFrom, seq)
    if (verdict === VERDICTS.outside || verdict === VERDICTS.refused) this.spent = true
  }
}
