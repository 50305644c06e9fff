// The RTCPeerConnection that simple-peer is given: the browser's own, with its one data channel wrapped. It must never change
// what is negotiated; it only watches who made the offer and gives up on a path that is dead.
import type { WrappedChannel } from './wrapped-channel.ts'

/** The three classes that simple-peer takes as `wrtc`: a browser's, or a Node library's in tests. */
export interface Wrtc {
  readonly RTCPeerConnection: new (configuration?: RTCConfiguration) => RTCPeerConnection
  readonly RTCSessionDescription: typeof RTCSessionDescription
  readonly RTCIceCandidate: typeof RTCIceCandidate
}

export interface WatchedPeer {
  /** Whether this side's offer is the one that was answered. */
  readonly offered: boolean
}

/** ICE takes half a minute to call a silent path failed; the host has another road and need not wait that long. */
const SILENT_FOR_MS = 6_000

/** `wrap` is called once for each connection, with its only channel. */
export function wrapWrtc(
  native: Wrtc,
  wrap: (channel: RTCDataChannel, peer: WatchedPeer) => WrappedChannel,
): Wrtc {
  class WrappedPeer extends native.RTCPeerConnection implements WatchedPeer {
    offered = false

    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      this.addEventListener('signalingstatechange', () => {
        // After glare the side whose offer lost gets here twice: its own offer first, then the other's.
        if (this.signalingState === 'have-local-offer') this.offered = true
        if (this.signalingState === 'have-remote-offer') this.offered = false
      })
    }

    override createDataChannel(label: string, options?: RTCDataChannelInit): RTCDataChannel {
      const channel = wrap(super.createDataChannel(label, options), this)
      this.#giveUpWhenSilent(channel)
      return channel as unknown as RTCDataChannel
    }

    #giveUpWhenSilent(channel: WrappedChannel): void {
      let timer: ReturnType<typeof setTimeout> | undefined
      this.addEventListener('iceconnectionstatechange', () => {
        clearTimeout(timer)
        if (this.iceConnectionState === 'disconnected')
          timer = setTimeout(() => channel.close(), SILENT_FOR_MS)
      })
    }
  }
  return { ...native, RTCPeerConnection: WrappedPeer }
}
