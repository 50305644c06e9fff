// The demo: three people, three processes, three profiles, three browsers. They write one paper together; one works offline and
// comes back, one is killed and comes back, one joins while the first is away. Everything is driven by accessible names, as a
// person or a screen reader would find them, and nothing is simulated.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scanFolder } from '../../tests/support/plaintext-scan.ts'
import { Person } from '../driver/person.ts'
import { freePort } from '../driver/ports.ts'
import { readPaper, telling } from './paper.ts'
import { Report } from './report.ts'

const GROUP = 'Shrinking civic space'

export interface DemoOptions {
  readonly paper: string | undefined
  /** Where the screenshots go. */
  readonly pictures: string
  readonly headless: boolean
}

/** Resolves true when every step held. */
export async function runDemo(options: DemoOptions): Promise<boolean> {
  const report = new Report()
  const paragraphs = await readPaper(options.paper)
  const title = (paragraphs[0] ?? 'Untitled').slice(0, 80)
  const folder = await mkdtemp(join(tmpdir(), 'rapporteur-demo-'))
  await mkdir(options.pictures, { recursive: true })
  const person = async (name: string, organisation: string): Promise<Person> =>
    Person.start({
      name,
      organisation,
      passphrase: `${name} walks along the river at dawn`,
      profile: join(folder, name),
      listen: `127.0.0.1:${await freePort()}`,
      browser: { headless: options.headless },
    })
  const people: Person[] = []
  try {
    const ana = await person('Ana Petrović', 'Open Archive')
    people.push(ana)
    const boris = await person('Boris Ivanov', 'Civic Compass')
    people.push(boris)
    await report.step('Ana makes a vault, a group and a paper', async () => {
      await ana.createVault()
      await ana.createGroup(GROUP)
      await ana.createPaper(title)
    })
    await report.step('Ana types a first paragraph', async () => {
      await ana.typeAtEnd(paragraphs.slice(0, 3).join('\n').slice(0, 400), 4)
      await ana.untilStatus(/Saved on this device/)
    })
    const words = await report.step(
      'Boris asks to join; the safety words agree; Ana admits him',
      async () => {
        await boris.createVault()
        await ana.backToGroup(GROUP)
        await boris.askToJoin(await ana.invite('Coordinator'))
        const [his, hers] = [await boris.safetyWords(), await ana.safetyWords('Boris')]
        await ana.picture(options.pictures, 'waiting-to-join')
        if (his !== hers) throw new Error('the safety words differ')
        await ana.admit('Boris')
        await boris.joining().filter({ hasText: 'Admitted' }).waitFor({ timeout: 30_000 })
        return hers
      },
    )
    report.note('Safety words', words)
    await report.step('Boris opens the paper and reads what Ana wrote', async () => {
      await ana.openTab('Papers')
      await ana.openPaper(title)
      await boris.openGroup(GROUP)
      await boris.openPaper(title)
      await boris.untilText((paragraphs[0] ?? '').slice(0, 40))
    })
    const middle = Math.ceil(paragraphs.length / 2)
    await report.step('Both type and paste at once', async () => {
      await Promise.all([
        ana.pasteAtEnd(paragraphs.slice(3, middle).join('\n\n')),
        boris.typeAtEnd(' Boris joins in while Ana is writing.', 15),
      ])
      await boris.pasteAtEnd(paragraphs.slice(middle).join('\n\n'))
      await converged([ana, boris])
    })
    await ana.picture(options.pictures, 'two-carets')
    await report.step('Both screens say who has it', async () => {
      await ana.untilStatus(/On all 2 devices/)
      await boris.untilStatus(/On all 2 devices/)
    })
    await report.step('Ana leaves; Boris writes alone', async () => {
      await ana.quit()
      await boris.typeAtEnd(' Written by Boris while Ana was away.', 5)
      await boris.untilStatus(/On 1 of 2 devices|Saved on this device/)
    })
    const carla = await person('Carla Müller', 'Border Watch')
    people.push(carla)
    await report.step('Carla joins while Ana is away and gets everything from Boris', async () => {
      await carla.createVault()
      await boris.backToGroup(GROUP)
      await carla.askToJoin(await boris.invite('Drafter'))
      await carla.safetyWords()
      await boris.admit('Carla')
      await carla.openGroup(GROUP)
      await carla.openPaper(title)
      await boris.openTab('Papers')
      await boris.openPaper(title)
      await converged([boris, carla])
    })
    await report.step('Boris leaves; Ana comes back alone and writes offline', async () => {
      await boris.quit()
      await carla.quit()
      await ana.restart()
      await ana.unlock()
      await ana.openGroup(GROUP)
      await ana.openPaper(title)
      await ana.typeAtEnd(' Written by Ana on a train without a network.', 5)
      await ana.untilStatus(/On 1 of 2 devices|Saved on this device/)
    })
    await report.step('Ana is killed in the middle of a sentence and comes back', async () => {
      await ana.typeAtEnd(' The last thing that Ana saved.', 5)
      await ana.untilStatus(/On 1 of 2 devices|Saved on this device/)
      await ana.kill()
      await ana.restart()
      await ana.unlock()
      await ana.openGroup(GROUP)
      await ana.openPaper(title)
      await ana.untilText('The last thing that Ana saved.')
    })
    await report.step('All three find each other unaided and merge', async () => {
      for (const back of [boris, carla]) {
        await back.restart()
        await back.unlock()
        await back.openGroup(GROUP)
        await back.openPaper(title)
      }
      await converged([ana, boris, carla], 60_000)
      for (const text of [
        'while Ana was away',
        'on a train without a network',
        'The last thing that Ana saved',
      ]) {
        await carla.untilText(text)
      }
      await ana.untilStatus(/On all 3 devices/, 60_000)
    })
    await ana.picture(options.pictures, 'merged')
    const final = await ana.text()
    report.note(
      'Paper',
      `${final.length} characters, ${final.split(/\s+/).length} words, the same on three screens`,
    )
    await report.step('Nothing readable on any disk, running and after exit', async () => {
      const secrets = [
        GROUP,
        ...telling([title]),
        'Ana Petrović',
        'Boris Ivanov',
        'Open Archive',
        'while Ana was away',
        ...telling(paragraphs).slice(0, 4),
      ]
      const scan = async (): Promise<void> => {
        for (const one of people) {
          const { findings } = await scanFolder(one.options.profile, [...secrets, one.options.passphrase])
          if (findings.length > 0)
            throw new Error(`plaintext found in ${findings.map((hit) => hit.file).join(', ')}`)
        }
      }
      await scan()
      for (const one of people) await one.quit()
      await scan()
    })
    const complaints = people.flatMap((one) => one.troubles())
    await report.step('No error in any page', async () => {
      if (complaints.length > 0) throw new Error(complaints.join('\n'))
    })
  } catch (error) {
    await Promise.allSettled(
      people.map((one) => one.picture(options.pictures, `failed-${one.options.organisation}`)),
    )
    report.failed(error)
  } finally {
    await Promise.allSettled(people.map((one) => one.kill()))
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  report.print(options.pictures)
  return report.good
}

/** Waits until all pages show the same text. */
async function converged(people: readonly Person[], timeout = 30_000): Promise<void> {
  const until = Date.now() + timeout
  for (;;) {
    const texts = new Set(await Promise.all(people.map((one) => one.text())))
    if (texts.size === 1) return
    if (Date.now() > until) throw new Error('the texts still differ')
    await people[0]?.page.waitForTimeout(100)
  }
}
