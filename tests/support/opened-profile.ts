// What the owner of a device can get out of its profile, passphrase in hand: every record of a group, opened, and every key.
// The host of the profile must have ended.
import { systemClock } from '../../electron/host/adapters/system-clock.ts'
import { Group } from '../../electron/host/groups/group.ts'
import { listGroups, loadGroupRecord } from '../../electron/host/groups/group-record.ts'
import { VaultKeeper } from '../../electron/host/vault/vault-keeper.ts'
import { utf8 } from '../../shared/bytes/codec.ts'
import { decodeDeviceKeys } from '../../shared/charter/device-keys.ts'
import { idBytes } from '../../shared/ids/ids.ts'
import { parseEnvelope } from '../../shared/ledger/envelope.ts'
import { openEnvelope } from '../../shared/ledger/seal.ts'
import { realCrypto as crypto } from './crypto.ts'
import { PASSPHRASE, QUICK_KDF } from './host-cast.ts'
import { scanBytes } from './plaintext-scan.ts'

export interface Opened {
  /** Envelopes in the log. */
  readonly envelopes: number
  /** Those of them that some key in the profile opens. */
  readonly readable: number
  /** How often one of the secrets stands anywhere in what was opened. */
  readonly findings: number
  readonly papers: number
}

/** Of the one group in the profile. */
export async function openProfile(profileDir: string, secrets: readonly string[]): Promise<Opened> {
  const keeper = await VaultKeeper.open({ profileDir, crypto, kdfCost: QUICK_KDF })
  const store = await keeper.unlock(utf8(PASSPHRASE))
  try {
    const [id] = await listGroups(store)
    const record = id === undefined ? undefined : await loadGroupRecord(store, id)
    const keys = record && decodeDeviceKeys(crypto, record.deviceKeys)
    if (id === undefined || keys === undefined) throw new Error('no group in the profile')
    const { group } = await Group.open({ crypto, clock: systemClock, store, keys, incarnation: () => 1 }, id)
    const { log, state } = group
    const tables = ['head', 'checkpoint', 'strays'].map((table) =>
      store.get(`${table}/${id}`, new Uint8Array([0])),
    )
    const all = ['heads-known', 'forks', 'grants'].map((table) => store.get(`${table}/${id}`, utf8('all')))
    const values = (await Promise.all([...tables, ...all])).filter((value) => value instanceof Uint8Array)
    const envelopes = await log.read(Array.from({ length: log.count }, (_, at) => at))
    let readable = 0
    for (const bytes of envelopes) {
      const envelope = bytes && parseEnvelope(bytes)
      if (envelope === undefined || envelope === 'newer') continue
      values.push(envelope.headerBytes, envelope.ciphertext)
      for (const { epoch } of state.charter.epochs()) {
        for (const key of [state.epochKeys.inner(epoch), state.epochKeys.outer(epoch)]) {
          const plaintext = key && openEnvelope(crypto, idBytes(id), envelope, key)
          if (plaintext === undefined) continue
          readable += 1
          values.push(plaintext)
          break
        }
      }
    }
    const findings = values.flatMap((value) => scanBytes(Buffer.from(value), secrets)).length
    const opened = { envelopes: envelopes.length, readable, findings, papers: state.desk.papers.length }
    await group.close()
    return opened
  } finally {
    await keeper.close()
  }
}
