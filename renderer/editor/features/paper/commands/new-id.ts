// Ids of new blocks: 32 hex characters, random. Given by a person's edit only, never when a colleague's text arrives.

export function newBlockId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
