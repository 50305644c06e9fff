// Writing: one payload of this device becomes sealed, signed, chained envelopes, after the check that recipients will make.
// It must never seal what they would refuse: an own envelope that does not count ends the incarnation everywhere.
import { RapporteurError } from '../contract/errors.ts'
import { type DeviceId, type EpochId, type Hash, idBytes, idFrom } from '../ids/ids.ts'
import type { Lane } from '../ids/lanes.ts'
import { VERDICTS } from './chain.ts'
import type { CharterView } from './charter-view.ts'
import { MAX_HEADS } from './envelope.ts'
import { laneClass } from './judge-header.ts'
import type { LedgerState } from './ledger-state.ts'
import { MAX_PAYLOAD_BYTES, splitPayload } from './parts.ts'
import { encodePayload, type PayloadKind } from './payload.ts'
import type { Next } from './pipeline.ts'
import type { Leaf } from './position.ts'
import { sealEnvelope } from './seal.ts'
import type { WrittenEnvelope } from './verdict.ts'

/** The writing device: its session and its secret Ed25519 key (64 bytes). */
export interface Author {
  readonly device: DeviceId
  readonly incarnation: number
  readonly signingKey: Uint8Array
}

export interface OwnPayload {
  readonly kind: PayloadKind
  readonly schema: number
  readonly bytes: Uint8Array
}

/** Codes as {@link Ledger.write} says. */
export function writePayload(
  state: LedgerState,
  author: Author,
  epoch: EpochId,
  lane: Lane,
  payload: OwnPayload,
): WrittenEnvelope[] {
  const { crypto, keys } = state.deps
  const { device, incarnation } = author
  const charter = state.deps.charter()
  const cited = headsToCite(state, charter, device, incarnation)
  if (!charter.mayWrite(device, lane.kind, cited.heads) || charter.limit(device, lane.kind) !== undefined)
    throw new RapporteurError('E_ROLE_FORBIDS')
  if (!charter.epochFits(epoch, cited.heads)) throw new RapporteurError('E_ENVELOPE_EPOCH')
  const type = laneClass(lane.kind)
  const key = keys[type](epoch)
  if (key === undefined) throw new RapporteurError('E_ENVELOPE_EPOCH')
  if (payload.bytes.length > MAX_PAYLOAD_BYTES) throw new RapporteurError('E_ENVELOPE_OVERSIZE')
  const session = state.lanes.session(lane, device, incarnation)
  const deps = state.lanes.depsFor(session, { lane, ...payload }, state.chains)
  if (deps === undefined) throw new RapporteurError('E_ENVELOPE_CONTENT')
  state.limits.judged(device)
  let heads = cited.changed ? cited.heads : undefined
  return splitPayload({ lane, ...payload, deps }).map((part) => {
    const { seq, prev, place } = nextPlace(state, device, incarnation)
    const header = { type, device, incarnation, seq, prev, heads, epoch }
    const sealed = sealEnvelope(crypto, state.group, header, encodePayload(part), key, author.signingKey)
    const judged = state.lanes.judge(header, part, state.chains, true)
    if (judged.is !== 'accepted' && judged.is !== 'part') throw new RapporteurError('E_INTERNAL')
    const verdict = VERDICTS[judged.is]
    const logNumber = state.count++
    state.chains.append(header, place, { hash: sealed.hash, logNumber, verdict, type, heads })
    heads = undefined
    return {
      position: { device, incarnation, seq },
      hash: idFrom('Hash', sealed.hash),
      logNumber,
      replayed: false,
      envelope: sealed.bytes,
      bytes: sealed.bytes,
      order: judged.is === 'accepted' ? judged.order : undefined,
    }
  })
}

/** Where the next own envelope stands; the first of an incarnation goes on from the newest leaf. */
function nextPlace(
  state: LedgerState,
  device: DeviceId,
  incarnation: number,
): { seq: number; prev: Uint8Array; place: Next } {
  const chain = state.chains.chain(device, incarnation)
  const tip = chain?.tip()
  if (chain !== undefined && tip !== undefined)
    return { seq: chain.length, prev: idBytes(tip.hash), place: { at: 'next', chain, parent: undefined } }
  const leaf = newestLeaf(state, device)
  const prev = leaf === undefined ? new Uint8Array(32) : idBytes(leaf.hash)
  const place = state.chains.place({ device, incarnation, seq: 0, prev }, new Uint8Array(32))
  if (place.at !== 'next') throw new RapporteurError('E_INTERNAL')
  return { seq: 0, prev, place }
}

function newestLeaf(state: LedgerState, device: DeviceId): Leaf | undefined {
  const arrival = (leaf: Leaf): number =>
    state.chains.chain(leaf.device, leaf.incarnation)?.logNumberAt(leaf.seq) ?? -1
  let newest: Leaf | undefined
  for (const leaf of state.chains.leaves(device))
    if (newest === undefined || arrival(leaf) > arrival(newest)) newest = leaf
  return newest
}

/** The charter's heads; they are left out while they have not changed within the incarnation. */
function headsToCite(
  state: LedgerState,
  charter: CharterView,
  device: DeviceId,
  incarnation: number,
): { heads: readonly Hash[]; changed: boolean } {
  const chain = state.chains.chain(device, incarnation)
  const leaf = chain === undefined ? newestLeaf(state, device) : undefined
  const last = chain ?? (leaf && state.chains.chain(device, leaf.incarnation))
  const before = last?.headsAt(leaf?.seq ?? last.length - 1)
  const now = charter.heads().slice(0, MAX_HEADS)
  if (before === undefined) return { heads: now, changed: true }
  if (!charter.covers(now, before)) throw new RapporteurError('E_HEADS_BACKWARDS')
  return { heads: now, changed: chain === undefined || !sameHeads(now, before) }
}

function sameHeads(a: readonly Hash[], b: readonly Hash[]): boolean {
  return a.length === b.length && a.every((head, index) => head === b[index])
}
