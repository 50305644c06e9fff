// What the courier of a person's page has open: read from the browser itself, for nothing on the screens says it.
// It must never change what the courier does.
import type { Person } from '../../../scripts/driver/person.ts'

// Playwright cannot pass named functions into a page as the runner compiles them; text it can.
const COUNT = `{
  const Native = globalThis.RTCPeerConnection
  if (Native !== undefined) {
    globalThis.openConnections = []
    globalThis.RTCPeerConnection = class extends Native {
      constructor(...parameters) {
        super(...parameters)
        globalThis.openConnections.push(this)
      }
    }
  }
}`
const READ = `(async () => {
  const read = []
  for (const connection of globalThis.openConnections ?? []) {
    let received = 0
    for (const report of (await connection.getStats()).values()) {
      if (report.type === 'data-channel') received += report.bytesReceived
    }
    read.push({ state: connection.connectionState, received })
  }
  return read
})()`

export interface Connection {
  readonly state: string
  /** Bytes on its data channels. */
  readonly received: number
}

/** From the next load of the page on. */
export async function countConnections(person: Person): Promise<void> {
  await person.browser.context.addInitScript({ content: COUNT })
}

export async function connections(person: Person): Promise<Connection[]> {
  const read: Connection[] = []
  for (const frame of person.page.frames()) read.push(...((await frame.evaluate(READ)) as Connection[]))
  return read
}

/** From the next load of the page on: WebRTC never gets as far as a connection, as between networks that let no UDP through. */
export async function keepToSockets(person: Person): Promise<void> {
  const content = 'RTCPeerConnection.prototype.createOffer = () => new Promise(() => undefined)'
  await person.browser.context.addInitScript({ content })
}
