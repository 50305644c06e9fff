// What every Link must do, whatever the road: the adapters' tests run this with their own pairs. It must never look inside one.
import { describe, expect, it } from 'vitest'
import { type Link, MAX_MESSAGE } from '../../shared/ports/link.ts'
import { until } from '../support/until.ts'

export interface LinkPair {
  readonly a: Link
  readonly b: Link
  /** Ends what the pair needed; the Links may be closed already. */
  dispose(): void | Promise<void>
}

const message = (length: number, mark: number): Uint8Array => {
  const bytes = new Uint8Array(length)
  for (let i = 0; i < length; i += 997) bytes[i] = mark + i
  bytes[0] = mark
  return bytes
}

/** Runs the suite; `connect` makes a new pair for each test. */
export function linkContract(name: string, connect: () => Promise<LinkPair>): void {
  const withPair = (run: (pair: LinkPair) => Promise<void>) => async () => {
    const pair = await connect()
    try {
      await run(pair)
    } finally {
      await pair.dispose()
    }
  }

  describe(`${name} is a Link`, () => {
    it(
      'carries whole messages of every size up to MAX_MESSAGE, in order, both ways',
      withPair(async ({ a, b }) => {
        const sizes = [1, 2, 100, 16_000, 16_384, 16_385, 65_536, 65_537, 262_144, MAX_MESSAGE]
        for (const [from, to] of [
          [a, b],
          [b, a],
        ] as const) {
          const got: Uint8Array[] = []
          to.onMessage((bytes) => {
            got.push(bytes.slice())
          })
          for (const [i, size] of sizes.entries()) expect(from.send(message(size, i))).toBe(true)
          await until('all messages', () => got.length === sizes.length)
          expect(got.map(({ length }) => length)).toEqual(sizes)
          for (const [i, size] of sizes.entries()) {
            expect(Buffer.compare(got[i] ?? new Uint8Array(0), message(size, i))).toBe(0)
          }
        }
      }),
    )

    it(
      'keeps messages until somebody listens',
      withPair(async ({ a, b }) => {
        for (let i = 0; i < 5; i++) a.send(message(10, i))
        const got: number[] = []
        b.onMessage((bytes) => {
          got.push(bytes[0] ?? -1)
        })
        await until('all came', () => got.length === 5)
        expect(got).toEqual([0, 1, 2, 3, 4])
      }),
    )

    it(
      'hands over nothing more while the listener is at work',
      withPair(async ({ a, b }) => {
        let atWork = 0
        let most = 0
        let done = 0
        b.onMessage(async () => {
          atWork += 1
          most = Math.max(most, atWork)
          await new Promise((resolve) => setImmediate(resolve))
          atWork -= 1
          done += 1
        })
        for (let i = 0; i < 50; i++) a.send(message(1_000, i))
        await until('all are done', () => done === 50)
        expect(most).toBe(1)
      }),
    )

    it(
      'loses nothing of a burst of 16 MiB when the sender waits for drained()',
      withPair(async ({ a, b }) => {
        let got = 0
        let ordered = true
        b.onMessage((bytes) => {
          ordered &&= bytes[0] === (got & 0xff)
          got += 1
        })
        for (let i = 0; i < 64; i++) {
          a.send(message(256 * 1024, i & 0xff))
          if (a.buffered > 1024 * 1024) await a.drained()
        }
        await until('the burst has come', () => got === 64)
        expect(ordered).toBe(true)
        await a.drained()
      }),
    )

    it(
      'OVERSIZE_FRAME: a message over MAX_MESSAGE closes it',
      withPair(async ({ a, b }) => {
        let closedA = 0
        let closedB = 0
        a.onClose(() => {
          closedA += 1
        })
        b.onClose(() => {
          closedB += 1
        })
        a.send(new Uint8Array(MAX_MESSAGE + 1))
        await until('both are closed', () => closedA === 1 && closedB === 1)
        expect(a.send(message(1, 1))).toBe(false)
      }),
    )

    it(
      'closing tells both sides once, even who asks late, and ends every wait',
      withPair(async ({ a, b }) => {
        let closedA = 0
        let closedB = 0
        b.onClose(() => {
          closedB += 1
        })
        b.onMessage(() => {})
        a.send(message(10, 1))
        a.close()
        a.close()
        await until('the other side knows', () => closedB === 1)
        a.onClose(() => {
          closedA += 1
        })
        await until('a late listener is told', () => closedA === 1)
        expect(a.send(message(1, 1))).toBe(false)
        expect(b.send(message(1, 1))).toBe(false)
        await a.drained()
        await b.drained()
        b.close()
        expect(closedA).toBe(1)
        expect(closedB).toBe(1)
      }),
    )

    it(
      'a message handed to send() may be overwritten at once',
      withPair(async ({ a, b }) => {
        const got: Uint8Array[] = []
        b.onMessage((bytes) => {
          got.push(bytes.slice())
        })
        const bytes = message(1_000, 7)
        a.send(bytes)
        bytes.fill(0)
        await until('it came', () => got.length === 1)
        expect(got[0]?.[0]).toBe(7)
      }),
    )
  })
}
