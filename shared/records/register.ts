// Last writer wins, for one field: later in causal order first, then the highest hash among those written at once.
// It must keep every value that nothing later replaced: keeping only the winner so far would make the result depend on the order
// of delivery (a and c at once, then b after a: whether c or b wins must not hang on when c came).
import type { Hash } from '../ids/ids.ts'
import type { Before } from './record.ts'

interface Written {
  readonly hash: Hash
  readonly value: string
}

export class Register {
  #latest: Written[] = []

  write(hash: Hash, value: string, before: Before): void {
    if (this.#latest.some((other) => other.hash === hash || before(hash, other.hash))) return
    this.#latest = this.#latest.filter((other) => !before(other.hash, hash))
    this.#latest.push({ hash, value })
  }

  get value(): string | undefined {
    let winner: Written | undefined
    for (const written of this.#latest)
      if (winner === undefined || written.hash > winner.hash) winner = written
    return winner?.value
  }
}

/** Registers by name, made when first written. */
export class Registers<Name extends string> {
  readonly #registers = new Map<Name, Register>()

  write(name: Name, hash: Hash, value: string, before: Before): void {
    const register = this.#registers.get(name) ?? new Register()
    this.#registers.set(name, register)
    register.write(hash, value, before)
  }

  value(name: Name): string | undefined {
    return this.#registers.get(name)?.value
  }
}
