// The device on the network: one listener, one courier and one hub for all groups, and the doors between them and each group.
// It must never answer a caller who proves no key of a group or of an open invitation, nor mix two groups' rooms.

import { RapporteurError } from '../../../shared/contract/errors.ts'
import type { KeyPair } from '../../../shared/crypto/crypto.ts'
import { type Accepted, acceptSession, type Candidate } from '../../../shared/session/accept.ts'
import { type Connected, connectSession } from '../../../shared/session/connect.ts'
import type { InboundLink } from '../adapters/socket-road.ts'
import { GroupNetwork, type GroupOnNetwork, type NetworkDeps } from './group-network.ts'
import { reachableAt, watchReach } from './reach.ts'
import { staggered } from './staggered.ts'

/** One-time keys of an open invitation of this device. `tag` comes back with the joiner. */
export interface InvitationKeys<Tag> {
  readonly local: KeyPair
  /** 32 bytes. */
  readonly psk: Uint8Array
  readonly tag: Tag
}

export interface JoinCall {
  /** `host:port`, tried in order, each beside the one before. */
  readonly addresses: readonly string[]
  /** The invitation's one-time public key. */
  readonly remote: Uint8Array
  /** The joiner's X25519 keys. */
  readonly local: KeyPair
  readonly psk: Uint8Array
  readonly payload: Uint8Array
}

type Door<Tag> = { readonly group: GroupNetwork } | { readonly invitation: Tag }

export class Network<Tag> {
  readonly #deps: NetworkDeps
  readonly #groups = new Set<GroupNetwork>()
  #invitations: () => readonly InvitationKeys<Tag>[] = () => []
  #joiner: (accepted: Accepted<Tag>) => void = ({ session }) => session.close()
  #reachChanged: () => void = () => undefined
  #listening: { host: string; port: number } | undefined
  readonly #stopWatching: () => void

  constructor(deps: NetworkDeps) {
    this.#deps = deps
    deps.hub.onSignal((signal) => this.#inRoom(signal.room)?.courierSaid(signal))
    deps.courier.onLink((opened) => {
      const group = this.#inRoom(opened.room)
      if (group === undefined) opened.link.close()
      else void group.courierOpened(opened).catch(() => opened.link.close())
    })
    deps.sockets.onLink((inbound) => void this.#accept(inbound).catch(() => inbound.link.close()))
    this.#stopWatching = watchReach(
      deps.clock,
      () => this.ownAddresses(),
      () => {
        this.#reachChanged()
        this.dialNow()
      },
    )
  }

  addGroup(group: GroupOnNetwork): GroupNetwork {
    const network = new GroupNetwork(this.#deps, group)
    this.#groups.add(network)
    return network
  }

  removeGroup(group: GroupNetwork): void {
    group.close()
    this.#groups.delete(group)
  }

  /** Asked at each call that comes in. */
  setInvitationKeys(keys: () => readonly InvitationKeys<Tag>[]): void {
    this.#invitations = keys
  }

  /** One listener: a caller who proved an invitation's secret. The session is his to close. */
  onJoiner(listener: (accepted: Accepted<Tag>) => void): void {
    this.#joiner = listener
  }

  /** Throws `E_PORT_TAKEN` or `E_ADDRESS_MALFORMED`. Port 0: any; keep the one that comes back. */
  async listen(host: string, port: number): Promise<{ port: number }> {
    const got = await this.#deps.sockets.listen(host, port)
    this.#listening = { host, port: got }
    return { port: got }
  }

  async stopListening(): Promise<void> {
    this.#listening = undefined
    await this.#deps.sockets.stopListening()
  }

  /** `host:port` of this device as others may reach it, the likeliest first; none while nobody listens. */
  ownAddresses(): string[] {
    return this.#listening === undefined ? [] : reachableAt(this.#listening.host, this.#listening.port)
  }

  /** One listener: {@link ownAddresses} may have changed. */
  onReachChanged(listener: () => void): void {
    this.#reachChanged = listener
  }

  /** Calls everyone who is not there, at once. */
  dialNow(): void {
    for (const group of this.#groups) void group.dialNow()
  }

  /** Calls an inviter. Throws `E_INVITER_UNREACHABLE` whatever the reason: an inviter who does not want us is silent. */
  async callWith({ addresses, ...credentials }: JoinCall): Promise<Connected> {
    const connected = await staggered(this.#deps.clock, addresses, async (address, late) => {
      const link = await this.#deps.sockets.dial(address)
      const one = await connectSession(this.#deps, link, credentials)
      // A slower address of the same inviter would be a second joiner to him.
      if (late()) one.session.close()
      return one
    })
    if (connected === undefined) throw new RapporteurError('E_INVITER_UNREACHABLE')
    return connected
  }

  async close(): Promise<void> {
    this.#stopWatching()
    for (const group of this.#groups) group.close()
    this.#groups.clear()
    this.#listening = undefined
    await this.#deps.sockets.close()
  }

  #inRoom(room: string): GroupNetwork | undefined {
    for (const group of this.#groups) if (group.room === room) return group
    return undefined
  }

  async #accept({ link, established }: InboundLink): Promise<void> {
    const groups: Candidate<Door<Tag>>[] = [...this.#groups].map((group) => ({
      local: group.boxKeys,
      tag: { group },
    }))
    const invitations: Candidate<Door<Tag>>[] = this.#invitations().map(({ local, psk, tag }) => ({
      local,
      psk,
      tag: { invitation: tag },
    }))
    const accepted = await acceptSession(this.#deps, link, {
      candidates: [...groups, ...invitations],
      decide: async ({ tag, peerKey, payload }) => ({
        accept: 'invitation' in tag || (await tag.group.admits(peerKey, payload)) !== undefined,
      }),
    })
    if (accepted === undefined) return
    established()
    const { tag, ...claim } = accepted
    if ('group' in tag) tag.group.adopt(claim.session)
    else this.#joiner({ ...claim, tag: tag.invitation })
  }
}
