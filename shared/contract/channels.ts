// Names of Electron's channels and of what the preloads put on the window: the one thing that preloads share with the rest.
// It must never import anything: a sandboxed preload has no loader.

/** On the editor's window. */
export const EDITOR_BRIDGE = 'rapporteur'
/** On the courier's window. */
export const COURIER_BRIDGE = 'rapporteurCourier'

export const CHANNELS = {
  /** Editor → main, answered: a method and its input. */
  call: 'editor:call',
  /** Main → editor: an event and its payload. */
  event: 'editor:event',
  /** Main → courier. */
  command: 'courier:command',
  /** Courier → main. */
  report: 'courier:report',
} as const

/** What the editor's preload offers the page. Results are checked on the other side of it. */
export interface EditorBridge {
  call(method: string, input: unknown): Promise<unknown>
  /** One listener for all events. */
  onEvent(listener: (event: string, payload: unknown) => void): void
}

export interface CourierBridge {
  emit(event: string, payload: unknown): void
  /** One listener for all commands. */
  onCommand(listener: (command: string, payload: unknown) => void): void
}
