// The host's end of the courier's transport, whatever carries it: checks what the courier says and passes it on.
// It must never trust the courier: Chromium's WebRTC stack, which strangers reach, runs beside it (COURIER_LIES).
import { type CourierEvents, type CourierPort, courierEvents } from '../../../shared/contract/courier-api.ts'

type EventName = keyof CourierEvents
type Listeners = { [Name in EventName]?: ((payload: CourierEvents[Name]) => void)[] }

export interface CourierEnd {
  readonly port: CourierPort
  /** False for anything outside the contract: the caller closes the transport. */
  receive(name: unknown, payload: unknown): boolean
  /** The page has gone; later events of it are dropped. */
  leave(): void
}

/** `send` carries a command to the page; it may drop what comes after the page has gone. */
export function createCourierEnd(send: (name: string, payload: unknown) => void): CourierEnd {
  const listeners: Listeners = {}
  const goneListeners: (() => void)[] = []
  let gone = false

  const deliver = <Name extends EventName>(name: Name, payload: unknown): boolean => {
    const parsed = courierEvents[name].safeParse(payload)
    if (!parsed.success) return false
    for (const listener of listeners[name] ?? []) listener(parsed.data as CourierEvents[Name])
    return true
  }

  return {
    port: {
      send: (name, payload) => {
        if (!gone) send(name, payload)
      },
      on<Name extends EventName>(name: Name, listener: (payload: CourierEvents[Name]) => void) {
        const list: ((payload: CourierEvents[Name]) => void)[] = listeners[name] ?? []
        list.push(listener)
        listeners[name] = list as Listeners[Name]
      },
      onGone(listener) {
        if (gone) listener()
        else goneListeners.push(listener)
      },
    },
    receive: (name, payload) => {
      if (gone || typeof name !== 'string' || !Object.hasOwn(courierEvents, name)) return false
      return deliver(name as EventName, payload)
    },
    leave() {
      if (gone) return
      gone = true
      for (const listener of goneListeners) listener()
    },
  }
}
