// Reach: whether colleagues' devices may connect to this computer, and where. Off until the person allows it; the port is chosen
// once and kept, so that addresses in old invitations stay true. Kept sealed: an address is evidence.
import { z } from 'zod'
import { utf8 } from '../../shared/bytes/codec.ts'
import type { Reach as ReachState } from '../../shared/contract/editor-api.ts'
import { codeOf, type ErrorCode } from '../../shared/contract/errors.ts'
import type { SealedStore } from '../../shared/ports/sealed-store.ts'
import { decodeRecord, encodeRecord } from './groups/sealed-record.ts'

const TABLE = 'reach'
const KEY = utf8('all')
const schema = z.object({ allowed: z.boolean(), port: z.number().int() })

/** As before a person allowed anything. */
export function forgetReach(store: SealedStore): Promise<void> {
  return store.write([{ type: 'delete', table: TABLE, key: KEY }], 'synced')
}

export interface Listener {
  listen(host: string, port: number): Promise<{ port: number }>
  stopListening(): Promise<void>
  ownAddresses(): string[]
}

export interface ReachDeps {
  readonly store: SealedStore
  readonly listener: Listener
  /** From the command line: for this run, whatever is stored. */
  readonly fixed: { readonly host: string; readonly port: number } | undefined
  changed(): void
}

export class Reach {
  readonly #deps: ReachDeps
  #allowed = false
  #port = 0
  #trouble: ErrorCode | undefined
  /** The kept port belonged to somebody else when it was last asked for. */
  #taken = false

  constructor(deps: ReachDeps) {
    this.#deps = deps
  }

  async start(): Promise<void> {
    const { store, fixed } = this.#deps
    const stored = decodeRecord(schema, await store.get(TABLE, KEY))
    this.#allowed = stored?.allowed ?? false
    this.#port = stored?.port ?? 0
    if (fixed !== undefined) this.#trouble = await this.#listenOn([fixed.host], fixed.port)
    else if (this.#allowed) this.#trouble = await this.#listen(this.#port)
    this.#taken = this.#trouble === 'E_PORT_TAKEN'
  }

  state(): ReachState {
    const { listener, fixed } = this.#deps
    return {
      allowed: this.#allowed || fixed !== undefined,
      addresses: listener.ownAddresses(),
      ...(this.#trouble === undefined ? {} : { trouble: this.#trouble }),
    }
  }

  async set(allowed: boolean): Promise<ReachState> {
    if (this.#deps.fixed !== undefined) return this.state()
    if (allowed) {
      // Asked again after the kept port was found taken: then another one is better than none.
      this.#trouble = await this.#listen(this.#taken ? 0 : this.#port)
      this.#taken = this.#trouble === 'E_PORT_TAKEN'
    } else {
      await this.#deps.listener.stopListening()
      this.#trouble = undefined
    }
    this.#allowed = allowed
    const value = encodeRecord({ allowed, port: this.#port })
    await this.#deps.store.write([{ type: 'put', table: TABLE, key: KEY, value }], 'synced')
    this.#deps.changed()
    return this.state()
  }

  #listen(port: number): Promise<ErrorCode | undefined> {
    // `::` takes both families where there is IPv6.
    return this.#listenOn(['::', '0.0.0.0'], port)
  }

  async #listenOn(hosts: readonly string[], port: number): Promise<ErrorCode | undefined> {
    let code: ErrorCode | undefined
    for (const host of hosts) {
      try {
        this.#port = (await this.#deps.listener.listen(host, port)).port
        return undefined
      } catch (error) {
        code = codeOf(error)
        if (code === 'E_PORT_TAKEN') return code
      }
    }
    return code
  }
}
