// Keeps every frame of every WebSocket that a page and its frames open, sorted by whom it talks to. It must be laid before the page
// loads: what was said earlier would be missed.
import type { Page } from 'playwright-core'

/** `editor`: the page and its host, which is plain text by its nature. `courier`: sealed bytes. `hub`: y-webrtc's signalling. */
export type SocketKind = 'editor' | 'courier' | 'hub'

export interface PageSockets {
  heard(kind: SocketKind): Buffer
}

/** `own`: address of the editor's page. */
export function recordSockets(page: Page, own: string): PageSockets {
  const frames: { kind: SocketKind; bytes: Buffer }[] = []
  page.on('websocket', (socket) => {
    const { host, pathname } = new URL(socket.url())
    const kind = host === new URL(own).host ? 'editor' : pathname === '/socket' ? 'courier' : 'hub'
    const keep = ({ payload }: { payload: string | Buffer }): void =>
      void frames.push({ kind, bytes: Buffer.from(payload) })
    socket.on('framesent', keep)
    socket.on('framereceived', keep)
  })
  return {
    heard: (kind) => Buffer.concat(frames.filter((frame) => frame.kind === kind).map(({ bytes }) => bytes)),
  }
}
