// The host: vault, groups and network behind the EditorApi. Plain Node code that runs unchanged under both shells; it has no DOM, no
// WebRTC and no opinion about windows.
import sodium from 'libsodium-wrappers'
import { createCrypto } from '../../shared/crypto/crypto.ts'
import { openHub } from '../hub/hub.ts'
import { createSocketRoad } from './adapters/socket-road.ts'
import { systemRandom } from './adapters/system-random.ts'
import { createWebrtcRoad } from './adapters/webrtc-road.ts'
import { createHandlers } from './api/handlers.ts'
import { Incarnations } from './groups/incarnations.ts'
import type { CreateHost, EventListener, Host, HostDeps } from './host-types.ts'
import { OpenVault } from './open-vault.ts'
import { Transfers } from './transfers.ts'
import type { KdfCost } from './vault/vault-header.ts'
import { type VaultDeps, VaultKeeper } from './vault/vault-keeper.ts'

/** What tests put in place of the real thing; the product passes none. */
export interface HostSeams {
  readonly kdfCost?: KdfCost
  readonly openStore?: NonNullable<VaultDeps['openStore']>
}

export const createHost: CreateHost = (deps) => composeHost(deps, {})

export async function composeHost(deps: HostDeps, seams: HostSeams): Promise<Host> {
  const { canHideWindow = false, clock, listen, settings, shell, version } = deps
  await sodium.ready
  const random = systemRandom()
  const crypto = createCrypto(sodium, random)
  const keeper = await VaultKeeper.open({ profileDir: deps.profileDir, crypto, ...seams })
  if (listen !== undefined) {
    // A port that is taken should be said at the start, not after the passphrase.
    const probe = createSocketRoad(clock)
    try {
      await probe.listen(listen.host, listen.port)
    } catch (error) {
      await keeper.close()
      throw error
    } finally {
      await probe.close()
    }
  }
  const hub = await openHub({ random, isCourier: deps.isCourier })
  const courier = createWebrtcRoad({ hubUrl: hub.url, iceServers: [] })
  const listeners = new Set<EventListener>()
  const emit: EventListener = (event, payload) => {
    for (const listener of listeners) listener(event, payload)
  }
  const vault = new OpenVault(
    keeper,
    { crypto, clock, random, hub, courier, incarnations: new Incarnations(crypto), listen, emit },
    () => settings.get().lockAfter,
  )
  const transfers = new Transfers({ crypto, clock, vault })
  return {
    handlers: createHandlers({
      shell,
      version,
      canHideWindow,
      settings,
      vault,
      transfers,
      changed: () => emit('app.changed', {}),
    }),
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    attachCourier: (port) => courier.attach(port),
    hubOrigin: `ws://127.0.0.1:${hub.port}`,
    editorGone: () => vault.editorGone(),
    async close() {
      await vault.close()
      await courier.close()
      await hub.close()
    },
  }
}
