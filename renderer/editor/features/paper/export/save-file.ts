// Hands a file to the person as a download of the page; where it goes is between them and their browser or shell. Nothing is kept.

export function saveFile(content: Uint8Array<ArrayBuffer> | string, type: string, fileName: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const anchor = document.createElement('a')
  anchor.href = address
  anchor.download = fileName
  anchor.click()
  // The download has taken its own reference by the next task.
  setTimeout(() => URL.revokeObjectURL(address))
}
