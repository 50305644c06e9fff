// Finds the builds for other platforms that a lock file lacks. Pure; it must never read or write a file.
import { z } from 'zod'

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      dev: z.boolean().optional(),
      license: z.string().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
})

export interface MissingBuild {
  /** Where its entry belongs among `packages`. */
  readonly path: string
  readonly entry: {
    readonly version: string
    readonly cpu: readonly string[]
    readonly dev?: true
    readonly libc?: readonly string[]
    /** A build is under the licence of the package that it is a build of. */
    readonly license?: string
    readonly optional: true
    readonly os: readonly string[]
  }
}

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'win32']
const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/

/** `…-linux-x64-musl` → linux, x64, musl; undefined for a name that does not end with a platform. */
function platformOf(name: string): { os: string; cpu: string; libc?: string } | undefined {
  const parts = name.split(/[/-]/)
  const at = parts.findLastIndex((part) => SYSTEMS.includes(part))
  const [os, cpu, abi] = parts.slice(at)
  if (at < 0 || os === undefined || cpu === undefined) return undefined
  if (os === 'linux' && abi?.startsWith('musl')) return { os, cpu, libc: 'musl' }
  if (os === 'linux' && abi?.startsWith('gnu')) return { os, cpu, libc: 'glibc' }
  return { os, cpu }
}

/** Builds that a package of the lock file names by exact version and platform, and that have no entry. */
export function missingBuilds(lockFile: unknown): MissingBuild[] {
  const { packages } = Lock.parse(lockFile)
  return Object.entries(packages).flatMap(([parent, { dev, license, optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies).flatMap(([name, version]) => {
      const path = `node_modules/${name}`
      const platform = platformOf(name)
      if (platform === undefined || !EXACT.test(version)) return []
      if (packages[path] !== undefined || packages[`${parent}/${path}`] !== undefined) return []
      const { os, cpu, libc } = platform
      const entry = {
        version,
        cpu: [cpu],
        ...(dev && { dev: true as const }),
        ...(libc !== undefined && { libc: [libc] }),
        ...(license !== undefined && { license }),
        optional: true as const,
        os: [os],
      }
      return [{ path, entry }]
    }),
  )
}
