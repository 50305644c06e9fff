// Who listens to which event of the host. It must never let one listener's error keep the event from the next.
import { type EditorEvent, type EditorEvents, editorEvents } from '../../shared/contract/editor-api.ts'

type Listener = (payload: never) => void

export interface Events {
  on<Name extends EditorEvent>(event: Name, listener: (payload: EditorEvents[Name]) => void): () => void
  /** Drops what the contract does not know: an older page beside a newer host. */
  emit(event: string, payload: unknown): void
}

export function createEvents(): Events {
  const listeners = new Map<string, Set<Listener>>()
  return {
    on(event, listener) {
      const set = listeners.get(event) ?? new Set()
      listeners.set(event, set)
      set.add(listener)
      return () => set.delete(listener)
    },
    emit(event, payload) {
      if (!Object.hasOwn(editorEvents, event)) return
      const parsed = editorEvents[event as EditorEvent].safeParse(payload)
      if (!parsed.success) return
      for (const listener of [...(listeners.get(event) ?? [])]) {
        try {
          listener(parsed.data as never)
        } catch (error) {
          reportError(error)
        }
      }
    },
  }
}
