// A file name from a paper's title, fit for Windows, macOS and Linux. It must never hold a path or a name that a system keeps for itself.

const LONGEST = 100
const UNFIT = /[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*]+/gu
/** Devices on Windows, with any ending. */
const KEPT = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i

/** `extension` without its dot. A title of which nothing is left makes `paper`. */
export function fileNameOf(title: string, extension: string): string {
  const clean = title.replace(UNFIT, ' ').replace(/\s+/g, ' ')
  const short = [...clean].slice(0, LONGEST).join('')
  const name = short.replace(/^[\s.]+|[\s.]+$/g, '')
  return `${name === '' || KEPT.test(name) ? 'paper' : name}.${extension}`
}
