// EditorApi, method by method: each is a line or two over the vault and the workspace. Anything longer belongs there.
import type { EditorHandlers, Output } from '../../../shared/contract/editor-api.ts'
import { RapporteurError } from '../../../shared/contract/errors.ts'
import { parseId } from '../../../shared/ids/ids.ts'
import type { Issue } from '../../../shared/invitation/issue.ts'
import type { SettingsStore } from '../../../shared/ports/settings-store.ts'
import type { OpenVault } from '../open-vault.ts'
import type { Transfers } from '../transfers.ts'

export interface HandlersDeps {
  readonly shell: 'electron' | 'browser'
  readonly version: string
  readonly canHideWindow: boolean
  readonly settings: SettingsStore
  readonly vault: OpenVault
  readonly transfers: Transfers
  changed(): void
}

/** The same for every invitation: a file's name must not say what is in it. */
const INVITATION_FILE = 'rapporteur-invitation.txt'

export function createHandlers(deps: HandlersDeps): EditorHandlers {
  const { shell, version, canHideWindow, settings, vault, transfers, changed } = deps
  const group = (id: string) => vault.workspace.group(id)
  const invite = async (id: string, grants: Issue['grants']): Promise<Output<'members.invite'>> => {
    const { text, expires } = await group(id).invitations.issue(grants)
    return { link: text, fileName: INVITATION_FILE, expires }
  }
  const done = async (work: Promise<unknown>): Promise<Record<string, never>> => {
    await work
    return {}
  }
  return {
    'app.state': async () => {
      const { language, theme, lockAfter, spelling, contentProtection: hidden } = settings.get()
      const contentProtection = canHideWindow ? (hidden ? 'on' : 'off') : 'unavailable'
      return { vault: vault.state, shell, version, language, theme, lockAfter, contentProtection, spelling }
    },
    'settings.set': async ({ language, theme, lockAfter, contentProtection, spelling }) => {
      // A person is there, by the limit that was in force until now.
      vault.touched()
      await settings.set({
        ...(language && { language }),
        ...(theme && { theme }),
        ...(lockAfter && { lockAfter }),
        ...(contentProtection !== undefined && { contentProtection }),
        ...(spelling !== undefined && { spelling }),
      })
      vault.touched()
      changed()
      return {}
    },
    'vault.create': ({ passphrase }) => done(vault.create(passphrase)),
    'vault.unlock': ({ passphrase }) => done(vault.unlock(passphrase)),
    'vault.lock': () => done(vault.lock()),
    'vault.touch': async () => {
      vault.touched()
      return {}
    },
    'vault.changePassphrase': ({ current, next }) => done(vault.changePassphrase(current, next)),
    'backup.begin': ({ passphrase }) => transfers.beginBackup(passphrase),
    'backup.next': ({ backup }) => transfers.nextPiece(backup),
    'restore.begin': ({ head, passphrase }) => transfers.beginRestore(head, passphrase),
    'restore.next': ({ restore, bytes }) => done(transfers.takePiece(restore, bytes)),
    'restore.end': ({ restore }) => done(transfers.finishRestore(restore)),
    'transfer.cancel': () => done(transfers.cancel()),
    'vault.settled': async () => {
      vault.settled()
      return {}
    },
    'place.get': async () => {
      const { place } = vault.workspace
      return place === undefined ? {} : { place }
    },
    'place.keep': async ({ place }) => {
      vault.workspace.place = place
      return {}
    },
    'groups.list': async () => vault.workspace.list(),
    'groups.create': async ({ name, yourName, organisation }) => ({
      group: await vault.workspace.createGroup(name, yourName, organisation),
    }),
    'groups.join': async ({ invitation, yourName, organisation }) => ({
      joining: await vault.workspace.joinings.ask(invitation, yourName, organisation),
    }),
    'groups.forgetJoining': ({ joining }) => done(vault.workspace.joinings.forget(joining)),
    'group.page': async (input) => group(input.group).page(),
    'members.invite': async ({ group: id, role, until }) =>
      invite(id, { kind: 'member', role, ...(until === undefined ? {} : { until }) }),
    'members.addDevice': (input) => invite(input.group, { kind: 'device' }),
    'members.withdraw': (input) => done(group(input.group).invitations.withdraw(input.invitation)),
    'members.admit': (input) => done(group(input.group).admit(input.waiting, input.compared === true)),
    'members.safetyWords': (input) =>
      group(input.group).verifications.words(parseId('MemberId', input.member)),
    'members.verify': (input) =>
      done(
        group(input.group).verifications.note(parseId('MemberId', input.member), input.devices, input.match),
      ),
    'members.refuse': (input) => done(group(input.group).invitations.refuse(input.waiting)),
    'members.tryAddress': (input) => done(group(input.group).tryAddress(input.device, input.address)),
    'members.editMine': ({ group: id, ...person }) => done(group(id).members.editMine(person)),
    'members.changeRole': (input) =>
      done(group(input.group).members.changeRole(parseId('MemberId', input.member), input.role, input.until)),
    'members.remove': (input) => done(group(input.group).members.remove(parseId('MemberId', input.member))),
    'members.removeDevice': ({ group: id, device, also = [] }) =>
      group(id).members.removeDevices([device, ...also].map((one) => parseId('DeviceId', one))),
    'members.lacking': async ({ group: id, member, device }) => {
      const one = device === undefined ? undefined : parseId('DeviceId', device)
      return { incomplete: group(id).members.lacks(parseId('MemberId', member), one) }
    },
    'members.freezeDevice': (input) =>
      done(group(input.group).members.freezeDevice(parseId('DeviceId', input.device))),
    'members.history': async (input) => ({ entries: group(input.group).members.history() }),
    'members.touched': (input) => group(input.group).review.page(parseId('MemberId', input.member)),
    'members.keepWritten': (input) => done(group(input.group).review.keep(parseId('MemberId', input.member))),
    'members.restore': (input) => {
      const { review, papers } = group(input.group)
      const [member, paper] = [parseId('MemberId', input.member), parseId('PaperId', input.paper)]
      return done(review.restore(papers, member, paper, input.change))
    },
    'papers.wiped': (input) => group(input.group).review.wiped(),
    'papers.restoreWiped': (input) => {
      const { review, papers } = group(input.group)
      return done(review.restoreWiped(papers, parseId('PaperId', input.paper), input.change))
    },
    'members.undoRestore': (input) => {
      const { review, papers } = group(input.group)
      return done(review.undo(papers, input.restored))
    },
    'group.leave': (input) => done(vault.workspace.leaveGroup(input.group)),
    'papers.create': async (input) => {
      const open = group(input.group)
      if (open.role === 'observer') throw new RapporteurError('E_ROLE_FORBIDS')
      return { paper: await open.papers.create(input.title, input.kind, input.template) }
    },
    'papers.rename': ({ group: id, paper, title }) =>
      done(group(id).papers.change(parseId('PaperId', paper), { title })),
    'papers.archive': ({ group: id, paper, archived }) =>
      done(group(id).papers.change(parseId('PaperId', paper), { archived })),
    'papers.limit': ({ group: id, paper, limit }) =>
      done(group(id).papers.change(parseId('PaperId', paper), { limit })),
    'papers.number': ({ group: id, paper, numbered }) =>
      done(group(id).papers.change(parseId('PaperId', paper), { numbered })),
    'papers.delete': ({ group: id, paper }) =>
      done(group(id).papers.change(parseId('PaperId', paper), { deleted: true })),
    'recommendations.list': (input) => group(input.group).register.list(input.known),
    'recommendations.change': (input) =>
      done(group(input.group).register.change(parseId('PaperId', input.paper), input.id, input.change)),
    'calendar.page': async (input) => group(input.group).calendar.page(),
    'calendar.add': async (input) => ({ event: await group(input.group).calendar.add(input) }),
    'calendar.change': (input) => done(group(input.group).calendar.change(input)),
    'spelling.check': async ({ words }) => ({ wrong: await vault.workspace.spelling.check(words) }),
    'spelling.suggest': async ({ word }) => ({ suggestions: await vault.workspace.spelling.suggest(word) }),
    'spelling.words': async (input) => group(input.group).words.list(),
    'spelling.add': (input) => done(group(input.group).words.write(input.word, true)),
    'spelling.remove': (input) => done(group(input.group).words.write(input.word, false)),
    'paper.open': (input) => group(input.group).papers.open(parseId('PaperId', input.paper)),
    'paper.edit': ({ session, update }) =>
      done(vault.workspace.ofSession(session).papers.edit(session, update)),
    'paper.caret': async ({ session, anchor, head }) => {
      vault.workspace.ofSession(session).papers.caret(session, anchor, head)
      return {}
    },
    'paper.writers': async ({ session, clients }) => ({
      writers: vault.workspace.ofSession(session).papers.writers(session, clients),
    }),
    'paper.close': async ({ session }) => {
      for (const open of vault.workspace.groups()) open.papers.close(session)
      return {}
    },
    'reach.get': async () => vault.workspace.reach.state(),
    'reach.set': ({ allowed }) => vault.workspace.reach.set(allowed),
  }
}
