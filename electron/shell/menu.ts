// The application menu. It must never offer a way to reload, to zoom a hidden window or to open developer tools in the product.
import { Menu } from 'electron'

/** macOS takes its editing keys from the menu; elsewhere they work without one, and none is shown. */
export function setMenu(): void {
  Menu.setApplicationMenu(
    process.platform === 'darwin'
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
      : null,
  )
}
