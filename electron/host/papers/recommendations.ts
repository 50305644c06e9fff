// The register of a group: all recommendations of all its papers, read from the papers' own texts and kept nowhere else, and a person's
// change to one of them. It must never write by itself, and never keep a text when the vault is locked: it goes with the group.
import { toHex } from '../../../shared/bytes/text.ts'
import type { Input, Output } from '../../../shared/contract/editor-api.ts'
import { RapporteurError } from '../../../shared/contract/errors.ts'
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import { type PaperId, parseId } from '../../../shared/ids/ids.ts'
import { bodyOf } from '../../../shared/paper/body.ts'
import { changeDetails } from '../../../shared/paper/recommendation-change.ts'
import { blockWithId, type Recommendation, recommendationsIn } from '../../../shared/paper/recommendations.ts'
import type { Group } from '../groups/group.ts'
import type { Members } from '../members/members.ts'
import { aboutPaper } from './about.ts'
import { editLeased } from './leased-edit.ts'
import type { PaperSessions } from './paper-sessions.ts'

interface RegisterDeps {
  readonly crypto: Crypto
  readonly group: Group
  readonly members: Members
  readonly papers: PaperSessions
  /** What was listed last is old now. */
  changed(): void
}

interface Read {
  readonly version: string
  readonly recommendations: readonly Recommendation[]
}

export class Register {
  readonly #deps: RegisterDeps
  readonly #read = new Map<PaperId, Read>()
  /** Versions of another start of the host are no versions of this one. */
  readonly #run: string
  #count = 0
  /** Somebody has a list that is not old yet. */
  #listed = false

  constructor(deps: RegisterDeps) {
    this.#deps = deps
    this.#run = toHex(deps.crypto.random(8))
    deps.group.listen({
      taken: ({ effects }) => {
        for (const { paper } of effects.bodies) this.#read.delete(paper)
        if (effects.bodies.length > 0 || effects.records) this.#tell()
      },
      charterGrew: () => this.#tell(),
      judgedAgain: () => this.#forget(),
      reloaded: () => this.#forget(),
    })
  }

  async list(known: Readonly<Record<string, string>>): Promise<Output<'recommendations.list'>> {
    const { group, members, papers } = this.#deps
    this.#listed = true
    const found: Output<'recommendations.list'>['papers'] = []
    for (const { paper: id, title, archived } of papers.list()) {
      const paper = parseId('PaperId', id)
      const { version, recommendations } = this.#of(paper)
      const mayWrite = aboutPaper(group.state, group.keys.id, paper)?.mayWrite ?? false
      const about = { paper: id, title, archived, mayWrite, version }
      // Parsing an answer of the wire makes these arrays anew; nothing here is changed by it.
      found.push(known[id] === version ? about : { ...about, recommendations: recommendations as Listed })
      // A group of many papers must not keep keystrokes waiting.
      await new Promise((resolve) => setImmediate(resolve))
    }
    const people = members.list().map(({ member, name }) => ({ member, name }))
    return { papers: found, members: people.sort((a, b) => a.name.localeCompare(b.name)) }
  }

  /** As an edit of this person's own, through a lease of the paper like any page's. */
  async change(paper: PaperId, id: string, change: Input<'recommendations.change'>['change']): Promise<void> {
    // Nothing is written when somebody else has done the same meanwhile.
    await editLeased(this.#deps.papers, paper, (doc) => {
      const block = blockWithId(bodyOf(doc), id)
      if (block === undefined) throw new RapporteurError('E_NOT_FOUND')
      changeDetails(block, change)
    })
  }

  #of(paper: PaperId): Read {
    const known = this.#read.get(paper)
    if (known !== undefined) return known
    const recommendations = this.#deps.group.state.body(paper).look((doc) => recommendationsIn(bodyOf(doc)))
    const read = { version: `${this.#run}:${this.#count++}`, recommendations }
    this.#read.set(paper, read)
    return read
  }

  #forget(): void {
    this.#read.clear()
    this.#tell()
  }

  #tell(): void {
    if (!this.#listed) return
    this.#listed = false
    this.#deps.changed()
  }
}

type Listed = NonNullable<Output<'recommendations.list'>['papers'][number]['recommendations']>
