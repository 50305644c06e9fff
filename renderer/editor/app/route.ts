// Where the person is. Kept in memory only, here and in the host: an address bar, a history or a window title would show it to
// whoever looks.
import { createContext, useContext } from 'react'
import type { Place } from '../../../shared/contract/place.ts'

export type Route = Place
export type GroupTab = Extract<Route, { at: 'group' }>['tab']

export const HOME: Route = { at: 'groups' }

/** Goes there, after asking when something typed is not saved. */
export const GoContext = createContext<(route: Route) => void>(() => {})

export function useGo(): (route: Route) => void {
  return useContext(GoContext)
}
