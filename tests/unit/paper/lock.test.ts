// @vitest-environment jsdom
// The vault locks while a paper's last words cannot be saved: the page keeps them, and once it is unlocked they are written after all.
import { expect, test } from 'vitest'
import { holdSession } from '../../../renderer/editor/features/paper/session/open-sessions.ts'
import type { PaperSession } from '../../../renderer/editor/features/paper/session/paper-session.ts'
import type { EditorClient } from '../../../shared/contract/editor-api.ts'
import type { ErrorCode } from '../../../shared/contract/errors.ts'
import { draftsFromMarkdown } from '../../../shared/paper/import-text.ts'
import { bodyFromDrafts } from '../../../shared/paper/initial.ts'
import { GROUP, PAPER, PaperRoom } from '../../standin/paper-room.ts'
import { mount, turns } from './support/editors.ts'
import { HandClock } from './support/hand-clock.ts'

/** The host's client, but that edits fail: all of them with `refusal`, those of sessions from before the lock as fenced. */
function lockable(inner: EditorClient) {
  const state = { refusal: undefined as ErrorCode | undefined, fenced: '' }
  const call = (async (method: 'paper.edit', input: { session: string; update: Uint8Array }) => {
    if (method === 'paper.edit' && state.refusal !== undefined) return { ok: false, code: state.refusal }
    if (method === 'paper.edit' && input.session === state.fenced)
      return { ok: false, code: 'E_SESSION_FENCED' }
    return inner.call(method, input)
  }) as EditorClient['call']
  const client: EditorClient = { call, on: inner.on }
  return { client, state }
}

const phaseOf = (session: PaperSession): string => session.snapshot().phase

test('words that a full disk refused before the lock are written after the unlock', async () => {
  const words = bodyFromDrafts(9, draftsFromMarkdown('Before.'), () => 'a'.repeat(32))
  const room = new PaperRoom({ names: ['Anna'], state: words })
  const { client, state } = lockable(room.device('Anna').client)
  const clock = new HandClock()
  const options = { client, group: GROUP, paper: PAPER, clock }
  const before = holdSession(options)
  await turns()
  const editor = mount(before.session)
  state.refusal = 'E_DISK_FULL'
  editor.view.dispatch(editor.state.tr.insertText('Release them. ', 1))
  clock.advance(200)
  await turns()

  // The lock takes the page down; the session lives on with what it has.
  const view = before.session.snapshot()
  if (view.phase !== 'open') throw new Error('not open')
  state.fenced = view.session
  before.release()
  view.binding.detach()
  editor.destroy()
  state.refusal = 'E_VAULT_LOCKED'
  await turns()
  clock.advance(2_000)
  await turns()

  state.refusal = undefined
  const after = holdSession(options)
  expect(after.session).toBe(before.session)
  let shown = mount(after.session)
  after.session.subscribe(() => {
    const now = after.session.snapshot()
    if (now.phase === 'open' && now.binding.shownDocument === null) shown = mount(after.session)
  })
  for (let seconds = 0; seconds < 30; seconds += 1) {
    clock.advance(1_000)
    await turns()
  }
  expect(phaseOf(after.session)).toBe('open')
  expect(shown.state.doc.textContent).toBe('Release them. Before.')
  expect(room.device('Anna').sent.length).toBeGreaterThan(0)
  after.release()
})
