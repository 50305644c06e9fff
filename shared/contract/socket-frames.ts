// Frames of the browser shell's two sockets, encoded with lib0 so that bytes stay bytes. Electron needs none of this: its
// channels carry the same calls and events by structured clone.
import { createDecoder, hasContent, readAny } from 'lib0/decoding'
import { createEncoder, toUint8Array, writeAny } from 'lib0/encoding'
import { z } from 'zod'
import { errorCode } from './editor-api.ts'

const secret = z.string().min(16).max(128)

/** First frame of a page, before which the host says nothing. */
export const helloFrame = z.strictObject({
  hello: z.strictObject({
    /** From the address or the page that opened it. */
    token: secret.optional(),
    /** From an earlier welcome in this tab: a reload. */
    session: secret.optional(),
  }),
})
export type HelloFrame = z.infer<typeof helloFrame>

/** Editor → host. */
export const callFrame = z.strictObject({
  call: z.number().int().nonnegative(),
  method: z.string(),
  input: z.unknown(),
})

/** Host → editor. */
export const editorFrame = z.union([
  z.strictObject({ welcome: z.strictObject({ session: secret, courier: z.url() }) }),
  z.strictObject({ refused: errorCode }),
  z.strictObject({
    reply: z.number().int().nonnegative(),
    result: z.union([
      z.object({ ok: z.literal(true), data: z.unknown() }),
      z.object({ ok: z.literal(false), code: errorCode }),
    ]),
  }),
  z.strictObject({ event: z.string(), payload: z.unknown() }),
])
export type EditorFrame = z.infer<typeof editorFrame>

/** Between courier and host: a command one way, an event the other. */
export const courierFrame = z.strictObject({ name: z.string(), payload: z.unknown() })

/** `frame` holds plain data only: what the schemas of the contract let through. */
export function encodeFrame(frame: object): Uint8Array<ArrayBuffer> {
  const encoder = createEncoder()
  writeAny(encoder, frame as Parameters<typeof writeAny>[1])
  return new Uint8Array(toUint8Array(encoder))
}

/** Undefined for anything that is not one whole frame of that schema. */
export function decodeFrame<Frame>(schema: z.ZodType<Frame>, bytes: Uint8Array): Frame | undefined {
  try {
    const decoder = createDecoder(bytes)
    const parsed = schema.safeParse(readAny(decoder))
    return parsed.success && !hasContent(decoder) ? parsed.data : undefined
  } catch {
    return undefined
  }
}
