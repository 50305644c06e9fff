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

/** When two sides call each other at once, y-webrtc can drop the answer's side and leave an offer that nobody will answer. */
const ANSWER_WITHIN_MS = 6_000

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
      this.#giveUpOn(channel)
      return channel as unknown as RTCDataChannel
    }

    #giveUpOn(channel: WrappedChannel): void {
      let timer: ReturnType<typeof setTimeout> | undefined
      const look = (hopeless: boolean, patience: number): void => {
        clearTimeout(timer)
        if (hopeless) timer = setTimeout(() => channel.close(), patience)
      }
      this.addEventListener('iceconnectionstatechange', () =>
        look(this.iceConnectionState === 'disconnected', SILENT_FOR_MS),
      )
      this.addEventListener('signalingstatechange', () =>
        look(this.signalingState === 'have-local-offer', ANSWER_WITHIN_MS),
      )
    }
  }
  // By name: a browser's `window` does not give its classes to a spread.
  const { RTCSessionDescription, RTCIceCandidate } = native
  return { RTCPeerConnection: WrappedPeer, RTCSessionDescription, RTCIceCandidate }
}
