// Counts refusals by code, so that the app can show that something was refused and why.
// It must never hold whose or what: only how often.
import type { ByteReader, ByteWriter } from '../bytes/codec.ts'
import { ERROR_CODES, type ErrorCode } from '../contract/errors.ts'

export class Refusals {
  readonly #counts = new Map<ErrorCode, number>()

  count(code: ErrorCode): void {
    this.#counts.set(code, (this.#counts.get(code) ?? 0) + 1)
  }

  byCode(): ReadonlyMap<ErrorCode, number> {
    return this.#counts
  }

  write(writer: ByteWriter): void {
    writer.u16(this.#counts.size)
    for (const [code, count] of this.#counts) writer.text(code).u32(count)
  }

  /** Throws MalformedBytes; forgets codes that no longer exist. */
  static read(reader: ByteReader): Refusals {
    const refusals = new Refusals()
    for (let left = reader.u16(); left > 0; left--) {
      const name = reader.text()
      const count = reader.u32()
      const code = ERROR_CODES.find((known) => known === name)
      if (code !== undefined) refusals.#counts.set(code, count)
    }
    return refusals
  }
}
