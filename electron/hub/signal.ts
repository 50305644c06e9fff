// The words that y-webrtc says on its signalling socket, as schemas. Both directions are strangers' input to the host: the
// courier is not trusted, and what other devices send is checked again before it reaches the courier. It must never let an
// unknown field or a shape through that y-webrtc would trip over.
import { z } from 'zod'

/** Largest signalling message, in characters of JSON. An offer with many candidates is some 10 KiB. */
export const MAX_SIGNAL = 48 * 1024

const peerId = z.string().min(1).max(64)

const description = z.strictObject({ type: z.enum(['offer', 'answer']), sdp: z.string().max(MAX_SIGNAL) })
const candidate = z.strictObject({
  type: z.literal('candidate'),
  candidate: z.strictObject({
    candidate: z.string().max(2048),
    sdpMLineIndex: z.number().int().nonnegative().nullish(),
    sdpMid: z.string().max(64).nullish(),
  }),
})
/** Sent by simple-peer when the side without the offer wants a new one. */
const renegotiate = z.strictObject({ type: z.literal('renegotiate'), renegotiate: z.literal(true) })

/** What y-webrtc publishes to a room: "I am here", or one step of a handshake with one peer. */
export const signalSchema = z.union([
  z.strictObject({ type: z.literal('announce'), from: peerId }),
  z.strictObject({
    type: z.literal('signal'),
    from: peerId,
    to: peerId,
    token: z.number().optional(),
    signal: z.union([description, candidate, renegotiate]),
  }),
])
export type Signal = z.infer<typeof signalSchema>

const topic = z.string().min(1).max(128)

/** What a y-webrtc page sends to its signalling server. */
export const requestSchema = z.union([
  z.object({ type: z.literal('ping') }),
  z.object({ type: z.literal('subscribe'), topics: z.array(topic).max(1024) }),
  z.object({ type: z.literal('unsubscribe'), topics: z.array(topic).max(1024) }),
  z.object({ type: z.literal('publish'), topic, data: signalSchema }),
])

/** JSON of strangers: undefined when it is none, or not of this shape. */
export function parseJson<Shape extends z.ZodType>(schema: Shape, text: string): z.infer<Shape> | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
