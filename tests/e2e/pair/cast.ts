// The cast of the end-to-end stories: people with a process, a profile and a browser of their own, and one paper that they share.
// It must never end a story in silence: what a page complained of and what a host printed as a bug fails it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Person, type PersonOptions } from '../../../scripts/driver/person.ts'
import { freePort } from '../../../scripts/driver/ports.ts'
import { until } from '../../support/until.ts'

export const GROUP = 'Shrinking civic space'
export const TITLE = 'Safe to speak in public'
export const ANA = 'Ana Petrović'
export const BORIS = 'Boris Ivanov'

type Role = Parameters<Person['invite']>[0]
export type Extra = Partial<Pick<PersonOptions, 'profile' | 'listen' | 'browser' | 'nodeArgs' | 'launch'>>

export class Cast {
  readonly folder: string
  readonly #people: Person[] = []

  static async gather(): Promise<Cast> {
    return new Cast(await mkdtemp(join(tmpdir(), 'rapporteur-pair-')))
  }

  private constructor(folder: string) {
    this.folder = folder
  }

  /** A person whom colleagues can reach, in front of the first screen. */
  async arrive(name: string, organisation: string, extra: Extra = {}): Promise<Person> {
    const person = await Person.start({
      name,
      organisation,
      passphrase: `${name} walks along the river at dawn`,
      profile: join(this.folder, name),
      listen: `127.0.0.1:${await freePort()}`,
      ...extra,
    })
    this.#people.push(person)
    return person
  }

  /** Ana with a vault, a group and the paper, which she has open. */
  async ana(): Promise<Person> {
    const ana = await this.arrive(ANA, 'Open Archive')
    await ana.createVault()
    await ana.createGroup(GROUP)
    await ana.createPaper(TITLE)
    return ana
  }

  /** Boris, admitted by Ana and with the paper open, as she has. */
  async boris(ana: Person, role: Role = 'Coordinator'): Promise<Person> {
    return this.#takeIn(ana, await this.#withVault(), role)
  }

  /** Ana, and Boris as above: both make their vaults at once, which is what takes long. */
  async pair(role: Role = 'Coordinator'): Promise<[ana: Person, boris: Person]> {
    const [ana, boris] = await Promise.all([this.ana(), this.#withVault()])
    return [ana, await this.#takeIn(ana, boris, role)]
  }

  async #withVault(): Promise<Person> {
    const boris = await this.arrive(BORIS, 'Civic Compass')
    await boris.createVault()
    return boris
  }

  async #takeIn(ana: Person, boris: Person, role: Role): Promise<Person> {
    await this.letIn(ana, boris, role)
    await ana.openTab('Papers')
    await ana.openPaper(TITLE)
    await boris.openGroup(GROUP)
    await boris.openPaper(TITLE)
    return boris
  }

  /** From an open paper, or from the group's page. */
  async letIn(ana: Person, joiner: Person, role: Role): Promise<void> {
    await ana.openTab('Members')
    await joiner.askToJoin(await ana.invite(role))
    const [theirs, hers] = [await joiner.safetyWords(), await ana.safetyWords(joiner.options.name)]
    if (theirs !== hers) throw new Error(`the safety words differ: "${theirs}" and "${hers}"`)
    await ana.admit(joiner.options.name)
    await joiner.joining().filter({ hasText: 'Admitted' }).waitFor({ timeout: 30_000 })
  }

  /** What went wrong in pages and hosts. Call it before the end, and expect none. */
  troubles(): string[] {
    return this.#people.flatMap((person) => person.troubles())
  }

  /** Ends every process and takes all profiles away. */
  async leave(): Promise<void> {
    await Promise.allSettled(this.#people.map((person) => person.kill()))
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Waits until all pages show the same text; returns it. */
export async function agree(...people: readonly Person[]): Promise<string> {
  let text = ''
  await until(
    'all pages to show the same text',
    async () => {
      const texts = await Promise.all(people.map((person) => person.text()))
      text = texts[0] ?? ''
      return new Set(texts).size === 1
    },
    30_000,
  )
  return text
}

/** Back in the paper after a restart. */
export async function comeBack(person: Person): Promise<void> {
  await person.restart()
  await person.unlock()
  await person.openGroup(GROUP)
  await person.openPaper(TITLE)
}
