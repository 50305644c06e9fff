// Finds the project's own files by walking its folders, so that the checks also see what is not committed yet.
// It must never descend into what is installed, built or measured.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's folder, absolute, without a trailing slash. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '')

const NOT_OURS = new Set(['node_modules', 'dist', 'out', '.git', '.cache', 'coverage'])

export interface ProjectFile {
  /** Path relative to the folder that was walked, with forward slashes. */
  readonly path: string
  readonly text: string
}

/** Every file under `folder` whose name ends with one of `extensions`. */
export function filesUnder(folder: string, extensions: readonly string[]): ProjectFile[] {
  const found: ProjectFile[] = []
  const walk = (directory: string): void => {
    for (const name of readdirSync(directory)) {
      if (NOT_OURS.has(name)) continue
      const full = join(directory, name)
      if (statSync(full).isDirectory()) walk(full)
      else if (extensions.some((extension) => name.endsWith(extension))) {
        found.push({
          path: relative(folder, full).replaceAll('\\', '/'),
          text: readFileSync(full, 'utf8'),
        })
      }
    }
  }
  walk(folder)
  return found
}
