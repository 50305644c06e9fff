// The way into the host: dispatch, the guard for senders, the courier's end.
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createCourierEnd } from '../../../electron/host/api/courier-port.ts'
import { dispatch } from '../../../electron/host/api/dispatch.ts'
import { isFrom } from '../../../electron/host/api/sender-guard.ts'
import { RapporteurError } from '../../../shared/contract/errors.ts'

const methods = {
  double: { input: z.strictObject({ n: z.number() }), output: z.number() },
  fail: { input: z.unknown(), output: z.unknown() },
  break: { input: z.unknown(), output: z.unknown() },
} as const

describe('dispatch', () => {
  const bugs: unknown[] = []
  const handlers = {
    double: async ({ n }: { n: number }) => n * 2,
    fail: async () => {
      throw new RapporteurError('E_DISK_FULL')
    },
    break: async () => {
      throw new TypeError('/home/ana/secret')
    },
  }
  const call = (method: unknown, input: unknown) =>
    dispatch(methods, handlers, method, input, (error) => bugs.push(error))

  it('answers with data', async () => {
    expect(await call('double', { n: 4 })).toEqual({ ok: true, data: 8 })
  })

  it('answers E_BAD_REQUEST to what is not in the contract, without calling anything', async () => {
    const bad = { ok: false, code: 'E_BAD_REQUEST' }
    for (const method of ['nothing', 'toString', '__proto__', 'constructor', 1, undefined, null, {}]) {
      expect(await call(method, {})).toEqual(bad)
    }
    for (const input of [undefined, null, {}, { n: '4' }, { n: 4, more: 1 }, []]) {
      expect(await call('double', input)).toEqual(bad)
    }
  })

  it('lets a code out and never a message', async () => {
    expect(await call('fail', {})).toEqual({ ok: false, code: 'E_DISK_FULL' })
    expect(bugs).toEqual([])
    expect(await call('break', {})).toEqual({ ok: false, code: 'E_INTERNAL' })
    expect(bugs).toHaveLength(1)
  })
})

describe('the guard for senders', () => {
  it('compares protocol and host, exactly', () => {
    const editor = { protocol: 'app:', host: 'editor' }
    expect(isFrom(editor, 'app://editor/index.html')).toBe(true)
    for (const url of [
      undefined,
      '',
      'null',
      'app://courier/',
      'app://editor.evil/',
      'app://editor@evil/',
      'app://evil@editor/',
      'https://editor/',
      'file:///editor',
    ]) {
      expect(isFrom(editor, url), url).toBe(false)
    }
    const page = { protocol: 'http:', host: '127.0.0.1:8080' }
    expect(isFrom(page, 'http://127.0.0.1:8080')).toBe(true)
    expect(isFrom(page, 'http://127.0.0.1:808')).toBe(false)
    expect(isFrom(page, 'http://127.0.0.1')).toBe(false)
  })
})

describe('the courier’s end', () => {
  it('passes on what the contract knows, and nothing after the page has gone (COURIER_LIES)', () => {
    const sent: unknown[] = []
    const end = createCourierEnd((name, payload) => sent.push([name, payload]))
    const heard: unknown[] = []
    let gone = 0
    end.port.on('message', (payload) => heard.push(payload))
    end.port.onGone(() => {
      gone += 1
    })
    end.port.send('ready', { link: 1 })
    expect(sent).toEqual([['ready', { link: 1 }]])
    const message = new Uint8Array([1])
    expect(end.receive('message', { link: 1, message })).toBe(true)
    for (const [name, payload] of [
      ['message', { link: -1, message }],
      ['message', { link: 1, message: 'text' }],
      ['message', { link: 1, message, more: true }],
      ['send', { link: 1, message }],
      ['toString', {}],
      [1, {}],
    ] as const) {
      expect(end.receive(name, payload)).toBe(false)
    }
    expect(heard).toEqual([{ link: 1, message }])
    end.leave()
    end.leave()
    expect(gone).toBe(1)
    expect(end.receive('message', { link: 1, message })).toBe(false)
    end.port.send('ready', { link: 2 })
    expect(sent).toHaveLength(1)
    end.port.onGone(() => {
      gone += 1
    })
    expect(gone).toBe(2)
  })
})
