// Carries bytes through Playwright's JSON both ways, as Electron's structured clone would. It must never change anything else.

export function pack(value: unknown): unknown {
  if (value instanceof Uint8Array) return { standInBytes: Buffer.from(value).toString('base64') }
  if (Array.isArray(value)) return value.map(pack)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, pack(each)]))
}

export function unpack(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpack)
  if (value === null || typeof value !== 'object') return value
  if ('standInBytes' in value) return new Uint8Array(Buffer.from(String(value.standInBytes), 'base64'))
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, unpack(each)]))
}
