// Whether something typed is still on its way to the disk: asked before leaving, locking and closing.
import { describe, expect, it } from 'vitest'
import { watchUnsaved } from '../../../renderer/editor/app/unsaved.ts'
import type { EditorClient } from '../../../shared/contract/editor-api.ts'
import { createStandIn } from '../../standin/editor-client.ts'

const SESSION = '0'.repeat(32)
const edit = { session: SESSION, update: Uint8Array.of(1) }

/** A client whose edits are answered only when the test says so. */
function slow() {
  const standIn = createStandIn()
  const answers: (() => void)[] = []
  const client: EditorClient = {
    on: standIn.on,
    async call(method, input) {
      if (method === 'paper.edit') await new Promise<void>((resolve) => answers.push(resolve))
      return standIn.call(method, input)
    },
  }
  return { standIn, client, answerAll: () => answers.splice(0).map((answer) => answer()) }
}

describe('unsaved', () => {
  it('is pending while an edit is on its way, and not after', async () => {
    const { client, answerAll } = slow()
    const unsaved = watchUnsaved(client)
    expect(unsaved.pending()).toBe(false)
    const reply = unsaved.client.call('paper.edit', edit)
    expect(unsaved.pending()).toBe(true)
    answerAll()
    await reply
    await unsaved.settle(1_000)
    expect(unsaved.pending()).toBe(false)
  })

  it('gives up waiting, and still says so', async () => {
    const { client, answerAll } = slow()
    const unsaved = watchUnsaved(client)
    const reply = unsaved.client.call('paper.edit', edit)
    await unsaved.settle(1)
    expect(unsaved.pending()).toBe(true)
    answerAll()
    await reply
  })

  it('believes the host that it could not save, until it could', () => {
    const { client, standIn } = slow()
    const unsaved = watchUnsaved(client)
    standIn.emit('paper.status', { session: SESSION, status: { kind: 'notSaved', reason: 'E_DISK_FULL' } })
    expect(unsaved.pending()).toBe(true)
    standIn.emit('paper.status', { session: SESSION, status: { kind: 'saved' } })
    expect(unsaved.pending()).toBe(false)
  })

  it('forgets a paper that was closed', async () => {
    const { client, standIn } = slow()
    const unsaved = watchUnsaved(client)
    standIn.emit('paper.status', { session: SESSION, status: { kind: 'notSaved', reason: 'E_DISK_FULL' } })
    await unsaved.client.call('paper.close', { session: SESSION })
    await unsaved.settle(1_000)
    expect(unsaved.pending()).toBe(false)
  })

  it('remembers an edit that failed, until one succeeds', async () => {
    const standIn = createStandIn()
    standIn.world.failing.set('paper.edit', 'E_DISK_FULL')
    const unsaved = watchUnsaved(standIn)
    await unsaved.client.call('paper.edit', edit)
    expect(unsaved.pending()).toBe(true)
    await unsaved.client.call('paper.edit', edit)
    expect(unsaved.pending()).toBe(false)
  })

  it('waits for every open paper to close', async () => {
    const standIn = createStandIn()
    const unsaved = watchUnsaved(standIn)
    const reply = await unsaved.client.call('paper.open', { group: '0'.repeat(64), paper: SESSION })
    if (!reply.ok) throw new Error(reply.code)
    let closed = false
    const waiting = unsaved.closed(60_000).then(() => {
      closed = true
    })
    await unsaved.client.call('paper.edit', { ...edit, session: reply.data.session })
    expect(closed).toBe(false)
    await unsaved.client.call('paper.close', { session: reply.data.session })
    await waiting
    expect(closed).toBe(true)
  })

  it('does not count calls that save nothing', () => {
    const unsaved = watchUnsaved(createStandIn())
    void unsaved.client.call('app.state', {})
    expect(unsaved.pending()).toBe(false)
  })
})
