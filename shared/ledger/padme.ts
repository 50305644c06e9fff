// Padmé (Nikitin et al., PETS 2019): lengths leak at most O(log log) bits for at most 12 % more bytes.
// It must never shorten: the result is at least the input.

/** The padded length for `length` bytes. */
export function padmeLength(length: number): number {
  if (length < 2) return length
  const exponent = 31 - Math.clz32(length)
  const significant = 32 - Math.clz32(exponent)
  const step = 2 ** Math.max(0, exponent - significant)
  return Math.ceil(length / step) * step
}
