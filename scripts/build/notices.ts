// Collects the licences of the packages that end up inside the bundles and writes them into one file beside them.
// It must never list a package that is not shipped, nor leave out one that is: it reads what the bundler really took.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Plugin } from 'vite'
import { z } from 'zod'

const Manifest = z.object({ name: z.string(), version: z.string(), license: z.string().optional() })

/** Bundler's plugin and the writer that is called once every bundle is done. */
export function thirdPartyNotices(): { plugin: Plugin; write: (file: string) => void } {
  const folders = new Set<string>()
  return {
    plugin: {
      name: 'rapporteur:third-party-notices',
      apply: 'build',
      generateBundle(_options, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk') continue
          for (const id of Object.keys(chunk.modules)) {
            const folder = packageFolder(id)
            if (folder !== undefined) folders.add(folder)
          }
        }
      },
    },
    write(file) {
      const notices = [...folders].map(notice).sort((a, b) => a.localeCompare(b, 'en'))
      writeFileSync(file, `${[...new Set(notices)].join(`\n${'-'.repeat(72)}\n\n`)}`)
    },
  }
}

/** `/x/node_modules/@scope/name` of a module inside it; undefined for the project's own and virtual modules. */
function packageFolder(id: string): string | undefined {
  return /^\0?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(id)?.[1]
}

function notice(folder: string): string {
  const manifest = join(folder, 'package.json')
  if (!existsSync(manifest)) return `${basename(folder)}\n`
  const { name, version, license } = Manifest.parse(JSON.parse(readFileSync(manifest, 'utf8')))
  const text = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
  return [`${name} ${version} (${license ?? 'see below'})`, ...text, ''].join('\n\n')
}
