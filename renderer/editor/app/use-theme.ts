// Puts `data-theme` on the root: the person's choice, or what the system prefers, followed when it changes.
import { useEffect } from 'react'
import type { Theme } from '../../../shared/contract/editor-api.ts'

export function useTheme(theme: Theme): void {
  useEffect(() => {
    const root = document.documentElement
    if (theme !== 'system') {
      root.dataset.theme = theme
      return
    }
    const dark = window.matchMedia('(prefers-color-scheme: dark)')
    const follow = () => {
      root.dataset.theme = dark.matches ? 'dark' : 'light'
    }
    follow()
    dark.addEventListener('change', follow)
    return () => dark.removeEventListener('change', follow)
  }, [theme])
}
