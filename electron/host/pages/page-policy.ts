// What a page of ours may do, as headers: one table a page, one reason a line. Both shells send these.
// It must never be relaxed to make something work: what a page needs beyond this is a change to the threat model.

/** Where a page of this run may connect to or whom it may frame; everything else is the same in both shells. */
export interface EditorDoors {
  /** The browser shell: `'self'`, for its socket. Electron: `'none'`. */
  readonly connect: string
  /** The browser shell: the courier's origin. Electron: `'none'`. */
  readonly frame: string
}

export function editorCsp({ connect, frame }: EditorDoors): string {
  return csp({
    // Whatever is not listed is shut.
    'default-src': "'none'",
    // Built files only: no inline code, no eval, no wasm.
    'script-src': "'self'",
    'style-src': "'self'",
    // Pasted and exported pictures; never a remote one, which would tell its server who reads.
    'img-src': "'self' blob: data:",
    'font-src': "'self'",
    'connect-src': connect,
    'frame-src': frame,
    'form-action': "'none'",
    'base-uri': "'none'",
    'object-src': "'none'",
    'frame-ancestors': "'none'",
    // Text becomes markup in two named places only: nowhere (`default` refuses), and ProseMirror's clipboard.
    'require-trusted-types-for': "'script'",
    'trusted-types': 'default ProseMirrorClipboard',
  })
}

export interface CourierDoors {
  /** The local hub, `ws://127.0.0.1:<port>`, and in the browser shell the courier's own socket. */
  readonly connect: string
  /** The browser shell: the editor's origin. Electron: `'none'`. */
  readonly ancestor: string
}

export function courierCsp({ connect, ancestor }: CourierDoors): string {
  return csp({
    'default-src': "'none'",
    'script-src': "'self'",
    'connect-src': connect,
    'form-action': "'none'",
    'base-uri': "'none'",
    'object-src': "'none'",
    'frame-ancestors': ancestor,
    'require-trusted-types-for': "'script'",
    'trusted-types': "'none'",
  })
}

/** Headers that every answer carries. */
export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  // Nothing of a page stays in a cache on the disk.
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  // Editor and courier each get a process of their own where the browser can.
  'Origin-Agent-Cluster': '?1',
  // No other site may load our files, nor hold a handle on our window.
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  // Nothing here needs a device, a place or a purse. Reading the clipboard happens by the person's own paste.
  'Permissions-Policy':
    'camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=(), midi=(), payment=()',
}

function csp(directives: Readonly<Record<string, string>>): string {
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}
