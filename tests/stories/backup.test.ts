// A backup is restored on another computer while the old one has gone on writing: nothing is lost, no position is used twice, and what
// was promised on the old computer is not promised on the new one. Told at the host's boundary.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { utf8 } from '../../shared/bytes/codec.ts'
import { MOST_HEAD } from '../../shared/contract/editor-api.ts'
import { agree, PASSPHRASE, Player } from '../support/host-cast.ts'
import { scanBytes } from '../support/plaintext-scan.ts'
import { gatherPlayers } from '../support/players.ts'
import { until } from '../support/until.ts'

const { add, arrive, folder } = gatherPlayers()

async function backupOf(player: Player): Promise<Uint8Array> {
  const { backup, fileName } = await player.call('backup.begin', { passphrase: utf8(PASSPHRASE) })
  expect(fileName).toMatch(/^rapporteur-\d{4}-\d\d-\d\d\.backup$/)
  const pieces: Uint8Array[] = []
  for (let done = false; !done; ) {
    const piece = await player.call('backup.next', { backup })
    pieces.push(piece.bytes)
    done = piece.done
  }
  await expect(player.call('backup.next', { backup })).rejects.toThrow('E_BACKUP_ENDED')
  return new Uint8Array(Buffer.concat(pieces))
}

async function restore(player: Player, file: Uint8Array): Promise<void> {
  const { restore, from, piece } = await player.call('restore.begin', {
    head: file.slice(0, MOST_HEAD),
    passphrase: utf8(PASSPHRASE),
  })
  for (let at = from; at < file.length; at += piece)
    await player.call('restore.next', { restore, bytes: file.slice(at, at + piece) })
  await player.call('restore.end', { restore })
}

test('ROLLBACK_OWN_DISK: a backup restored elsewhere never reuses a position, and gets back what came after it', async () => {
  const ana = await arrive('Ana')
  const group = await ana.foundGroup('Shrinking civic space')
  const { paper } = await ana.call('papers.create', { group, title: 'Safe to speak', kind: 'declaration' })
  const bo = await arrive('Bo')
  await bo.join(ana, group, 'drafter')
  const desk = await ana.read(group, paper)
  desk.type('Before the backup. ')
  await desk.acknowledged()
  // The restored computer is at another address, so it has to know where Bo is.
  await until('Ana to know where Bo is', async () =>
    (await ana.page(group)).members.some(({ me, devices }) => !me && devices[0]?.addresses.length === 1),
  )
  const { link } = await ana.call('members.invite', { group, role: 'observer' })
  const file = await backupOf(ana)
  expect(scanBytes(file, ['Shrinking civic space', 'Safe to speak', 'Ana’s office', group])).toEqual([])

  // The old computer goes on, and a colleague gets it; then it is gone.
  desk.type('After the backup. ')
  await desk.acknowledged()
  const boDesk = await bo.read(group, paper)
  await boDesk.shows('After the backup. ')
  await ana.leave()

  const newAna = await Player.at('Ana', await folder())
  add(newAna)
  await newAna.start()
  await restore(newAna, file)
  const newDesk = await newAna.read(group, paper)
  newDesk.type('On the new computer. ')
  await newDesk.acknowledged()
  expect(newDesk.text).toContain('Before the backup.')
  await boDesk.shows('On the new computer. ')
  await newDesk.shows('After the backup. ')
  await agree(newDesk, boDesk)

  // Not a fork in anyone's eyes.
  expect([...newAna.notices, ...bo.notices]).toEqual([])
  for (const each of [newAna, bo]) expect((await each.page(group)).troubles).toEqual([])

  // The invitation that was open when the backup was made is answered by nobody any more.
  const stranger = await arrive('Stranger')
  await stranger.call('groups.join', { invitation: link, yourName: 'Stranger', organisation: 'None' })
  await until('the stranger to reach nobody', async () =>
    (await stranger.call('groups.list', {})).joining.some(({ state }) => state === 'unreachable'),
  )
  expect((await newAna.page(group)).waiting).toEqual([])
})

test('a restore into a computer that has a vault, or one that is broken off, changes nothing there', async () => {
  const ana = await arrive('Ana')
  await ana.foundGroup('Shrinking civic space')
  const file = await backupOf(ana)
  const bo = await arrive('Bo')
  const group = await bo.foundGroup('Mine')
  const header = await readFile(join(bo.profile, 'vault.header'))
  await expect(restore(bo, file)).rejects.toThrow('E_VAULT_EXISTS')
  expect((await bo.call('groups.list', {})).groups.map((item) => item.group)).toEqual([group])
  expect(await readFile(join(bo.profile, 'vault.header'))).toEqual(header)

  const fresh = await Player.at('Fresh', await folder())
  add(fresh)
  await fresh.start()
  const head = file.slice(0, MOST_HEAD)
  const begun = await fresh.call('restore.begin', { head, passphrase: utf8(PASSPHRASE) })
  fresh.host?.editorGone()
  await expect(
    fresh.call('restore.next', { restore: begun.restore, bytes: file.slice(begun.from) }),
  ).rejects.toThrow('E_BACKUP_ENDED')
  await fresh.call('vault.create', { passphrase: utf8(PASSPHRASE) })
  expect((await fresh.call('groups.list', {})).groups).toEqual([])
})
