// The two pages under Electron and where they live. It must never be compared by `origin`: that of `app://editor` is 'null'.
import type { PageAddress } from '../host/api/sender-guard.ts'

export const SCHEME = 'app'
export type PageName = 'editor' | 'courier'

export const PAGES: Readonly<Record<PageName, PageAddress>> = {
  editor: { protocol: `${SCHEME}:`, host: 'editor' },
  courier: { protocol: `${SCHEME}:`, host: 'courier' },
}

export const addressOf = (page: PageName): string => `${SCHEME}://${PAGES[page].host}/`
