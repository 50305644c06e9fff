// Where the person is. Kept in memory only: an address bar, a history or a window title would show it to whoever looks.
import { createContext, useContext } from 'react'

export type GroupTab = 'papers' | 'members' | 'settings'

export type Route =
  | { readonly at: 'groups' }
  | { readonly at: 'group'; readonly group: string; readonly tab: GroupTab }
  | { readonly at: 'paper'; readonly group: string; readonly groupName: string; readonly paper: string }

export const HOME: Route = { at: 'groups' }

/** Goes there, after asking when something typed is not saved. */
export const GoContext = createContext<(route: Route) => void>(() => {})

export function useGo(): (route: Route) => void {
  return useContext(GoContext)
}
