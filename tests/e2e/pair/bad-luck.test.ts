// Bad luck and bad input, met by people at their screens: each ends in a clear sentence, and nothing that was written is lost.
import sodium from 'libsodium-wrappers'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { errorsEn } from '../../../renderer/editor/i18n/errors.en.ts'
import { startApp } from '../../../scripts/driver/app-process.ts'
import type { Person } from '../../../scripts/driver/person.ts'
import { freePort } from '../../../scripts/driver/ports.ts'
import { fromBase64Url, toBase64Url } from '../../../shared/bytes/text.ts'
import { encodeInvitation } from '../../../shared/invitation/text.ts'
import { realCrypto } from '../../support/crypto.ts'
import { ANA, agree, Cast, comeBack, GROUP, TITLE } from './cast.ts'

let cast: Cast
let ana: Person

beforeAll(async () => {
  await sodium.ready
  cast = await Cast.gather()
  ana = await cast.ana()
})
afterEach(() => {
  expect(cast.troubles()).toEqual([])
})
afterAll(() => cast.leave())

/** What the app says, and its exit code, when it cannot start. */
async function refusal(options: Parameters<typeof startApp>[0]): Promise<string> {
  return startApp(options).then(
    async (app) => {
      await app.kill()
      return 'it started'
    },
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
}

const alertOf = (page: Page) => page.getByRole('alert')

describe('at the door', () => {
  test('WRONG_PASSPHRASE: an alert says so, and the right one opens everything', async () => {
    await ana.typeAtEnd('Written before the lock.')
    await ana.untilStatus(/^Saved on this device$/)
    await ana.page.getByRole('button', { name: 'Lock' }).click()
    await ana.page.getByRole('textbox', { name: 'Passphrase' }).fill('somebody else’s passphrase')
    await ana.page.getByRole('button', { name: 'Unlock' }).click()
    await alertOf(ana.page).filter({ hasText: errorsEn['error.E_WRONG_PASSPHRASE'] }).waitFor()
    await ana.unlock()
    await ana.openGroup(GROUP)
    await ana.openPaper(TITLE)
    await ana.untilText('Written before the lock.')
  })

  test('a second start on one profile ends with a sentence, and the first goes on', async () => {
    expect(await refusal({ profile: ana.options.profile })).toMatch(
      /exited \(1\)[\s\S]*Rapporteur is already running with this profile\./,
    )
    await ana.typeAtEnd(' And after a second start.')
    await ana.untilStatus(/^Saved on this device$/)
  })

  test('a port that is taken is said at the start, for the editor and for colleagues', async () => {
    const taken = Number(new URL(ana.app.url).port)
    const sentence = /exited \(1\)[\s\S]*Another program uses this port\./
    expect(await refusal({ profile: `${cast.folder}/taken`, port: taken })).toMatch(sentence)
    expect(await refusal({ profile: `${cast.folder}/taken`, listen: ana.options.listen ?? '' })).toMatch(
      sentence,
    )
  })

  test('a second tab is told so, and the first stays whole', async () => {
    const second = await ana.browser.context.newPage()
    await second.goto(ana.app.url)
    await second.getByText(errorsEn['error.E_SECOND_TAB']).waitFor()
    await second.close()
    await ana.typeAtEnd(' And with a second tab.')
    await ana.untilStatus(/^Saved on this device$/)
  })
})

describe('while writing', () => {
  test('Lock in the middle of typing loses no word', async () => {
    const words = ' Locked in the middle of this very sentence.'
    await ana.typeAtEnd(words)
    await ana.page.getByRole('button', { name: 'Lock' }).click()
    await ana.unlock()
    await ana.openGroup(GROUP)
    await ana.openPaper(TITLE)
    await ana.untilText(words.trim())
  })

  test('a reload in the middle of typing keeps what was called saved', async () => {
    await ana.typeAtEnd('\nSaved before the reload.')
    await ana.untilStatus(/^Saved on this device$/)
    const before = await ana.text()
    await ana.page.keyboard.type('Typed in one go, with a reload somewhere in it. ', { delay: 15 })
    const { text, saved } = await ana.sight()
    ana.page.once('dialog', (dialog) => void dialog.accept())
    await ana.page.reload()
    await ana.paperText().waitFor()
    const after = await ana.text()
    expect(after.startsWith(before)).toBe(true)
    expect(text.startsWith(after) || after.startsWith(text)).toBe(true)
    if (saved) expect(after).toBe(text)
  })

  test('Ctrl-C ends within two seconds with nothing lost', async () => {
    await ana.typeAtEnd('\n')
    await ana.untilStatus(/^Saved on this device$/)
    // The page's clock stands still: what waits for the next tick of the typing pace goes only because it is asked for.
    await ana.page.clock.install()
    await ana.page.clock.pauseAt(Date.now() + 60_000)
    await ana.page.keyboard.type('Typed in one breath, and Ctrl-C at once.')
    const text = await ana.text()
    expect(text).toContain('and Ctrl-C at once.')
    const { code, took } = await ana.interrupt()
    await comeBack(ana)
    expect(took).toBeLessThan(2_000)
    expect(code).toBe(0)
    expect(await ana.text()).toBe(text)
  })
})

describe('joining', () => {
  let carla: Person

  async function say(invitation: string, code: keyof typeof errorsEn, person = carla): Promise<void> {
    await person.page.getByRole('button', { name: 'Join a group' }).click()
    const dialog = person.page.getByRole('dialog', { name: 'Join a group' })
    await dialog.getByRole('textbox', { name: 'Invitation' }).fill(invitation)
    await dialog.getByRole('textbox', { name: 'Your name in this group' }).fill('Carla')
    await dialog.getByRole('textbox', { name: 'Organisation' }).fill('Border Watch')
    await dialog.getByRole('button', { name: 'Join', exact: true }).click()
    await dialog.getByRole('alert').filter({ hasText: errorsEn[code] }).waitFor()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await dialog.waitFor({ state: 'detached' })
  }

  /** With a checksum that fits, as another version of the app would have written it. */
  function ofVersion(version: number, invitation: string): string {
    const bytes = fromBase64Url(invitation.slice('rapporteur:'.length))
    const body = bytes.slice(0, -4)
    body[0] = version
    const checksum = realCrypto.hash(new TextEncoder().encode('rapporteur/1/invitation'), body).subarray(0, 4)
    return `rapporteur:${toBase64Url(new Uint8Array([...body, ...checksum]))}`
  }

  beforeAll(async () => {
    carla = await cast.arrive('Carla Müller', 'Border Watch')
    await carla.createVault()
  })
  afterAll(() => carla.quit())

  test('EXPIRED_INVITATION: expired, cut short, none at all, another version’s and one’s own are each refused with a sentence of their own', async () => {
    await ana.openTab('Members')
    const invitation = await ana.invite('Drafter')
    const expired = encodeInvitation(realCrypto, {
      publicKey: realCrypto.boxKeys().publicKey,
      secret: realCrypto.random(16),
      expires: Date.now() - 3 * 24 * 60 * 60 * 1000,
      roads: [{ type: 'address', address: '127.0.0.1:9' }],
    })
    await say(expired, 'error.E_INVITATION_EXPIRED')
    await say(invitation.slice(0, -7), 'error.E_INVITATION_MALFORMED')
    await say('Dear Carla, please join us.', 'error.E_NO_INVITATION')
    await say(ofVersion(2, invitation), 'error.E_INVITATION_VERSION')
    await ana.page.getByRole('link', { name: 'All working groups' }).click()
    await say(invitation, 'error.E_INVITATION_OWN', ana)
    await ana.openGroup(GROUP)
  })

  test('an inviter who is away is said to be, across a restart; back again, she admits', async () => {
    await ana.openTab('Members')
    const invitation = await ana.invite('Drafter')
    await ana.quit()
    await carla.askToJoin(invitation)
    const reason = errorsEn['error.E_INVITER_UNREACHABLE']
    const away = () => carla.joining().filter({ hasText: `Cannot reach anyone: ${reason}` })
    await away().waitFor({ timeout: 30_000 })
    await carla.quit()
    await carla.restart()
    await carla.unlock()
    await away().waitFor({ timeout: 30_000 })
    await ana.restart()
    await ana.unlock()
    await ana.openGroup(GROUP)
    await ana.openTab('Members')
    expect(await carla.safetyWords()).toBe(await ana.safetyWords('Carla'))
    await ana.admit('Carla')
    await carla.joining().filter({ hasText: 'Admitted' }).waitFor({ timeout: 30_000 })

    // INVITATION_REUSE, told by the person who comes second.
    const dora = await cast.arrive('Dora', 'Elsewhere')
    await dora.createVault()
    await dora.askToJoin(invitation)
    await dora.joining().filter({ hasText: 'Refused' }).waitFor({ timeout: 30_000 })
    await dora.page.getByText(errorsEn['error.E_INVITATION_USED']).waitFor()
    await dora.page.getByRole('button', { name: 'Forget this request' }).click()
    await dora.joining().waitFor({ state: 'detached' })

    // Refused by a person.
    await dora.askToJoin(await ana.invite('Observer'))
    const row = ana.page
      .getByRole('list', { name: 'Waiting to join' })
      .getByRole('listitem')
      .filter({ hasText: 'Dora' })
    await row.getByRole('button', { name: 'Refuse' }).click()
    await dora.joining().filter({ hasText: 'Refused' }).waitFor({ timeout: 30_000 })
    await dora.page.getByText(errorsEn['error.E_JOIN_REFUSED']).waitFor()
    await dora.quit()
  })

  test('when both addresses have changed, each is told; the new one, typed in, joins them again', async () => {
    await carla.openGroup(GROUP)
    await carla.openPaper(TITLE)
    await carla.untilStatus(/^On/, 60_000)
    await Promise.all([ana.quit(), carla.quit()])
    for (const person of [ana, carla]) {
      await person.restart({ listen: `127.0.0.1:${await freePort()}` })
      await person.unlock()
      await person.openGroup(GROUP)
      await person.openTab('Members')
    }
    const row = carla.page
      .getByRole('list', { name: 'Members', exact: true })
      .getByRole('listitem', { name: ANA })
    await row.getByText(`Cannot reach ${ANA}. Their address may have changed.`).waitFor({ timeout: 30_000 })
    await row.getByRole('textbox', { name: 'Address' }).fill(ana.options.listen ?? '')
    await row.getByRole('button', { name: 'Try again' }).click()
    // Of the member and of the device: over the socket at first, perhaps device to device a moment later.
    await row
      .getByText(/^Connected /)
      .first()
      .waitFor({ timeout: 30_000 })
    await ana.openTab('Papers')
    await ana.openPaper(TITLE)
    await carla.openTab('Papers')
    await carla.openPaper(TITLE)
    await carla.typeAtEnd('\nFound at the new address.')
    await ana.untilText('Found at the new address.')
    await agree(ana, carla)
  })
})

// Last: every page that opens this paper afterwards has five million characters to draw.
describe('far too much at once', () => {
  test('a paste of 5 MB is taken whole, and typing goes on', async () => {
    const paragraph =
      'The delegation recommends that participating States repeal every such article at once. '
    const pasted = Array.from({ length: 1_000 }, (_, i) => `${i} ${paragraph.repeat(60)}`).join('\n')
    expect(pasted.length).toBeGreaterThan(5_000_000)
    const before = (await ana.text()).length
    await ana.pasteAtEnd(pasted)
    await ana.untilStatus(/^On 1 of 2 devices$/, 60_000)
    expect((await ana.text()).length).toBeGreaterThan(before + 5_000_000)
    await ana.typeAtEnd(' After the paste.')
    await ana.untilStatus(/^On 1 of 2 devices$/, 60_000)
  })
})
