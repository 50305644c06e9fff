// Links over real sockets keep the promises of every Link.
import { createSocketRoad } from '../../electron/host/adapters/socket-road.ts'
import type { Link } from '../../shared/ports/link.ts'
import { systemClock } from '../support/system-clock.ts'
import { linkContract } from './link.ts'

linkContract('a socket link', async () => {
  const [listener, caller] = [createSocketRoad(systemClock), createSocketRoad(systemClock)]
  const called = new Promise<Link>((resolve) =>
    listener.onLink(({ link, established }) => {
      established()
      resolve(link)
    }),
  )
  const port = await listener.listen('127.0.0.1', 0)
  const a = await caller.dial(`127.0.0.1:${port}`)
  return {
    a,
    b: await called,
    async dispose() {
      await caller.close()
      await listener.close()
    },
  }
})
