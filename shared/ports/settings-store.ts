// SettingsStore: the few things a window needs before the vault is unlocked, hence kept in clear.
// It must never hold anything about people, groups, papers or roads.
import type { Language, LockAfter, Theme } from '../contract/editor-api.ts'

export interface Settings {
  readonly language: Language
  readonly theme: Theme
  /** Size of the editor's window in CSS pixels. */
  readonly window: { readonly width: number; readonly height: number }
  /** Keeps the window out of screenshots and shared screens, where the operating system can. */
  readonly contentProtection: boolean
  /** How long nobody may have been at the editor before the vault is locked. */
  readonly lockAfter: LockAfter
  /** Underlines misspelt words. */
  readonly spelling: boolean
}

export interface SettingsStore {
  get(): Settings
  /** Keeps what is not named. Durable enough for a setting; a failing disk is `E_DISK_FULL` or `E_DISK_READ_ONLY`. */
  set(change: Partial<Settings>): Promise<void>
}
