// The one guard for senders: whether an address belongs to one of our pages. Both shells ask it before anything else.
// It must never compare `origin`: that of `app://editor` is the string 'null', which every stranger's sandbox has too.

/** Protocol and host of a page of ours, e.g. `{ protocol: 'app:', host: 'editor' }` or `{ protocol: 'http:', host: '127.0.0.1:8080' }`. */
export interface PageAddress {
  readonly protocol: string
  readonly host: string
}

/** Whether `url` (an address or an `Origin` header) has exactly the page's protocol and host. */
export function isFrom(page: PageAddress, url: string | undefined): boolean {
  if (url === undefined || !URL.canParse(url)) return false
  const { protocol, host, username, password } = new URL(url)
  return protocol === page.protocol && host === page.host && username === '' && password === ''
}
