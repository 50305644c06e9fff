// The settings' schema and defaults, the same for every adapter.
// It must never throw on what a file holds: a damaged or newer settings file falls back to defaults, field by field.
import { z } from 'zod'
import { language, lockAfter, theme } from '../../shared/contract/editor-api.ts'
import type { Settings } from '../../shared/ports/settings-store.ts'

export const DEFAULT_SETTINGS: Settings = {
  language: 'en',
  theme: 'system',
  window: { width: 1280, height: 800 },
  contentProtection: false,
  lockAfter: '15',
  spelling: true,
}

const pixels = z.number().int().min(320).max(20_000)
const stored = z.object({
  language: language.catch(DEFAULT_SETTINGS.language),
  theme: theme.catch(DEFAULT_SETTINGS.theme),
  window: z.object({ width: pixels, height: pixels }).catch(DEFAULT_SETTINGS.window),
  contentProtection: z.boolean().catch(DEFAULT_SETTINGS.contentProtection),
  lockAfter: lockAfter.catch(DEFAULT_SETTINGS.lockAfter),
  spelling: z.boolean().catch(DEFAULT_SETTINGS.spelling),
})

/** Whatever was stored, as settings. */
export function parseSettings(value: unknown): Settings {
  const parsed = stored.safeParse(value)
  return parsed.success ? parsed.data : DEFAULT_SETTINGS
}
