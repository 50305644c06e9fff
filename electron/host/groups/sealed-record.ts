// Small records of the host's own, kept in the sealed store: an object checked by a schema on the way out, so that a damaged
// record, or one of a newer version, is an error with a code and never a half-read object.
import { createDecoder, readAny } from 'lib0/decoding'
import { type AnyEncodable, encode, writeAny } from 'lib0/encoding'
import type { z } from 'zod'
import { RapporteurError } from '../../../shared/contract/errors.ts'
import { DAMAGED, type SealedRead } from '../../../shared/ports/sealed-store.ts'

/** Plain objects, arrays, numbers, strings and Uint8Arrays. */
export function encodeRecord(value: object): Uint8Array {
  return encode((encoder) => writeAny(encoder, value as AnyEncodable))
}

/** undefined when nothing was stored; `E_STORE_DAMAGED` when what was stored is not what `schema` says. */
export function decodeRecord<Shape>(schema: z.ZodType<Shape>, read: SealedRead): Shape | undefined {
  if (read === undefined) return undefined
  if (read === DAMAGED) throw new RapporteurError('E_STORE_DAMAGED')
  let value: unknown
  try {
    value = readAny(createDecoder(read))
  } catch {
    throw new RapporteurError('E_STORE_DAMAGED')
  }
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new RapporteurError('E_STORE_DAMAGED')
  return parsed.data
}
