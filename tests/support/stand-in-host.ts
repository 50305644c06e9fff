// A host with a vault state and nothing behind it, to test a shell without the rest of the product.
// It must never be used where what the host does is what is tested.
import type { CreateHost, EventListener, Host } from '../../electron/host/host-types.ts'
import type { CourierPort } from '../../shared/contract/courier-api.ts'
import { type AppState, type EditorHandlers, editorMethods } from '../../shared/contract/editor-api.ts'
import { RapporteurError } from '../../shared/contract/errors.ts'

export interface StandIn {
  readonly createHost: CreateHost
  /** What happened, in order: names of calls, `gone`, `courier`, `closed`. */
  readonly log: string[]
  readonly couriers: CourierPort[]
  vault: AppState['vault']
  emit: EventListener
}

export function standInHost(hubOrigin = 'ws://127.0.0.1:9'): StandIn {
  const listeners = new Set<EventListener>()
  const standIn: StandIn = {
    log: [],
    couriers: [],
    vault: 'absent',
    emit: (event, payload) => {
      for (const listener of listeners) listener(event, payload)
    },
    createHost: async (deps) => {
      const known: Partial<EditorHandlers> = {
        'app.state': async () => ({
          vault: standIn.vault,
          shell: deps.shell,
          version: deps.version,
          language: deps.settings.get().language,
          theme: deps.settings.get().theme,
          lockAfter: deps.settings.get().lockAfter,
          contentProtection: 'unavailable',
          spelling: deps.settings.get().spelling,
        }),
        'vault.create': async () => {
          standIn.vault = 'unlocked'
          return {}
        },
        'vault.lock': async () => {
          standIn.vault = 'locked'
          return {}
        },
        'settings.set': async () => {
          throw new Error('a secret path: /home/someone')
        },
        'paper.open': async () => ({
          session: '0'.repeat(32),
          clientId: 2 ** 52 + 1,
          state: new Uint8Array([0, 255, 7]),
          title: 't',
          kind: 'k',
          groupName: 'g',
          mayWrite: true,
          me: { name: 'n', colour: '#000000' },
          status: { kind: 'saved' },
          present: [],
        }),
      }
      const handlers = Object.fromEntries(
        Object.keys(editorMethods).map((method) => [
          method,
          async (input: never) => {
            standIn.log.push(method)
            const handler = known[method as keyof EditorHandlers]
            if (handler === undefined) throw new RapporteurError('E_NOT_FOUND')
            return handler(input)
          },
        ]),
      ) as unknown as EditorHandlers
      const host: Host = {
        handlers,
        hubOrigin,
        onEvent(listener) {
          listeners.add(listener)
          return () => listeners.delete(listener)
        },
        attachCourier(port) {
          standIn.log.push('courier')
          standIn.couriers.push(port)
        },
        editorGone: () => void standIn.log.push('gone'),
        close: async () => void standIn.log.push('closed'),
      }
      return host
    },
  }
  return standIn
}
