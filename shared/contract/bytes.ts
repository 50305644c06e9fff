// The one schema for bytes: any Uint8Array, whatever buffer is behind it.
import { z } from 'zod'

export const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)
