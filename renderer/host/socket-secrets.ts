// The token and the session of the browser shell, on the page's side. It must never write the token anywhere, nor leave it in
// the address: addresses end up in histories.

/**
 * Where this tab keeps its session, so that a reload finds the vault as it was. A random name for one run of the host, worth
 * nothing once that ends, and a browser may keep it for session restore: docs/threat-model.md says so.
 */
const SESSION = 'rapporteur-session'
const META = 'meta[name="token"]'

/** From the address behind `#`, or from the page that the starting file opened. */
export function takeToken(): string | undefined {
  const meta = document.querySelector<HTMLMetaElement>(META)
  return location.hash.slice(1) || meta?.content || undefined
}

/** Once the host has said welcome: a reload needs the session only. */
export function forgetToken(): void {
  document.querySelector(META)?.remove()
  if (location.hash !== '' || location.pathname !== '/') history.replaceState(null, '', '/')
}

export function rememberSession(session: string): void {
  sessionStorage.setItem(SESSION, session)
}

export function recallSession(): string | undefined {
  return sessionStorage.getItem(SESSION) ?? undefined
}
