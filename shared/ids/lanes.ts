// The lane list: every payload says which lane it belongs to; who may write there is decided by the role table in charter/.
import { type ByteReader, type ByteWriter, MalformedBytes } from '../bytes/codec.ts'
import { idBytes, idFrom, type PaperId } from './ids.ts'

export type PaperLaneKind = 'body' | 'review' | 'adoption'
export type GroupLaneKind = 'desk' | 'roster'
export type LaneKind = PaperLaneKind | GroupLaneKind

export type Lane =
  | { readonly kind: PaperLaneKind; readonly paper: PaperId }
  | { readonly kind: GroupLaneKind }

/** Numbers are on disk and on the wire: never reuse one. */
const CODES: { readonly [Kind in LaneKind]: number } = { body: 1, review: 2, adoption: 3, desk: 4, roster: 5 }

export const LANE_KINDS: readonly LaneKind[] = ['body', 'review', 'adoption', 'desk', 'roster']

/** Lanes whose key is `outer`: endorsers read these and no other. */
export const OUTER_LANES: ReadonlySet<LaneKind> = new Set(['adoption', 'roster'])

/** A text that names the lane within its group, for Map keys. */
export function laneKey(lane: Lane): string {
  return 'paper' in lane ? `${lane.kind}/${lane.paper}` : lane.kind
}

/** kind u8, then the paper's 16 bytes where the lane belongs to one. */
export function writeLane(writer: ByteWriter, lane: Lane): void {
  writer.u8(CODES[lane.kind])
  if ('paper' in lane) writer.raw(idBytes(lane.paper))
}

/** Throws {@link MalformedBytes} on a lane number that this version does not know. */
export function readLane(reader: ByteReader): Lane {
  const code = reader.u8()
  switch (code) {
    case CODES.body:
      return { kind: 'body', paper: idFrom('PaperId', reader.raw(16)) }
    case CODES.review:
      return { kind: 'review', paper: idFrom('PaperId', reader.raw(16)) }
    case CODES.adoption:
      return { kind: 'adoption', paper: idFrom('PaperId', reader.raw(16)) }
    case CODES.desk:
      return { kind: 'desk' }
    case CODES.roster:
      return { kind: 'roster' }
    default:
      throw new MalformedBytes()
  }
}
