// The courier's way to the host: one interface, two transports. It must never carry the editor's calls.
import { COURIER_BRIDGE, type CourierBridge } from '../../shared/contract/channels.ts'
import {
  type CourierCommands,
  type CourierTransport,
  courierCommands,
} from '../../shared/contract/courier-api.ts'
import { courierFrame } from '../../shared/contract/socket-frames.ts'
import { connect } from './socket-connection.ts'

type CommandName = keyof CourierCommands

/** Where commands go once they are checked; what the contract does not know is dropped. */
function createCommands(): { on: CourierTransport['on']; obey(name: string, payload: unknown): void } {
  const listeners = new Map<string, (payload: never) => void>()
  return {
    on: (command, listener) => void listeners.set(command, listener),
    obey(name, payload) {
      if (!Object.hasOwn(courierCommands, name)) return
      const parsed = courierCommands[name as CommandName].safeParse(payload)
      if (parsed.success) listeners.get(name)?.(parsed.data as never)
    },
  }
}

function preloadTransport(bridge: CourierBridge): CourierTransport {
  const commands = createCommands()
  bridge.onCommand(commands.obey)
  return { on: commands.on, emit: (event, payload) => bridge.emit(event, payload) }
}

/** What is emitted before the socket is open waits for it. */
function socketTransport(token: string): CourierTransport {
  const commands = createCommands()
  const connection = connect(courierFrame, { token })
  connection.then(
    (open) => open.onFrame(({ name, payload }) => commands.obey(name, payload)),
    // The editor's page is told by its own socket, and takes this frame down.
    () => undefined,
  )
  return {
    on: commands.on,
    emit(name, payload) {
      connection.then(
        (open) => open.send({ name, payload }),
        () => undefined,
      )
    },
  }
}

/** Once per page. */
export function createTransport(): CourierTransport {
  const bridge: CourierBridge | undefined = Reflect.get(window, COURIER_BRIDGE)
  return bridge === undefined ? socketTransport(location.hash.slice(1)) : preloadTransport(bridge)
}
