// The courier: carries sealed session bytes between the host and the data channels of y-webrtc's rooms. It holds no key and reads
// nothing. It must never open a connection that the host did not ask for, nor keep a byte once it is handed on.
import type { CourierTransport } from '../../shared/contract/courier-api.ts'
import { joinRoom } from './provider.ts'
import { WrappedChannel } from './wrapped-channel.ts'
import type { Wrtc } from './wrapped-peer.ts'

export interface Courier {
  /** Leaves every room. */
  close(): void
}

/** Obeys the commands of `transport`. Emits `started` at once: the host answers with where the hub is and which rooms to join. */
export function startCourier(transport: CourierTransport, wrtc: Wrtc): Courier {
  const rooms = new Map<string, () => void>()
  const links = new Map<number, WrappedChannel>()
  let nextLink = 0
  let config: { hub: string; iceServers: { urls: string }[] } | undefined

  const leaveAll = (): void => {
    for (const leave of rooms.values()) leave()
    rooms.clear()
  }

  transport.on('start', ({ hub, iceServers }) => {
    if (config?.hub === hub) return
    leaveAll()
    config = { hub, iceServers }
  })

  transport.on('openRoom', ({ room }) => {
    if (config === undefined || rooms.has(room)) return
    const wrap = (
      channel: RTCDataChannel,
      peer: { offered: boolean },
      remotePeer: () => string | undefined,
    ) => {
      const link = nextLink++
      let announced = false
      const wrapped: WrappedChannel = new WrappedChannel(channel, {
        opened() {
          const remote = remotePeer()
          if (remote === undefined) return wrapped.close()
          announced = true
          links.set(link, wrapped)
          transport.emit('opened', { link, room, remotePeer: remote, offered: peer.offered })
        },
        message: (message) => transport.emit('message', { link, message }),
        buffered: (bytes, received) => transport.emit('buffered', { link, bytes, received }),
        closed() {
          links.delete(link)
          if (announced) transport.emit('closed', { link })
        },
      })
      return wrapped
    }
    rooms.set(room, joinRoom({ room, ...config, wrtc, wrap }))
  })

  transport.on('closeRoom', ({ room }) => {
    rooms.get(room)?.()
    rooms.delete(room)
  })
  transport.on('send', ({ link, message }) => links.get(link)?.sendMessage(message))
  transport.on('ready', ({ link }) => links.get(link)?.ready())
  transport.on('taken', ({ link, count }) => links.get(link)?.taken(count))
  transport.on('close', ({ link }) => links.get(link)?.close())
  transport.emit('started', {})

  return { close: leaveAll }
}
