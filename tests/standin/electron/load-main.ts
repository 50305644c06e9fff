// Loads the built Electron main with `electron` answered by a stand-in. It must never fall through to the real package: that
// would try to download a runtime.
import Module, { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../../dist/electron/main.cjs', import.meta.url))

interface Loader {
  _load(request: string, ...rest: unknown[]): unknown
}

/** Runs dist/electron/main.cjs as Electron would, with these arguments behind the project's folder. */
export function loadMain(electron: object, args: readonly string[]): void {
  const loader = Module as unknown as Loader
  const load = loader._load
  const { argv } = process
  loader._load = (request, ...rest) =>
    request === 'electron' ? electron : load.call(Module, request, ...rest)
  process.argv = ['electron', '.', ...args]
  try {
    const require = createRequire(import.meta.url)
    delete require.cache[MAIN]
    require(MAIN)
  } finally {
    loader._load = load
    process.argv = argv
  }
}
