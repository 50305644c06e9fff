// Troubles: what was refused or found wrong in a group since the vault was unlocked, counted by code. Counts only: nothing of what
// was refused is kept.
import type { ErrorCode } from '../../../shared/contract/errors.ts'

/** Refusals whose sentence speaks to the person who tried. Here somebody else did: what is told is that a change was refused. */
const OF_SOMEBODY_ELSE: Partial<Record<ErrorCode, ErrorCode>> = {
  E_NOT_MEMBER: 'E_STATEMENT_INVALID',
  E_REMOVED: 'E_STATEMENT_INVALID',
  E_ROLE_FORBIDS: 'E_STATEMENT_INVALID',
  E_LAST_COORDINATOR: 'E_STATEMENT_INVALID',
}

export class Troubles {
  readonly #counts = new Map<ErrorCode, number>()

  /** The codes among them that are seen for the first time: worth telling a person once. */
  add(codes: readonly ErrorCode[]): ErrorCode[] {
    const first = new Set<ErrorCode>()
    for (const said of codes) {
      const code = OF_SOMEBODY_ELSE[said] ?? said
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
