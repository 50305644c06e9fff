// The shape of a `host:port` address. It says nothing of whether anyone is there, and must never resolve or dial.

export const MAX_ADDRESS = 260

const NAME = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i
const IPV6 = /^\[[0-9a-f:.]{2,45}(%[a-z0-9]{1,15})?\]$/i

/** A name or IPv4 address, or an IPv6 address in brackets, then `:` and a port from 1 to 65535. */
export function isAddress(text: string): boolean {
  if (text.length > MAX_ADDRESS) return false
  const colon = text.lastIndexOf(':')
  const host = text.slice(0, colon)
  const port = text.slice(colon + 1)
  if (colon < 1 || host.length > 253 || !/^[1-9][0-9]{0,4}$/.test(port) || Number(port) > 65535) return false
  return NAME.test(host) || IPV6.test(host)
}
