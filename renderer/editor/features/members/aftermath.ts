// What is said after somebody or something was taken out of the group. The row in which it was pressed may be gone by then, so the
// tab says it.
import { createContext } from 'react'
import type { Exposure } from '../../../../shared/contract/review-api.ts'

export interface Aftermath {
  /** What taken devices had. */
  taken(report: Exposure): void
  removed(member: string, name: string): void
}

export const AftermathContext = createContext<Aftermath>({
  taken: () => undefined,
  removed: () => undefined,
})
