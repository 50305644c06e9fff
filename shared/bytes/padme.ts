// Padmé: the length that a secret is padded to, so that a length says only its order of magnitude (at most 12 % longer).
// It must never return less than it was given, nor depend on anything but the length.

/** The padded length, in bytes, of `length` bytes; never under `floor`. Source: Nikitin et al., "Reducing Metadata Leakage" (PURBs). */
export function padmeLength(length: number, floor = 0): number {
  if (length <= floor) return floor
  if (length < 2) return length
  const exponent = Math.floor(Math.log2(length))
  const mantissaBits = Math.floor(Math.log2(exponent)) + 1
  const step = 2 ** Math.max(0, exponent - mantissaBits)
  return Math.ceil(length / step) * step
}
