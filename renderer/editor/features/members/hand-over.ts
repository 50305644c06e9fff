// Two ways to hand an invitation over: the clipboard and a file. Both happen only on a press; nothing is kept.

/** The clipboard's own API may be refused in a locked-down shell; then the selected text is copied the old way. */
export async function copyText(text: string, box: HTMLTextAreaElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    if (box === null) return false
    box.focus()
    box.select()
    return document.execCommand('copy')
  }
}

/** Offers the text as a download; where it goes is between the person and their browser or shell. */
export function saveText(text: string, fileName: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const anchor = document.createElement('a')
  anchor.href = address
  anchor.download = fileName
  anchor.click()
  // The download has taken its own reference by the next task.
  setTimeout(() => URL.revokeObjectURL(address))
}
