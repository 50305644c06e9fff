// The page's `default` Trusted Types policy: nothing may turn text into markup, code or the address of code.
// The empty string passes, because React Aria empties its announcements that way and an empty string holds nothing.

interface PolicyRules {
  createHTML(text: string): string
}

interface PolicyFactory {
  createPolicy(name: string, rules: PolicyRules): unknown
}

declare global {
  interface Window {
    readonly trustedTypes?: PolicyFactory
  }
}

/** Must run before anything else touches the DOM. Does nothing where the browser has no Trusted Types. */
export function refuseMarkup(): void {
  window.trustedTypes?.createPolicy('default', {
    createHTML: (text) => {
      if (text === '') return ''
      throw new TypeError('markup from text is refused')
    },
  })
}
