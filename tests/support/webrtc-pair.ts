// Two couriers with their hubs and roads, introduced to each other without sealing: what a test of the channel itself needs.
import {
  createWebrtcRoad,
  type OpenedLink,
  type WebrtcRoad,
} from '../../electron/host/adapters/webrtc-road.ts'
import { type Hub, openHub } from '../../electron/hub/hub.ts'
import type { Signal } from '../../electron/hub/signal.ts'
import { systemRandom } from './crypto.ts'
import type { Page } from './devices.ts'
import { until } from './until.ts'

export interface WebrtcSide {
  readonly hub: Hub
  readonly road: WebrtcRoad
  readonly room: string
  readonly opened: OpenedLink[]
}

export interface WebrtcPair {
  readonly sides: readonly [WebrtcSide, WebrtcSide]
  /** The newest link of each. */
  links(): readonly [OpenedLink, OpenedLink]
  /** Waits until each has had so many links. */
  opened(times: number): Promise<void>
  dispose(): Promise<void>
}

export interface PairOptions {
  readonly glare?: boolean
  /** Called when both are there and their first words are passed on. */
  introduced?(): void
}

/** `glare`: each hears the other's announcement, so that both call at once; else only the second is called. */
export async function webrtcPair(
  page: () => Page | Promise<Page>,
  { glare = false, introduced = () => undefined }: PairOptions = {},
): Promise<WebrtcPair> {
  const held: (() => void)[] = []
  const sides: WebrtcSide[] = []
  const disposals: (() => Promise<unknown>)[] = []
  let open = false

  const said = (message: Signal, from: WebrtcSide): void => {
    const deliver = (): void => {
      if (!glare && message.type === 'announce' && from === sides[1]) return
      for (const to of sides) if (to !== from) to.hub.deliver(to.room, message)
    }
    if (open) deliver()
    else held.push(deliver)
  }

  const side = async (): Promise<WebrtcSide> => {
    const { port, origin, close } = await page()
    const hub = await openHub({ random: systemRandom, isCourier: (asking) => asking === origin })
    const road = createWebrtcRoad({ hubUrl: hub.url, iceServers: [] })
    const self: WebrtcSide = { hub, road, room: hub.openRoom(), opened: [] }
    hub.onSignal(({ message }) => said(message, self))
    road.onLink((one) => self.opened.push(one))
    road.openRoom(self.room)
    road.attach(port)
    sides.push(self)
    disposals.push(async () => {
      road.close()
      await close()
      await hub.close()
    })
    return self
  }

  const pair = [await side(), await side()] as const
  // Held until both are there, so that their first words cross exactly when the test wants it.
  await until('both have announced themselves', () => held.length >= 2, 30_000)
  open = true
  introduced()
  for (const deliver of held) deliver()
  const newest = ({ opened }: WebrtcSide): OpenedLink => {
    const link = opened.at(-1)
    if (link === undefined) throw new Error('no link')
    return link
  }
  return {
    sides: pair,
    links: () => [newest(pair[0]), newest(pair[1])],
    opened: (times) =>
      until(
        `both ends to have opened ${times} links`,
        () => pair.every(({ opened }) => opened.length >= times),
        60_000,
      ),
    async dispose() {
      await Promise.all(disposals.map((dispose) => dispose()))
    },
  }
}
