// The route, which survives a lock here and a reload in the host. A page that finds the vault unlocked asks where it was; one that sees
// it being unlocked starts at home. It must never write the place anywhere itself.
import { useEffect, useState } from 'react'
import type { AppState } from '../../../shared/contract/editor-api.ts'
import { useClient } from './client.ts'
import { HOME, type Route } from './route.ts'

/** `route` is undefined until the host has said where this page was. */
export function usePlace(vault: AppState['vault'] | undefined) {
  const client = useClient()
  const [route, setRoute] = useState<Route>()
  const asking = vault === 'unlocked' && route === undefined

  useEffect(() => {
    if (vault !== undefined && vault !== 'unlocked') setRoute((known) => known ?? HOME)
  }, [vault])

  useEffect(() => {
    if (!asking) return
    void client.call('place.get', {}).then((reply) => {
      const kept = reply.ok ? reply.data.place : undefined
      setRoute((known) => known ?? kept ?? HOME)
    })
  }, [client, asking])

  useEffect(() => {
    // What fails here costs no more than the way back after a reload.
    if (vault === 'unlocked' && route !== undefined) void client.call('place.keep', { place: route })
  }, [client, vault, route])

  return [route, setRoute] as const
}
