// What a shell gives the host and what it gets back. One host runs unchanged under both shells.
// It must never grow a thing that only one shell can offer.
import type { CourierPort } from '../../shared/contract/courier-api.ts'
import type { EditorEvent, EditorEvents, EditorHandlers } from '../../shared/contract/editor-api.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import type { SettingsStore } from '../../shared/ports/settings-store.ts'

export interface HostDeps {
  readonly profileDir: string
  readonly shell: 'electron' | 'browser'
  readonly version: string
  /** Whether the setting `contentProtection` does anything in this shell. */
  readonly canHideWindow?: boolean
  readonly clock: Clock
  readonly settings: SettingsStore
  /** From the start, colleagues' devices may connect here (`--listen`); absent: off until the person allows it. */
  readonly listen?: { readonly host: string; readonly port: number }
  /** Whether this `Origin` header is that of the courier's page. */
  isCourier(origin: string | undefined): boolean
}

export type EventListener = <Name extends EditorEvent>(event: Name, payload: EditorEvents[Name]) => void

export interface Host {
  readonly handlers: EditorHandlers
  /** Returns a function that stops listening. */
  onEvent(listener: EventListener): () => void
  /** A courier's page has come, perhaps in place of an earlier one, whose port is gone by then. */
  attachCourier(port: CourierPort): void
  /** `ws://127.0.0.1:<port>`: the one thing that the courier's page may connect to, beside its own transport. */
  readonly hubOrigin: string
  /** The editor's page has gone, without a word: its paper sessions are closed, the vault stays as it is. */
  editorGone(): void
  /** Flushes, locks, and gives the profile up; at most a second and a half. */
  close(): Promise<void>
}

/** Errors: those of opening a profile (`E_PROFILE_IN_USE`, `E_PROFILE_FOREIGN`…) and `E_PORT_TAKEN` for `listen`. */
export type CreateHost = (deps: HostDeps) => Promise<Host>
