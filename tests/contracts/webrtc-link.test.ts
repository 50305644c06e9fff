// Links over the courier's wrapped channel keep the promises of every Link.
import { inProcess } from '../support/devices.ts'
import { webrtcPair } from '../support/webrtc-pair.ts'
import { linkContract } from './link.ts'

linkContract('a webrtc link', async () => {
  const pair = await webrtcPair(() => inProcess())
  await pair.opened(1)
  const [a, b] = pair.links()
  a.ready()
  b.ready()
  return { a: a.link, b: b.link, dispose: pair.dispose }
})
