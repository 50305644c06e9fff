// What `import 'electron'` finds inside Vitest, where there is no Electron runtime.
// It must never behave like Electron: code under test gets what it needs passed in, or runs built under tests/standin.
export const app = undefined
export const ipcMain = undefined
export const ipcRenderer = undefined
export const shell = undefined
export const safeStorage = undefined
export default {}
