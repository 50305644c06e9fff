// Hands an invitation over through the clipboard. It happens only on a press.

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
