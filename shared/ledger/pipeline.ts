// The way of one envelope: known device, signature, chain, charter heads, role, key, deps, content. Each step refuses, holds or
// lets pass. It must never let a verdict depend on anything but the envelope's causal past and the charter.
import { MalformedBytes } from '../bytes/codec.ts'
import type { ErrorCode } from '../contract/errors.ts'
import { type Hash, idFrom } from '../ids/ids.ts'
import { VERDICTS, type Verdict } from './chain.ts'
import type { Placement } from './chains.ts'
import { encodeStub } from './envelope.ts'
import type { Incoming, Reason } from './held.ts'
import { judgeHeads, laneClass, mayWriteClass } from './judge-header.ts'
import type { LaneVerdict } from './lane-book.ts'
import type { LedgerState } from './ledger-state.ts'
import { decodePayload, type Payload } from './payload.ts'
import type { Position } from './position.ts'
import { openEnvelope } from './seal.ts'
import type { Chained, ForkSighting, Receipt } from './verdict.ts'

export type Step =
  | {
      readonly receipt: Receipt
      /** What others may have waited for. */
      readonly released: readonly Reason[]
    }
  | { readonly hold: Reason; readonly code?: ErrorCode }

export type Next = Placement & { at: 'next' }

/** An envelope that comes next in its chain, under the charter heads that hold for it. */
interface Candidate {
  readonly incoming: Incoming
  readonly placement: Next
  readonly heads: readonly Hash[]
  /** The chain's new heads; undefined when they stay as they were. */
  readonly newHeads: readonly Hash[] | undefined
}

/** Judges one envelope and records what became of it. */
export function judgeEnvelope(state: LedgerState, incoming: Incoming): Step {
  const { header, signature } = incoming.envelope
  const { crypto } = state.deps
  const placement = state.chains.place(header, incoming.hash)
  if (placement.at === 'duplicate') return settled({ outcome: 'duplicate' })
  const charter = state.deps.charter()
  const device = charter.device(header.device)
  if (device === undefined) return { hold: 'charter' }
  if (!incoming.verified && !crypto.verify('envelope', incoming.hash, signature, device.signingKey))
    return refusedOutright('E_ENVELOPE_FORGED')
  incoming.verified = true
  if (placement.at === 'fork') return settled(forkSeen(state, 'position', header, incoming))
  if (placement.at === 'broken') return refusedOutright('E_ENVELOPE_CHAIN')
  if (placement.at === 'gap') return { hold: placement.waitsFor }
  const earlier = headsBefore(placement)
  const judged = judgeHeads(charter, header.heads, earlier)
  if (judged === 'unknown') return { hold: 'charter' }
  if (judged === 'backwards') {
    const candidate = { incoming, placement, heads: earlier ?? [], newHeads: undefined }
    return refuse(state, candidate, 'E_HEADS_BACKWARDS')
  }
  const candidate = { incoming, placement, heads: judged.heads, newHeads: header.heads }
  if (!mayWriteClass(charter, header.device, header.type, judged.heads))
    return refuse(state, candidate, 'E_ENVELOPE_ROLE')
  if (!charter.knowsEpoch(header.epoch)) return { hold: 'charter' }
  if (!charter.epochFits(header.epoch, judged.heads)) return refuse(state, candidate, 'E_ENVELOPE_EPOCH')
  return judgeBody(state, candidate)
}

function judgeBody(state: LedgerState, candidate: Candidate): Step {
  const { incoming, heads } = candidate
  const { header } = incoming.envelope
  const { keys } = state.deps
  const key = keys[header.type](header.epoch)
  if (key === undefined) {
    if (header.type === 'outer' || keys.outer(header.epoch) === undefined) return { hold: 'keys' }
    state.unread.add(header.epoch)
    return chain(state, candidate, VERDICTS.unread, (chained) => ({ ...chained, outcome: 'stored' }))
  }
  const payload = incoming.payload ?? open(state, incoming, key)
  if (payload === 'newer') return { hold: 'app', code: 'E_UPDATE_APP' }
  if (payload === undefined || laneClass(payload.lane.kind) !== header.type)
    return refuse(state, candidate, 'E_ENVELOPE_CONTENT')
  incoming.payload = payload
  if (!state.deps.charter().mayWrite(header.device, payload.lane.kind, heads))
    return refuse(state, candidate, 'E_ENVELOPE_ROLE')
  const within = state.limits.within(header, incoming.hash, payload.lane.kind)
  return settle(state, candidate, payload, state.lanes.judge(header, payload, state.chains, within))
}

function settle(state: LedgerState, candidate: Candidate, payload: Payload, verdict: LaneVerdict): Step {
  switch (verdict.is) {
    case 'waiting':
      return { hold: verdict.waitsFor }
    case 'collision': {
      const { device, incarnation, seqs } = verdict.session
      const here = { device, incarnation, seq: seqs.at(0) ?? 0 }
      return settled(forkSeen(state, 'client-id', here, candidate.incoming))
    }
    case 'refused':
      return refuse(state, candidate, verdict.code)
    case 'part':
      return chain(state, candidate, VERDICTS.part, (chained) => ({ ...chained, outcome: 'stored' }))
    case 'outside':
      return chain(state, candidate, VERDICTS.outside, (chained) => ({ ...chained, outcome: 'outside' }))
    case 'accepted': {
      const { bytes, order, clientId } = verdict
      const { lane, kind, schema } = payload
      const { heads } = candidate
      return chain(state, candidate, VERDICTS.accepted, (chained) => {
        return { ...chained, outcome: 'accepted', lane, kind, schema, bytes, clientId, order, heads }
      })
    }
  }
}

/** Undefined when key, header and body do not belong together, or what is inside is malformed. */
function open(state: LedgerState, incoming: Incoming, key: Uint8Array): Payload | 'newer' | undefined {
  const plaintext = openEnvelope(state.deps.crypto, state.group, incoming.envelope, key)
  if (plaintext === undefined) return undefined
  try {
    return decodePayload(plaintext)
  } catch (error) {
    if (error instanceof MalformedBytes) return undefined
    throw error
  }
}

const settled = (receipt: Receipt): Step => ({ receipt, released: [] })

const refusedOutright = (code: ErrorCode): Step => settled({ outcome: 'refused', code, chained: false })

function refuse(state: LedgerState, candidate: Candidate, code: ErrorCode): Step {
  return chain(state, candidate, VERDICTS.refused, (chained) => {
    return { ...chained, outcome: 'refused', chained: true, code }
  })
}

/** Correctly signed and in its place: it stands in its chain, whatever the verdict. */
function chain(
  state: LedgerState,
  candidate: Candidate,
  verdict: Verdict,
  receipt: (chained: Chained) => Receipt,
): Step {
  const { incoming, placement, newHeads: heads } = candidate
  const { type, device, incarnation, seq } = incoming.envelope.header
  const position = { device, incarnation, seq }
  const logNumber = incoming.logNumber ?? state.count
  state.count = Math.max(state.count, logNumber + 1)
  const entry = { hash: incoming.hash, logNumber, verdict, type, heads }
  state.limits.chained(state.chains.append(incoming.envelope.header, placement, entry))
  const chained = {
    position,
    hash: idFrom('Hash', incoming.hash),
    logNumber,
    replayed: incoming.logNumber !== undefined,
    envelope: incoming.bytes,
  }
  return { receipt: receipt(chained), released: state.chains.keysOf(position, incoming.hash) }
}

/** `here`: where the envelope stands that was first. */
function forkSeen(
  state: LedgerState,
  kind: ForkSighting['kind'],
  here: Position,
  incoming: Incoming,
): Receipt {
  const position = { device: here.device, incarnation: here.incarnation, seq: here.seq }
  const chain = state.chains.chain(here.device, here.incarnation)
  const hash = chain?.hashAt(here.seq)
  const logNumber = chain?.logNumberAt(here.seq)
  if (hash === undefined || logNumber === undefined)
    return { outcome: 'refused', code: 'E_FORK', chained: false }
  const other = encodeStub(state.deps.crypto, incoming.envelope)
  return { outcome: 'fork', proof: { kind, position, hash: idFrom('Hash', hash), logNumber, other } }
}

/** The charter heads of the envelope before, across incarnations. */
function headsBefore(placement: Next): readonly Hash[] | undefined {
  const { chain, parent } = placement
  return chain === undefined ? parent?.chain.headsAt(parent.seq) : chain.headsAt(chain.length - 1)
}
