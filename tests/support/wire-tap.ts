// Hears every byte that this process writes to any TCP socket, and what couriers hand to WebRTC. It must hear all of it: a scan of
// what it missed would prove nothing, so a test plants something to be found.
import { Socket } from 'node:net'
import { WebSocket } from 'ws'
import type { Wrtc } from '../../renderer/courier/wrapped-peer.ts'

export interface Heard {
  /** `tcp`: as written to the socket, where a WebSocket client masks what it says; the others as given to a WebSocket. */
  readonly kind: 'tcp' | 'text' | 'binary'
  readonly bytes: Uint8Array
}

export interface WireTap {
  /** Everything since it was laid: one stretch for each socket, and each kind of message of each WebSocket. */
  streams(): Heard[]
  remove(): void
}

type Write = typeof Socket.prototype.write
type Send = (this: WebSocket, ...parameters: unknown[]) => void

export function tapSockets(): WireTap {
  const heard = new Map<Socket | WebSocket, { kind: Heard['kind']; bytes: Buffer }[]>()
  const hear = (on: Socket | WebSocket, kind: Heard['kind'], chunk: unknown): void => {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk as Uint8Array)
    heard.set(on, [...(heard.get(on) ?? []), { kind, bytes }])
  }
  const write: Write = Socket.prototype.write
  Socket.prototype.write = function (this: Socket, ...parameters: Parameters<Write>) {
    hear(this, 'tcp', parameters[0])
    return write.apply(this, parameters)
  } as Write
  const send = WebSocket.prototype.send as Send
  WebSocket.prototype.send = function (this: WebSocket, ...parameters: unknown[]) {
    hear(this, typeof parameters[0] === 'string' ? 'text' : 'binary', parameters[0])
    send.apply(this, parameters)
  } as typeof WebSocket.prototype.send
  return {
    streams: () =>
      [...heard.values()].flatMap((chunks) =>
        (['tcp', 'text', 'binary'] as const).map((kind) => ({
          kind,
          bytes: Buffer.concat(chunks.filter((chunk) => chunk.kind === kind).map(({ bytes }) => bytes)),
        })),
      ),
    remove() {
      Socket.prototype.write = write
      WebSocket.prototype.send = send as typeof WebSocket.prototype.send
    },
  }
}

/** The same WebRTC, with what is sent on its channels kept. */
export function tapChannels(native: Wrtc): { readonly wrtc: Wrtc; readonly sent: Uint8Array[] } {
  const sent: Uint8Array[] = []
  class Tapped extends native.RTCPeerConnection {
    override createDataChannel(label: string, options?: RTCDataChannelInit): RTCDataChannel {
      const channel = super.createDataChannel(label, options)
      const send = channel.send.bind(channel)
      Object.defineProperty(channel, 'send', {
        value: (bytes: Uint8Array<ArrayBuffer>) => {
          sent.push(bytes.slice())
          send(bytes)
        },
      })
      return channel
    }
  }
  const { RTCIceCandidate, RTCSessionDescription } = native
  return { wrtc: { RTCPeerConnection: Tapped, RTCIceCandidate, RTCSessionDescription }, sent }
}
