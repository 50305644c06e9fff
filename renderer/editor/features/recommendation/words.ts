// Which message names a value of a detail.
import type { Priority, RecommendationStatus, Sensitivity } from '../../../../shared/vocab/details.ts'
import type { MessageId } from '../../i18n/en.ts'

export const LEVELS: Readonly<Record<Sensitivity, MessageId>> = {
  ordinary: 'rec.evidence.ordinary',
  confidential: 'rec.evidence.confidential',
  dangerous: 'rec.evidence.dangerous',
}

export const PRIORITY_NAMES: Readonly<Record<Priority, MessageId>> = {
  high: 'rec.priority.high',
  medium: 'rec.priority.medium',
  low: 'rec.priority.low',
}

export const STATUS_NAMES: Readonly<Record<RecommendationStatus, MessageId>> = {
  proposed: 'rec.status.proposed',
  agreed: 'rec.status.agreed',
  dropped: 'rec.status.dropped',
}
