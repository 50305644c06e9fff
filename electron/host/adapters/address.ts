// Addresses of the `address` road: `host:port`, `192.0.2.7:7341`, `[2001:db8::7]:7341`. It must never look a name up: it only
// reads and writes the text.
import { isIP } from 'node:net'
import { RapporteurError } from '../../../shared/contract/errors.ts'

export interface Address {
  /** A name or an IP address, without brackets. */
  readonly host: string
  readonly port: number
}

const NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\.?$/i
const PARTS = /^(?:\[(?<v6>[0-9a-f:.]+)\]|(?<name>[^:[\]]+)):(?<port>\d{1,5})$/i

/** Throws `E_ADDRESS_MALFORMED`. */
export function parseAddress(text: string): Address {
  const parts = PARTS.exec(text.trim())?.groups
  const port = Number(parts?.port)
  const { v6, name } = parts ?? {}
  const host = v6 !== undefined && isIP(v6) === 6 ? v6 : name
  // `1.2.3.400` is a host name by the letter and a typing error in fact.
  const looksNumeric = host !== undefined && /^[\d.]+$/.test(host) && isIP(host) === 0
  if (
    host === undefined ||
    looksNumeric ||
    port < 1 ||
    port > 65535 ||
    (v6 === undefined && !NAME.test(host) && isIP(host) === 0)
  ) {
    throw new RapporteurError('E_ADDRESS_MALFORMED')
  }
  return { host: host.toLowerCase(), port }
}

export function formatAddress({ host, port }: Address): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}
