// A cast of devices in one group for tests of replication: each with a ChainReplica and a Replication, joined by real sessions over
// memory links.
import type { Crypto } from '../../shared/crypto/crypto.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import { Replication } from '../../shared/replication/replication.ts'
import { acceptSession } from '../../shared/session/accept.ts'
import { connectSession } from '../../shared/session/connect.ts'
import type { Session } from '../../shared/session/session.ts'
import { ChainReplica, type DeviceKeys, newDevice } from './chain-replica.ts'
import { type MemoryPair, memoryPair, type PairOptions } from './memory-links.ts'

export interface Member {
  readonly device: DeviceKeys
  readonly replica: ChainReplica
  readonly replication: Replication
}

type Callable = Pick<DeviceKeys, 'id' | 'box'>

/** Whatever has keys and a Replication can be connected. */
export interface Connectable {
  readonly device: Callable
  readonly replication: Replication
}

export class Cast {
  readonly crypto: Crypto
  readonly clock: Clock

  constructor(crypto: Crypto, clock: Clock) {
    this.crypto = crypto
    this.clock = clock
  }

  member(): Member {
    const device = newDevice(this.crypto)
    const replica = new ChainReplica(this.crypto, device)
    return { device, replica, replication: new Replication(this, replica) }
  }

  /** So many members, all admitted by the first; none connected. */
  group(count: number): Member[] {
    const members = Array.from({ length: count }, () => this.member())
    const [first] = members
    for (const { device } of members) first?.replica.admit(device)
    return members
  }

  /** A real handshake from `a` to `b`; the Replications of both take the session over. */
  async connect(a: Connectable, b: Connectable, options: PairOptions = {}): Promise<MemoryPair> {
    const { pair, sessions } = await this.sessions(a.device, b.device, options)
    if (sessions) {
      b.replication.add(sessions[1], a.device.id)
      a.replication.add(sessions[0], b.device.id)
    }
    return pair
  }

  /** Sessions of both sides, or none when the Link did not live to carry the handshake. */
  async sessions(
    caller: Callable,
    acceptor: Callable,
    options: PairOptions = {},
  ): Promise<{ pair: MemoryPair; sessions: readonly [Session, Session] | undefined }> {
    const pair = memoryPair(this.clock, options)
    const accepting = acceptSession(this, pair.b, {
      candidates: [{ local: acceptor.box, tag: undefined }],
      decide: async () => ({ accept: true }),
    })
    const calling = connectSession(this, pair.a, { local: caller.box, remote: acceptor.box.publicKey })
    const [called, accepted] = await Promise.all([calling.catch(() => undefined), accepting])
    const sessions = called && accepted ? ([called.session, accepted.session] as const) : undefined
    return { pair, sessions }
  }
}
