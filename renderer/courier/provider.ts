// One room: y-webrtc's provider, unmodified, with a document and an awareness that stay empty. It owns signalling, glare, peers
// and reconnection; what rides its data channels is the host's. It must never be given a public server or a document with text.
import './no-broadcast.ts'
import { Awareness } from 'y-protocols/awareness'
import { WebrtcProvider } from 'y-webrtc'
import { Doc } from 'yjs'
import type { WrappedChannel } from './wrapped-channel.ts'
import { type WatchedPeer, type Wrtc, wrapWrtc } from './wrapped-peer.ts'

/** Stock y-webrtc stops at 20 to 35 peers, at random, which splits a group in parts; the host chooses neighbours instead. */
const MAX_CONNECTIONS = 1000

export interface RoomOptions {
  readonly room: string
  /** `ws://127.0.0.1:<port>/<token>`: the only address that is ever contacted. */
  readonly hub: string
  readonly iceServers: readonly { readonly urls: string }[]
  readonly wrtc: Wrtc
  /** Called for each connection, before it is negotiated. `remotePeer` is known once the channel opens. */
  wrap(channel: RTCDataChannel, peer: WatchedPeer, remotePeer: () => string | undefined): WrappedChannel
}

/** Joins the room; the returned function leaves it. */
export function joinRoom({ room, hub, iceServers, wrtc, wrap }: RoomOptions): () => void {
  const doc = new Doc()
  const awareness = new Awareness(doc)
  awareness.setLocalState(null)
  const provider: WebrtcProvider = new WebrtcProvider(room, doc, {
    signaling: [hub],
    awareness,
    maxConns: MAX_CONNECTIONS,
    filterBcConns: true,
    peerOpts: {
      wrtc: wrapWrtc(wrtc, (channel, peer) => wrap(channel, peer, () => peerIdOf(provider, peer))),
      config: { iceServers },
      // Without it two sides that call each other at once leave a dead link that looks open.
      channelConfig: { negotiated: true, id: 0 },
    },
  })
  return () => {
    provider.destroy()
    awareness.destroy()
    doc.destroy()
  }
}

/** y-webrtc keeps its connections by peer id; ours is the one whose RTCPeerConnection is this. */
function peerIdOf(provider: WebrtcProvider, peer: WatchedPeer): string | undefined {
  for (const [id, connection] of provider.room?.webrtcConns ?? []) {
    if (connection.peer._pc === peer) return id
  }
  return undefined
}
