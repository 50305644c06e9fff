// The exact words of the sync status and the sentence behind each. They say what the host knows by signed word, nothing better.
import type { SyncStatus } from '../../../../shared/contract/editor-api.ts'
import type { ErrorCode } from '../../../../shared/contract/errors.ts'
import type { Say } from '../../i18n/say.ts'

export interface SyncWords {
  readonly text: string
  readonly about: string
}

export function syncWords(status: SyncStatus, say: Say, explain: (code: ErrorCode) => string): SyncWords {
  switch (status.kind) {
    case 'saving':
      return { text: say('paper.sync.saving'), about: say('paper.sync.about.saving') }
    case 'saved':
      return { text: say('paper.sync.saved'), about: say('paper.sync.about.saved') }
    case 'on': {
      const { held, devices } = status
      return {
        text: say('paper.sync.on', { held, devices }),
        about: say('paper.sync.about.on', { held, devices }),
      }
    }
    case 'all': {
      const { devices } = status
      return { text: say('paper.sync.all', { devices }), about: say('paper.sync.about.all', { devices }) }
    }
    case 'waiting': {
      const { devices } = status
      return { text: say('paper.sync.waiting', { devices }), about: say('paper.sync.about.waiting') }
    }
    case 'notSaved': {
      const reason = explain(status.reason)
      return {
        text: say('paper.sync.notSaved', { reason }),
        about: say('paper.sync.about.notSaved', { reason }),
      }
    }
  }
}
