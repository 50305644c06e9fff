// The stock stack in a page, to measure beside ours: y-webrtc as its README says, its document in the page. Only the third-party
// servers are left out. It must never be given the cures that the product has.
import { WebrtcProvider } from 'y-webrtc'
import { Doc } from 'yjs'

const doc = new Doc()
const log = doc.getArray<Uint8Array>('log')
let provider: WebrtcProvider | undefined

/** Random, so that nothing shrinks on the way. */
function blob(bytes: number): Uint8Array {
  const out = new Uint8Array(bytes)
  for (let at = 0; at < bytes; at += 65_536) crypto.getRandomValues(out.subarray(at, at + 65_536))
  return out
}

const stock = {
  /** So many entries of so many bytes, each an update of its own. */
  write(entries: number, bytes: number): void {
    for (let i = 0; i < entries; i++) log.push([blob(bytes)])
  },
  connect(signaling: string): void {
    provider = new WebrtcProvider('room', doc, {
      signaling: [signaling],
      peerOpts: { config: { iceServers: [] } },
    })
  },
  peers: (): number => provider?.room?.webrtcConns.size ?? 0,
  entries: (): number => log.length,
}
export type Stock = typeof stock

Object.assign(window, { stock })
