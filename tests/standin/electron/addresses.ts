// Where the stand-in keeps `app://` pages inside a real Chromium, which knows no such scheme: under https, each host by itself.
// It must never leave this folder: what the product sees are `app://` addresses.

const SUFFIX = '.app-standin.test'

/** `app://editor/x` → `https://editor.app-standin.test/x`; other addresses as they are. */
export function toChromium(address: string): string {
  return address.replace(/^app:\/\/([a-z]+)/, `https://$1${SUFFIX}`)
}

/** The inverse. */
export function toApp(address: string): string {
  return address.replace(/^https:\/\/([a-z]+)\.app-standin\.test/, 'app://$1')
}
