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
