// Opens a link of a paper in the person's browser, after asking. It must never open anything but http and https: other schemes
// start programs.
import { dialog, shell } from 'electron'

const ALLOWED = ['http:', 'https:']

export async function offerExternal(url: string): Promise<void> {
  if (!URL.canParse(url)) return
  const { protocol, href } = new URL(url)
  if (!ALLOWED.includes(protocol)) return
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: 'Open this link in your browser?',
    // The address as it is, punycode and all: what it says is what opens.
    detail: `${href}\n\nThe site will see this computer's address.`,
    buttons: ['Cancel', 'Open'],
    defaultId: 0,
    cancelId: 0,
  })
  if (response === 1) await shell.openExternal(href)
}
