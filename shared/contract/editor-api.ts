// EditorApi: every call the editor may make of the host and every event the host sends it, each declared once as a zod schema.
// Bytes are Uint8Array on both transports. No call returns a key, and none takes a path.
import { z } from 'zod'
import { bytes } from './bytes.ts'
import { calendarMethods } from './calendar-api.ts'
import { ERROR_CODES } from './errors.ts'
import { place } from './place.ts'
import { recommendationEvents, recommendationMethods } from './recommendations-api.ts'
import { leftOut, reviewMethods } from './review-api.ts'
import { spellingMethods } from './spelling-api.ts'

const hex = (length: number) => z.string().regex(new RegExp(`^[0-9a-f]{${length}}$`))
const name = z.string().trim().min(1).max(120)

export const groupId = hex(64)
export const paperId = hex(32)
export const deviceId = hex(32)
export const memberId = hex(32)
export const sessionId = hex(32)
export const errorCode = z.enum(ERROR_CODES)
export const role = z.enum(['coordinator', 'drafter', 'reviewer', 'expert', 'endorser', 'observer'])
export const language = z.enum(['en', 'ru'])
export const theme = z.enum(['system', 'light', 'dark'])
/** Minutes without a person at the editor before the vault is locked. */
export const lockAfter = z.enum(['5', '15', '30', '60', 'never'])

export const appState = z.object({
  vault: z.enum(['absent', 'locked', 'unlocked']),
  shell: z.enum(['electron', 'browser']),
  version: z.string(),
  language,
  theme,
  lockAfter,
  /** Whether the window is kept out of screenshots and shared screens; in a browser and on Linux it cannot be. */
  contentProtection: z.enum(['on', 'off', 'unavailable']),
  /** Whether misspelt words are underlined on this computer. */
  spelling: z.boolean(),
})

export const groupItem = z.object({ group: groupId, name: z.string(), role })

/** Six words to compare, the same in each language. */
export const safetyWords = z.object({
  en: z.array(z.string()).length(6),
  ru: z.array(z.string()).length(6),
})

/** What admitting somebody who brings an invitation makes of them. `until`: unix milliseconds; experts only. */
export const granted = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('member'), role, until: z.number().optional() }),
  z.object({ kind: z.literal('device') }),
])

/** An invitation of this device that nobody has come with yet. */
export const invitationItem = z.object({ invitation: hex(32), grants: granted, expires: z.number() })

/** A group that this device has asked to join. `words` once the inviter's device has answered. */
export const joiningItem = z.object({
  joining: hex(32),
  state: z.enum(['waiting', 'admitted', 'refused', 'unreachable']),
  reason: errorCode.optional(),
  words: safetyWords.optional(),
  /** Set once admitted. */
  group: groupId.optional(),
})

/** How an organisation, or a person in their own right, belongs to the coalition. Stored as these words. */
export const MEMBERSHIPS = ['full', 'associate', 'external'] as const
export const membership = z.enum(MEMBERSHIPS)
/** ISO 3166-1 alpha-2. */
export const country = z.string().regex(/^[A-Z]{2}$/)

export const memberItem = z.object({
  member: memberId,
  name: z.string(),
  organisation: z.string(),
  country: country.optional(),
  membership: membership.optional(),
  role,
  /** An expert's last day, unix milliseconds. */
  until: z.number().optional(),
  me: z.boolean(),
  /**
   * Whether this device's person has compared safety words with them: `changed` when they have added a device since,
   * `differed` when the words were not the same. Kept here alone; nobody else is told.
   */
  verification: z.enum(['none', 'verified', 'changed', 'differed']),
  /** How many changes of theirs are here and do not count, since a device or a right was taken from them; absent for none. */
  leftOut: leftOut.optional(),
  devices: z.array(
    z.object({
      device: deviceId,
      /** The device that answers this call. */
      here: z.boolean(),
      /** The device that brought it into the group; absent for a member's first. */
      addedBy: deviceId.optional(),
      online: z.boolean(),
      /** How changes travel to it now: `webrtc` is device to device through the courier, `socket` host to host. */
      road: z.enum(['webrtc', 'socket']).optional(),
      addresses: z.array(z.string()),
      /** False once it has not answered for a while. */
      reached: z.boolean(),
      /** There is proof that it exists twice: `members.freezeDevice` stops it. */
      forked: z.boolean().optional(),
    }),
  ),
})

/** Somebody who belonged once. `voided`: whoever admitted them had been removed, unknown to them: to be admitted again. */
export const formerItem = z.object({
  member: memberId,
  name: z.string(),
  organisation: z.string(),
  /** The last one they had. */
  role,
  why: z.enum(['removed', 'expired', 'voided']),
  /** As a member's. */
  leftOut: leftOut.optional(),
  /** Who removed them; empty when they never said their name. */
  by: z.string(),
})

/** One change of who belongs, as this device has resolved it. Names are empty for people who never said theirs. */
export const historyItem = z.object({
  kind: z.enum(['found', 'admit', 'role', 'addDevice', 'remove', 'removeDevice', 'expire', 'freeze']),
  /** On whose word. */
  by: z.string(),
  whom: z.string(),
  role: role.optional(),
  until: z.number().optional(),
  /** Unix milliseconds by this device's clock: when it first saw the change. Changes themselves carry no time. */
  seen: z.number().optional(),
  flags: z.array(z.enum(['concurrent', 'void', 'mutual', 'contested', 'readmit'])),
})

export const waitingItem = z.object({
  waiting: hex(32),
  name: z.string(),
  organisation: z.string(),
  grants: granted,
  words: safetyWords,
  online: z.boolean(),
  /** How often another device has since come with the same invitation: it was seen by somebody else. */
  others: z.number().int().nonnegative(),
})

export const paperItem = z.object({
  paper: paperId,
  title: z.string(),
  kind: z.string(),
  archived: z.boolean(),
  /** May rename it, archive it and take it out again. */
  mayChange: z.boolean(),
  mayDelete: z.boolean(),
})

/** Counts of what was refused or found wrong, by code, since the vault was unlocked. */
export const trouble = z.object({ code: errorCode, count: z.number().int() })

export const groupPage = z.object({
  group: groupId,
  name: z.string(),
  role,
  papers: z.array(paperItem),
  members: z.array(memberItem),
  former: z.array(formerItem),
  /** False once this device knows that it no longer belongs. */
  belongs: z.boolean(),
  waiting: z.array(waitingItem),
  invitations: z.array(invitationItem),
  troubles: z.array(trouble),
})

export const syncStatus = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('saving') }),
  z.object({ kind: z.literal('saved') }),
  z.object({ kind: z.literal('on'), held: z.number().int(), devices: z.number().int() }),
  z.object({ kind: z.literal('all'), devices: z.number().int() }),
  z.object({ kind: z.literal('waiting'), devices: z.number().int() }),
  z.object({ kind: z.literal('notSaved'), reason: errorCode }),
])

/** Someone else in the same paper. `anchor` and `head` are encoded Yjs relative positions, absent without a caret. */
export const presentPerson = z.object({
  device: deviceId,
  clientId: z.number().int().nonnegative(),
  name: z.string(),
  colour: z.string().regex(/^#[0-9a-f]{6}$/),
  anchor: bytes.optional(),
  head: bytes.optional(),
})

/** What stands about a paper beside its text; it may change while the paper is open. */
export const paperAbout = z.object({
  title: z.string(),
  kind: z.string(),
  /** Most words that it may have, where a limit is set. */
  limit: z.number().int().positive().optional(),
  /** Its paragraphs are numbered; absent where they are not. */
  numbered: z.boolean().optional(),
  mayWrite: z.boolean(),
  /** Why not, when `mayWrite` is false. */
  reason: errorCode.optional(),
})

export const openedPaper = paperAbout.extend({
  session: sessionId,
  /** To be set on the editor's Y.Doc after `state` is applied, before any edit. */
  clientId: z.number().int().nonnegative(),
  /** Yjs V1 state of the body. */
  state: bytes,
  groupName: z.string(),
  me: z.object({ name: z.string(), colour: z.string() }),
  status: syncStatus,
  present: z.array(presentPerson),
})

export const reach = z.object({
  allowed: z.boolean(),
  /** `host:port` that colleagues can dial, best guess first. */
  addresses: z.array(z.string()),
  trouble: errorCode.optional(),
})

const nothing = z.object({})
const invitation = z.object({ link: z.string(), fileName: z.string(), expires: z.number() })
const transferId = hex(32)
/** Bytes of a backup that say what it is. */
export const MOST_HEAD = 64 * 1024
/** The largest backup, in bytes: beyond it neither a browser nor a stick formatted long ago takes one file. */
export const MOST_BACKUP = 2 * 1024 ** 3

export const editorMethods = {
  'app.state': { input: nothing, output: appState },
  'settings.set': {
    input: z.strictObject({
      language: language.optional(),
      theme: theme.optional(),
      lockAfter: lockAfter.optional(),
      contentProtection: z.boolean().optional(),
      spelling: z.boolean().optional(),
    }),
    output: nothing,
  },
  /** `passphrase`: UTF-8, at least 12 characters. The host wipes its copy. */
  'vault.create': { input: z.strictObject({ passphrase: bytes }), output: nothing },
  'vault.unlock': { input: z.strictObject({ passphrase: bytes }), output: nothing },
  'vault.lock': { input: nothing, output: nothing },
  /** A person has typed, pressed or pointed in the editor. At most once in ten seconds. */
  'vault.touch': { input: nothing, output: nothing },
  /** Both are UTF-8; the host wipes its copies. On any error the current one still opens the vault. */
  'vault.changePassphrase': { input: z.strictObject({ current: bytes, next: bytes }), output: nothing },
  /** `passphrase`: the vault's, which is also the backup's. `size`: bytes of the file, about. */
  'backup.begin': {
    input: z.strictObject({ passphrase: bytes }),
    output: z.object({ backup: transferId, fileName: z.string(), size: z.number().int() }),
  },
  /** The next bytes of the file, about 1 MiB at most. */
  'backup.next': {
    input: z.strictObject({ backup: transferId }),
    output: z.object({ bytes, done: z.boolean() }),
  },
  /** `head`: the first bytes of the file. Then its bytes from `from` on, in pieces of `piece` bytes, the last one shorter. */
  'restore.begin': {
    input: z.strictObject({ head: bytes.refine(({ length }) => length <= MOST_HEAD), passphrase: bytes }),
    output: z.object({ restore: transferId, from: z.number().int(), piece: z.number().int() }),
  },
  'restore.next': { input: z.strictObject({ restore: transferId, bytes }), output: nothing },
  /** The file has ended: the vault is there and unlocked, or nothing of the file is. */
  'restore.end': { input: z.strictObject({ restore: transferId }), output: nothing },
  /** Gives up the backup or the restore under way, if there is one. */
  'transfer.cancel': { input: nothing, output: nothing },
  /** The page's answer to `vault.locking`. */
  'vault.settled': { input: nothing, output: nothing },
  /** Where the page was when it last said so in this unlocked vault: for a page that is loaded anew. */
  'place.get': { input: nothing, output: z.object({ place: place.optional() }) },
  'place.keep': { input: z.strictObject({ place }), output: nothing },
  'groups.list': {
    input: nothing,
    output: z.object({ groups: z.array(groupItem), joining: z.array(joiningItem) }),
  },
  'groups.create': {
    input: z.strictObject({ name, yourName: name, organisation: name }),
    output: z.object({ group: groupId }),
  },
  /** `invitation`: the link's text, or what a file held. */
  'groups.join': {
    input: z.strictObject({ invitation: z.string().min(1).max(10_000), yourName: name, organisation: name }),
    output: z.object({ joining: hex(32) }),
  },
  /** Forgets a request to join that is waiting, refused or unreachable. */
  'groups.forgetJoining': { input: z.strictObject({ joining: hex(32) }), output: nothing },
  'group.page': { input: z.strictObject({ group: groupId }), output: groupPage },
  'members.invite': {
    input: z.strictObject({ group: groupId, role, until: z.number().optional() }),
    output: invitation,
  },
  /** An invitation for another device of the member who asks. */
  'members.addDevice': { input: z.strictObject({ group: groupId }), output: invitation },
  'members.withdraw': { input: z.strictObject({ group: groupId, invitation: hex(32) }), output: nothing },
  /** `compared`: the person has compared the words; the newcomer counts as verified here from the start. */
  'members.admit': {
    input: z.strictObject({ group: groupId, waiting: hex(32), compared: z.boolean().optional() }),
    output: nothing,
  },
  /** The words that this member's screen shows for this device's member, and the devices that they stand for. Takes a moment. */
  'members.safetyWords': {
    input: z.strictObject({ group: groupId, member: memberId }),
    output: z.object({ words: safetyWords, devices: z.array(deviceId) }),
  },
  /** What comparing them brought. `devices`: those whose words were on the screen. */
  'members.verify': {
    input: z.strictObject({
      group: groupId,
      member: memberId,
      devices: z.array(deviceId),
      match: z.boolean(),
    }),
    output: nothing,
  },
  'members.refuse': { input: z.strictObject({ group: groupId, waiting: hex(32) }), output: nothing },
  /** Dials a member's device at an address that the person typed. */
  'members.tryAddress': {
    input: z.strictObject({ group: groupId, device: deviceId, address: z.string().min(3).max(300) }),
    output: nothing,
  },
  /** One's own entry, all of it: what is left out is no longer stated. */
  'members.editMine': {
    input: z.strictObject({
      group: groupId,
      name,
      organisation: name,
      country: country.optional(),
      membership: membership.optional(),
    }),
    output: nothing,
  },
  /** `until`: for an expert, and for nobody else. */
  'members.changeRole': {
    input: z.strictObject({ group: groupId, member: memberId, role, until: z.number().optional() }),
    output: nothing,
  },
  'members.remove': { input: z.strictObject({ group: groupId, member: memberId }), output: nothing },
  /** Of a device that is `forked`; anyone may. What both copies had written before they parted stays. E_NOT_FOUND without proof. */
  'members.freezeDevice': { input: z.strictObject({ group: groupId, device: deviceId }), output: nothing },
  /** Newest first. */
  'members.history': {
    input: z.strictObject({ group: groupId }),
    output: z.object({ entries: z.array(historyItem) }),
  },
  ...reviewMethods,
  /** Removes everything of the group from this computer. */
  'group.leave': { input: z.strictObject({ group: groupId }), output: nothing },
  'papers.create': {
    input: z.strictObject({
      group: groupId,
      title: z.string().trim().min(1).max(300),
      kind: z.string().min(1).max(60),
      /** What it starts with, by its id in shared/paper/templates, in a language of its own; absent: one empty paragraph. */
      template: z.strictObject({ id: z.string().max(60), language }).optional(),
    }),
    output: z.object({ paper: paperId }),
  },
  'papers.rename': {
    input: z.strictObject({ group: groupId, paper: paperId, title: z.string().trim().min(1).max(300) }),
    output: nothing,
  },
  /** Into the archive, or with `archived` false out of it. */
  'papers.archive': {
    input: z.strictObject({ group: groupId, paper: paperId, archived: z.boolean() }),
    output: nothing,
  },
  /** `limit`: most words that the paper may have; 0 for none. */
  'papers.limit': {
    input: z.strictObject({ group: groupId, paper: paperId, limit: z.number().int().min(0).max(1_000_000) }),
    output: nothing,
  },
  /** Numbers for its paragraphs, or none. */
  'papers.number': {
    input: z.strictObject({ group: groupId, paper: paperId, numbered: z.boolean() }),
    output: nothing,
  },
  /** From everyone's list, for good. What was written stays sealed in the members' vaults. */
  'papers.delete': { input: z.strictObject({ group: groupId, paper: paperId }), output: nothing },
  ...calendarMethods,
  ...recommendationMethods,
  ...spellingMethods,
  'paper.open': { input: z.strictObject({ group: groupId, paper: paperId }), output: openedPaper },
  /** One human edit (merged with what waited in front of it). Answers when the sealed envelope is durable. */
  'paper.edit': { input: z.strictObject({ session: sessionId, update: bytes }), output: nothing },
  'paper.caret': {
    input: z.strictObject({ session: sessionId, anchor: bytes.optional(), head: bytes.optional() }),
    output: nothing,
  },
  /** Names of those who wrote under these Yjs clientIDs; unknown ones are left out. */
  'paper.writers': {
    input: z.strictObject({ session: sessionId, clients: z.array(z.number().int().nonnegative()).max(500) }),
    output: z.object({ writers: z.array(z.object({ client: z.number(), name: z.string() })) }),
  },
  'paper.close': { input: z.strictObject({ session: sessionId }), output: nothing },
  'reach.get': { input: nothing, output: reach },
  'reach.set': { input: z.strictObject({ allowed: z.boolean() }), output: reach },
} as const

export const editorEvents = {
  ...recommendationEvents,
  /** Nobody has been at the editor for long. `locksIn`: milliseconds until the vault locks by itself; absent: somebody is there again. */
  'vault.idle': z.object({ locksIn: z.number().nonnegative().optional() }),
  /** Ask again: the named thing changed. */
  'app.changed': nothing,
  /** Papers are open and the vault is about to be locked: send what is unsent, then call `vault.settled`. */
  'vault.locking': nothing,
  'groups.changed': nothing,
  'group.changed': z.object({ group: groupId }),
  'reach.changed': nothing,
  /** A colleague's accepted edit, Yjs V1, in causal order. */
  'paper.update': z.object({ session: sessionId, update: bytes }),
  'paper.status': z.object({ session: sessionId, status: syncStatus }),
  /** Renamed, deleted, or the role of this device changed. The session lives on. */
  'paper.about': z.object({ session: sessionId, about: paperAbout }),
  'paper.present': z.object({ session: sessionId, present: z.array(presentPerson) }),
  /** This editor session no longer holds the paper's lease: unbind at once, then reopen (`E_SESSION_FENCED`) or show read-only. */
  'paper.ended': z.object({ session: sessionId, reason: errorCode }),
  /** Shows a sentence: damage found, a fork, refused changes. */
  notice: z.object({ code: errorCode, group: groupId.optional() }),
} as const

export type EditorMethods = typeof editorMethods
export type EditorMethod = keyof EditorMethods
export type Input<Method extends EditorMethod> = z.infer<EditorMethods[Method]['input']>
export type Output<Method extends EditorMethod> = z.infer<EditorMethods[Method]['output']>
export type EditorEvents = { [Name in keyof typeof editorEvents]: z.infer<(typeof editorEvents)[Name]> }
export type EditorEvent = keyof EditorEvents

export type AppState = z.infer<typeof appState>
export type Role = z.infer<typeof role>
export type Language = z.infer<typeof language>
export type Theme = z.infer<typeof theme>
export type LockAfter = z.infer<typeof lockAfter>
export type GroupItem = z.infer<typeof groupItem>
export type JoiningItem = z.infer<typeof joiningItem>
export type MemberItem = z.infer<typeof memberItem>
export type Membership = z.infer<typeof membership>
export type FormerItem = z.infer<typeof formerItem>
export type HistoryItem = z.infer<typeof historyItem>
export type WaitingItem = z.infer<typeof waitingItem>
export type InvitationItem = z.infer<typeof invitationItem>
export type Granted = z.infer<typeof granted>
export type SafetyWords = z.infer<typeof safetyWords>
export type GroupPage = z.infer<typeof groupPage>
export type SyncStatus = z.infer<typeof syncStatus>
export type PresentPerson = z.infer<typeof presentPerson>
export type PaperItem = z.infer<typeof paperItem>
export type PaperAbout = z.infer<typeof paperAbout>
export type OpenedPaper = z.infer<typeof openedPaper>
export type Reach = z.infer<typeof reach>

/** Errors cross every boundary as data. */
export type Reply<Data> =
  | { readonly ok: true; readonly data: Data }
  | { readonly ok: false; readonly code: z.infer<typeof errorCode> }

/** What a host implements and what a client in the editor offers, transport aside. */
export type EditorHandlers = {
  readonly [Method in EditorMethod]: (input: Input<Method>) => Promise<Output<Method>>
}
export interface EditorClient {
  call<Method extends EditorMethod>(method: Method, input: Input<Method>): Promise<Reply<Output<Method>>>
  /** Returns a function that stops listening. */
  on<Name extends EditorEvent>(event: Name, listener: (payload: EditorEvents[Name]) => void): () => void
}
