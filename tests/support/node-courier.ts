// A courier that runs in this very process: the product's own courier code over @roamhq/wrtc instead of Chromium's WebRTC.
// It must never be used to claim anything about a real browser; the tests with pages do that.
import { createRequire } from 'node:module'
import { WebSocket } from 'ws'
import { type Courier, startCourier } from '../../renderer/courier/courier.ts'
import type { Wrtc } from '../../renderer/courier/wrapped-peer.ts'
import type {
  CourierCommands,
  CourierEvents,
  CourierPort,
  CourierTransport,
} from '../../shared/contract/courier-api.ts'

export const wrtc = createRequire(import.meta.url)('@roamhq/wrtc') as Wrtc

export const COURIER_ORIGIN = 'http://courier.test'

class CourierSocket extends WebSocket {
  constructor(url: string) {
    super(url, { origin: COURIER_ORIGIN })
    this.on('error', () => undefined)
  }
}

// lib0's WebSocket client, inside y-webrtc, looks for the browser's.
Object.defineProperty(globalThis, 'WebSocket', { value: CourierSocket, configurable: true, writable: true })

type Listeners<Names extends object> = { [Name in keyof Names]?: (payload: Names[Name]) => void }

export interface CourierWire {
  readonly port: CourierPort
  readonly transport: CourierTransport
  /** The page goes away without a word. */
  drop(): void
}

/** Both ends of a courier's transport, in order and a turn of the loop apart, like the real ones. */
export function courierWire(): CourierWire {
  const commands: Listeners<CourierCommands> = {}
  const events: Listeners<CourierEvents> = {}
  let gone: () => void = () => undefined
  let up = true
  return {
    port: {
      send(command, payload) {
        setImmediate(() => {
          if (up) (commands[command] as ((payload: unknown) => void) | undefined)?.(structuredClone(payload))
        })
      },
      on(event, listener) {
        Object.assign(events, { [event]: listener })
      },
      onGone(listener) {
        gone = listener
      },
    },
    transport: {
      emit(event, payload) {
        setImmediate(() => {
          if (up) (events[event] as ((payload: unknown) => void) | undefined)?.(structuredClone(payload))
        })
      },
      on(command, listener) {
        Object.assign(commands, { [command]: listener })
      },
    },
    drop() {
      up = false
      gone()
    },
  }
}

export interface NodeCourier {
  readonly port: CourierPort
  /** Leaves all rooms; the page is gone. */
  close(): void
}

export function nodeCourier(native: Wrtc = wrtc): NodeCourier {
  const wire = courierWire()
  const courier: Courier = startCourier(wire.transport, native)
  return {
    port: wire.port,
    close() {
      courier.close()
      wire.drop()
    },
  }
}
