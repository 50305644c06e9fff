// The group's own words in one open group: the list that pages show, and a member's changes. Who may do what is asked of the charter
// here; recipients ask again.
import { RapporteurError } from '../../../shared/contract/errors.ts'
import type { GroupWords } from '../../../shared/contract/spelling-api.ts'
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import { foldWord } from '../../../shared/spelling/fold.ts'
import { MAX_GROUP_WORDS, mayWriteWords, wordRecord } from '../../../shared/spelling/group-words.ts'
import type { Group } from '../groups/group.ts'
import { ownRole } from '../groups/own-role.ts'

const DESK = { kind: 'desk' } as const

export class GroupWordBook {
  readonly #crypto: Crypto
  readonly #group: Group

  constructor(crypto: Crypto, group: Group) {
    this.#crypto = crypto
    this.#group = group
  }

  list(): GroupWords {
    return { words: [...this.#group.state.words.words], mayWrite: this.#mayWrite }
  }

  /** Puts a word on the list or takes it out; durable here when it resolves. Throws E_ROLE_FORBIDS, E_WORDS_FULL, E_BAD_REQUEST. */
  async write(word: string, listed: boolean): Promise<void> {
    if (!this.#mayWrite) throw new RapporteurError('E_ROLE_FORBIDS')
    const { words } = this.#group.state.words
    const folded = foldWord(word)
    if (words.some((known) => foldWord(known) === folded) === listed) return
    if (listed && words.length >= MAX_GROUP_WORDS) throw new RapporteurError('E_WORDS_FULL')
    await this.#group.writeRecord(DESK, wordRecord(this.#crypto, word, listed))
  }

  get #mayWrite(): boolean {
    const role = ownRole(this.#group)
    return role !== undefined && mayWriteWords(role)
  }
}
