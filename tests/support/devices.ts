// Devices for tests of the network: each with its own hub, courier, sockets and Network, and a ChainReplica per group. Everything
// between them is real (sockets, Noise, y-webrtc, WebRTC); only what lies above replication is a stand-in.
import { createSocketRoad, type SocketRoad } from '../../electron/host/adapters/socket-road.ts'
import { createWebrtcRoad, type WebrtcRoad } from '../../electron/host/adapters/webrtc-road.ts'
import type { GroupNetwork } from '../../electron/host/network/group-network.ts'
import { Network } from '../../electron/host/network/network.ts'
import { type Hub, openHub } from '../../electron/hub/hub.ts'
import type { Signal } from '../../electron/hub/signal.ts'
import type { Wrtc } from '../../renderer/courier/wrapped-peer.ts'
import { toHex } from '../../shared/bytes/text.ts'
import type { CourierPort } from '../../shared/contract/courier-api.ts'
import type { DeviceId } from '../../shared/ids/ids.ts'
import type { RoadName } from '../../shared/ports/link.ts'
import type { DeviceAddresses } from '../../shared/replication/replica.ts'
import { ChainReplica, type DeviceKeys, newDevice } from './chain-replica.ts'
import { realCrypto, systemRandom } from './crypto.ts'
import { COURIER_ORIGIN, nodeCourier } from './node-courier.ts'
import { systemClock } from './system-clock.ts'

/** A ChainReplica that hands signals to its network, as a host's Replica does. */
class NetworkReplica extends ChainReplica {
  network: GroupNetwork | undefined

  override receiveSignal(signal: { origin: DeviceId; box: Uint8Array }, from: DeviceId): void {
    super.receiveSignal(signal, from)
    this.network?.receiveSignal(signal, from)
  }

  override receiveAddresses(entries: readonly DeviceAddresses[]): void {
    super.receiveAddresses(entries)
    this.announce('addresses')
  }
}

export interface TestMember {
  readonly keys: DeviceKeys
  readonly replica: NetworkReplica
  readonly network: GroupNetwork
  /** Addresses that were given to the group as another device's. */
  readonly learnt: Map<DeviceId, readonly string[]>
  /** The road that carries envelopes to this device now. */
  roadTo(other: DeviceId): RoadName | undefined
}

export interface Page {
  readonly port: CourierPort
  readonly origin: string
  close(): void | Promise<void>
}

export interface TestDevice {
  readonly hub: Hub
  readonly sockets: SocketRoad
  readonly courier: WebrtcRoad
  readonly network: Network<string>
  readonly port: number
  readonly address: string
  /** A second page of this device, from another origin. */
  allow(origin: string): void
  /** Joins a group whose devices are `roster`; one of them is this device's. */
  join(
    keys: DeviceKeys,
    roster: readonly DeviceKeys[],
    addresses?: Map<DeviceId, readonly string[]>,
  ): TestMember
  close(): Promise<void>
}

/** The courier runs in this process, over Node's WebRTC or a tapped one. */
export const inProcess = (native?: Wrtc): Page => ({ ...nodeCourier(native), origin: COURIER_ORIGIN })

export interface DeviceOptions {
  readonly port?: number
  /** Sees what passes the hub: what the courier says, and what it is told. */
  readonly tap?: (way: 'from courier' | 'to courier', room: string, message: Signal) => void
}

function tapped(hub: Hub, tap: NonNullable<DeviceOptions['tap']>): Hub {
  return {
    ...hub,
    onSignal: (listener) =>
      hub.onSignal((signal) => {
        tap('from courier', signal.room, signal.message)
        listener(signal)
      }),
    deliver(room, message) {
      tap('to courier', room, message)
      hub.deliver(room, message)
    },
  }
}

export async function testDevice(page: Page | undefined, options: DeviceOptions = {}): Promise<TestDevice> {
  const { port = 0, tap = () => undefined } = options
  const origins = new Set(page === undefined ? [] : [page.origin])
  const hub = tapped(
    await openHub({
      random: systemRandom,
      isCourier: (origin) => origin !== undefined && origins.has(origin),
    }),
    tap,
  )
  const sockets = createSocketRoad(systemClock)
  const courier = createWebrtcRoad({ hubUrl: hub.url, iceServers: [] })
  const network = new Network<string>({
    crypto: realCrypto,
    clock: systemClock,
    random: systemRandom,
    hub,
    courier,
    sockets,
  })
  const listening = await network.listen('127.0.0.1', port)
  if (page !== undefined) courier.attach(page.port)
  return {
    hub,
    sockets,
    courier,
    network,
    port: listening.port,
    address: `127.0.0.1:${listening.port}`,
    allow: (origin) => void origins.add(origin),
    join(keys, roster, addresses = new Map()) {
      const replica = new NetworkReplica(realCrypto, keys)
      for (const device of roster) replica.admit(device)
      const learnt = new Map(addresses)
      const group = network.addGroup({
        replica,
        boxKeys: keys.box,
        deviceOf: (key) => roster.find(({ box }) => toHex(box.publicKey) === toHex(key))?.id,
        boxKeyOf: (device) => roster.find(({ id }) => id === device)?.box.publicKey,
        knownAddresses: () =>
          roster
            .filter(({ id }) => id !== keys.id)
            .map(({ id }) => ({
              device: id,
              addresses: replica.learntAddresses.get(id) ?? learnt.get(id) ?? [],
            })),
        onAddresses: (device, found) => void learnt.set(device, found),
      })
      replica.network = group
      replica.ownAddresses = network.ownAddresses()
      return {
        keys,
        replica,
        network: group,
        learnt,
        roadTo: (other) => group.online().find(({ device }) => device === other)?.road,
      }
    },
    async close() {
      await network.close()
      courier.close()
      await page?.close()
      await hub.close()
    },
  }
}

/** The devices of one test file; closes what a test left open. */
export class Devices {
  readonly #running = new Set<TestDevice>()

  async start(page?: Page, options?: DeviceOptions): Promise<TestDevice> {
    const device = await testDevice(page, options)
    this.#running.add(device)
    return device
  }

  async stop(device: TestDevice): Promise<void> {
    this.#running.delete(device)
    await device.close()
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#running].map((device) => this.stop(device)))
  }
}

/** Says where a device is, for {@link TestDevice.join}. */
export const at = (keys: DeviceKeys, device: TestDevice): Map<DeviceId, readonly string[]> =>
  new Map([[keys.id, [device.address]]])

/** Keys of so many devices, the smallest id first, so that a test knows who calls whom. */
export function roster<Count extends keyof Rosters>(count: Count): Rosters[Count] {
  const keys = Array.from({ length: count }, () => newDevice(realCrypto))
  return keys.sort((a, b) => (a.id < b.id ? -1 : 1)) as unknown as Rosters[Count]
}

interface Rosters {
  readonly 2: readonly [DeviceKeys, DeviceKeys]
  readonly 3: readonly [DeviceKeys, DeviceKeys, DeviceKeys]
}
