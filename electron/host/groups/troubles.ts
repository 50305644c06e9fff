// Troubles: what was refused or found wrong in a group since the vault was unlocked, counted by code. Counts only: nothing of what
// was refused is kept.
import type { ErrorCode } from '../../../shared/contract/errors.ts'

export class Troubles {
  readonly #counts = new Map<ErrorCode, number>()

  /** The codes among them that are seen for the first time: worth telling a person once. */
  add(codes: readonly ErrorCode[]): ErrorCode[] {
    const first = new Set<ErrorCode>()
    for (const code of codes) {
      const count = this.#counts.get(code) ?? 0
      if (count === 0) first.add(code)
      this.#counts.set(code, count + 1)
    }
    return [...first]
  }

  list(): { code: ErrorCode; count: number }[] {
    return [...this.#counts].map(([code, count]) => ({ code, count }))
  }
}
