// Looks at two pages with their own clocks: when a key went down in one, and when the text grew in the other. The clocks agree,
// because both are the wall clock of one machine read through performance.timeOrigin. Scripts are strings: a compiled function
// refers to helpers that a page does not have.
import type { Page } from 'playwright-core'

/** In the typing page: `window.keys` gets one time (ms since the epoch) for each keydown. */
const KEYS = `window.keys = []
addEventListener('keydown', (event) => window.keys.push(performance.timeOrigin + event.timeStamp), true)`

/** In the reading page: `window.growth` gets [time, characters shown] at each change of the DOM; carets of others do not count. */
const growth = (selector: string): string => `{
  const root = document.querySelector(${JSON.stringify(selector)})
  const shown = () => {
    let length = root.textContent.length
    for (const caret of root.querySelectorAll('.paper-caret')) length -= caret.textContent.length
    return length
  }
  window.start = shown()
  window.growth = []
  new MutationObserver(() => window.growth.push([performance.timeOrigin + performance.now(), shown()]))
    .observe(root, { childList: true, characterData: true, subtree: true })
}`

/** `window.passed`: times at which the editor's socket carried a frame that names `method`. */
const frames = (way: 'send' | 'message', method: string): string => `{
  window.passed = []
  const named = (data) => {
    if (!(data instanceof ArrayBuffer) && !ArrayBuffer.isView(data)) return
    const bytes = new Uint8Array(data.buffer ?? data, data.byteOffset ?? 0, Math.min(data.byteLength, 200))
    if (new TextDecoder('latin1').decode(bytes).includes(${JSON.stringify(method)}))
      window.passed.push(performance.timeOrigin + performance.now())
  }
  if (${JSON.stringify(way)} === 'send') {
    const send = WebSocket.prototype.send
    WebSocket.prototype.send = function (data) {
      named(data)
      return send.call(this, data)
    }
  } else {
    // Where the page itself takes the data out of the event: a listener of ours would run after the page's, and the DOM has changed by then.
    const { get, ...rest } = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data')
    const seen = new WeakSet()
    Object.defineProperty(MessageEvent.prototype, 'data', { ...rest, get() {
      const data = get.call(this)
      if (!seen.has(this)) {
        seen.add(this)
        named(data)
      }
      return data
    } })
  }
}`

/** Medians and 95th percentiles are taken over these, in milliseconds for each key. */
export interface Stages {
  /** Keydown to the editor handing the edit to its host. */
  readonly page: number[]
  /** From there to the other editor hearing of it: two hosts, disk, road. */
  readonly between: number[]
  /** From there to the other DOM. */
  readonly show: number[]
}

export class Watch {
  readonly #writer: Page
  readonly #reader: Page

  private constructor(writer: Page, reader: Page) {
    this.#writer = writer
    this.#reader = reader
  }

  /** `selector`: the editable element. From now on every key that is pressed must add one character. */
  static async start(writer: Page, reader: Page, selector: string): Promise<Watch> {
    await writer.evaluate(KEYS)
    await reader.evaluate(growth(selector))
    return new Watch(writer, reader)
  }

  /** From now on also what the editor's sockets carry. */
  async followFrames(): Promise<void> {
    await this.#writer.evaluate(frames('send', 'paper.edit'))
    await this.#reader.evaluate(frames('message', 'paper.update'))
  }

  /** What {@link delays} is made of, where the frames of a key were seen; without the first `warmUp` keys. */
  async stages(warmUp: number): Promise<Stages> {
    const keys = (await this.#writer.evaluate('window.keys')) as number[]
    const sent = (await this.#writer.evaluate('window.passed')) as number[]
    const heard = (await this.#reader.evaluate('window.passed')) as number[]
    const delays = await this.delays()
    const stages: Stages = { page: [], between: [], show: [] }
    for (const [index, at] of keys.entries()) {
      const shown = at + (delays[index] ?? Number.NaN)
      const left = sent.find((time) => time >= at)
      const came = heard.findLast((time) => time <= shown)
      if (index < warmUp || left === undefined || came === undefined) continue
      stages.page.push(left - at)
      stages.between.push(came - left)
      stages.show.push(shown - came)
    }
    return stages
  }

  /** Milliseconds from each keydown to the change of the other DOM that shows it; Infinity for what has not come. */
  async delays(): Promise<number[]> {
    const keys = (await this.#writer.evaluate('window.keys')) as number[]
    const start = (await this.#reader.evaluate('window.start')) as number
    const grown = (await this.#reader.evaluate('window.growth')) as [number, number][]
    return keys.map((at, index) => {
      const seen = grown.find(([, length]) => length >= start + index + 1)
      return seen === undefined ? Number.POSITIVE_INFINITY : seen[0] - at
    })
  }
}
