// Which addresses a link in a paper may hold. It must never let through a scheme that runs code or opens local files.

const ADDRESS = /^(?:https?:\/\/[^\s/?#\\]+[^\s]*|mailto:[^\s@]+@[^\s@]+)$/i
const MAX_LENGTH = 2_000

/** The address as it may be stored, or null when it is not one. Nothing is guessed here. */
export function safeLink(address: unknown): string | null {
  if (typeof address !== 'string' || address.length > MAX_LENGTH) return null
  const trimmed = address.trim()
  return ADDRESS.test(trimmed) ? trimmed : null
}

/** What a person typed into the link field: a bare host gets `https://`, a bare mail address `mailto:`. Null when neither fits. */
export function readTypedLink(typed: string): string | null {
  const text = typed.trim()
  if (text === '' || /\s/.test(text)) return null
  if (/^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/]*:\d+(\/|$)/.test(text)) return safeLink(text)
  if (/^[^@/]+@[^@/]+\.[^@/]+$/.test(text)) return safeLink(`mailto:${text}`)
  return /^[^/]+\.[^/]+/.test(text) ? safeLink(`https://${text}`) : null
}
