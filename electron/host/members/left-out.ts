// What somebody wrote that is here and does not count, since a device or a right was taken from them: how much it is, what stands in
// it, and the leaves that would give it back. It only looks: whether it is kept, a person decides.
import { MalformedBytes } from '../../../shared/bytes/codec.ts'
import type { Crypto } from '../../../shared/crypto/crypto.ts'
import { type DeviceId, idBytes, type PaperId, parseId } from '../../../shared/ids/ids.ts'
import { LANE_KINDS } from '../../../shared/ids/lanes.ts'
import { parseEnvelope } from '../../../shared/ledger/envelope.ts'
import { PartsInProgress } from '../../../shared/ledger/parts.ts'
import { decodePayload, type Payload } from '../../../shared/ledger/payload.ts'
import { type Leaf, type Position, sessionKey } from '../../../shared/ledger/position.ts'
import { openEnvelope } from '../../../shared/ledger/seal.ts'
import { RECORD_KINDS, readFields } from '../../../shared/records/kinds.ts'
import { decodeRecord } from '../../../shared/records/record.ts'
import type { Group } from '../groups/group.ts'
import type { GroupState } from '../groups/state.ts'

/** Statements of one act. More than this many ends of chains is no honest device; the rest goes with the next act. */
const MOST_LEAVES = 64

/** An update of a paper's text, not yet looked at: whoever applies it must check it first. */
export interface LeftOutBody {
  readonly paper: PaperId
  readonly update: Uint8Array
  /** Under which clientID its author must have written, and for which schema. */
  readonly client: number
  readonly schema: number
}

export interface LeftOut {
  readonly bodies: readonly LeftOutBody[]
  /** Of papers that were put on the desk by what is left out. */
  readonly titles: ReadonlyMap<PaperId, string>
}

/** What is left out for a cut: it comes back if somebody adopts it. Not what merely rests on such. */
export function leftOutOf({ charter, ledger }: GroupState, devices: readonly DeviceId[]): Position[] {
  return devices
    .flatMap((device) => {
      const positions = ledger.outside(device)
      const isCut = (): boolean => LANE_KINDS.some((lane) => charter.limit(device, lane) !== undefined)
      return positions.length > 0 && isCut() ? positions : []
    })
    .sort((a, b) => (ledger.logNumberAt(a) ?? 0) - (ledger.logNumberAt(b) ?? 0))
}

/** The leaves to adopt, those that bring back most first. */
export function leavesOf({ ledger }: GroupState, positions: readonly Position[]): Leaf[] {
  const devices = new Set(positions.map(({ device }) => device))
  return [...devices]
    .flatMap((device) => ledger.leaves(device))
    .map((leaf) => ({ leaf, brings: positions.filter((one) => ledger.covers([leaf], one)).length }))
    .filter(({ brings }) => brings > 0)
    .sort((a, b) => b.brings - a.brings)
    .slice(0, MOST_LEAVES)
    .map(({ leaf }) => leaf)
}

/** Opens what this device has the keys of. Never throws for what somebody wrote. */
export async function readLeftOut(
  crypto: Crypto,
  group: Group,
  positions: readonly Position[],
): Promise<LeftOut> {
  const encoded = await group.read(positions)
  const bodies: LeftOutBody[] = []
  const titles = new Map<PaperId, string>()
  const begun = new Map<string, PartsInProgress>()
  for (const [i, position] of positions.entries()) {
    const payload = open(crypto, group, encoded[i])
    if (payload === undefined) continue
    const bytes = whole(begun, position, payload)
    if (bytes === undefined) continue
    const { lane, schema } = payload
    if (lane.kind === 'desk') noteTitle(titles, bytes)
    if (lane.kind !== 'body') continue
    const client = group.state.ledger.clientId(lane, position.device, position.incarnation)
    bodies.push({ paper: lane.paper, update: bytes, client, schema })
  }
  return { bodies, titles }
}

function open(crypto: Crypto, group: Group, bytes: Uint8Array | undefined): Payload | undefined {
  if (bytes === undefined) return undefined
  try {
    const envelope = parseEnvelope(bytes)
    if (envelope === 'newer') return undefined
    const { type, epoch } = envelope.header
    const key = group.state.epochKeys.key(epoch, type)
    if (key === undefined) return undefined
    const plaintext = openEnvelope(crypto, idBytes(group.id), envelope, key)
    const payload = plaintext === undefined ? 'newer' : decodePayload(plaintext)
    return payload === 'newer' ? undefined : payload
  } catch (error) {
    if (error instanceof MalformedBytes) return undefined
    throw error
  }
}

/** The payload's bytes, or those of all its parts with the last of them. */
function whole(
  begun: Map<string, PartsInProgress>,
  { device, incarnation, seq }: Position,
  payload: Payload,
): Uint8Array | undefined {
  if (payload.part === undefined) return payload.bytes
  const key = sessionKey(device, incarnation)
  const known = begun.get(key)
  const continues = known?.continues(payload, seq) === true
  const parts = continues ? known : PartsInProgress.start(payload, seq)
  begun.delete(key)
  if (parts === undefined) return undefined
  if (continues) parts.add(payload)
  if (!parts.oversize) begun.set(key, parts)
  return parts.joined()
}

function noteTitle(titles: Map<PaperId, string>, bytes: Uint8Array): void {
  try {
    const record = decodeRecord(bytes)
    const title = record.kind === RECORD_KINDS.paper.code ? readFields('paper', record)?.title : undefined
    if (title !== undefined) titles.set(parseId('PaperId', record.target), title)
  } catch (error) {
    if (!(error instanceof MalformedBytes)) throw error
  }
}
