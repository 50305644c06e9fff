// Hands a file to the person as a download; where it goes is between them and their browser or shell. Nothing else is kept of it.

/** A shell may ask where to, and read the blob only after the answer. */
const KEPT_MS = 600_000

export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content)
  const anchor = document.createElement('a')
  anchor.href = address
  anchor.download = name
  anchor.click()
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS)
}
