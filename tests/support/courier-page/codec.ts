// How the test's courier page and the test talk: a JSON head and the message's bytes behind it, in one binary frame.
// It must never be mistaken for the shells' transport, which has checks that a test page does not need.

export function pack(name: string, payload: object): Uint8Array<ArrayBuffer> {
  const { message, ...rest } = payload as { message?: Uint8Array }
  const head = new TextEncoder().encode(JSON.stringify({ name, rest, has: message !== undefined }))
  const bytes = new Uint8Array(4 + head.length + (message?.length ?? 0))
  new DataView(bytes.buffer).setUint32(0, head.length)
  bytes.set(head, 4)
  if (message !== undefined) bytes.set(message, 4 + head.length)
  return bytes
}

export function unpack(bytes: Uint8Array): { name: string; payload: object } {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as {
    name: string
    rest: object
    has: boolean
  }
  const message = bytes.slice(4 + length)
  return { name: head.name, payload: head.has ? { ...head.rest, message } : head.rest }
}
