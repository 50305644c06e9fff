// ipcMain of the stand-in. It must never answer a channel that the product has not opened.
import { EventEmitter } from 'node:events'

type Invoked = (event: object, ...args: unknown[]) => unknown

export class StandInIpc extends EventEmitter {
  readonly #handlers = new Map<string, Invoked>()

  handle = (channel: string, handler: Invoked): void => void this.#handlers.set(channel, handler)

  async invoke(event: object, channel: string, args: unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel)
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
    return handler(event, ...args)
  }

  receive(event: object, channel: string, args: unknown[]): void {
    this.emit(channel, event, ...args)
  }
}
