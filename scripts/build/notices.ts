// Collects the licences of the packages that end up inside the bundles and writes them into one file beside them.
// It must never list a package that is not shipped, nor leave out one that is: it reads what the bundler really took.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Plugin } from 'vite'
import { z } from 'zod'

const Manifest = z.object({ name: z.string(), version: z.string(), license: z.string().optional() })

/** What a package's own files do not say of what is inside it, by name. */
const REMARKS: Readonly<Record<string, string>> = {
  'hunspell-asm': `Contains Hunspell compiled to WebAssembly, which its authors offer under MPL 1.1, GPL 2.0 or LGPL 2.1, and which
is used here under the Mozilla Public License 2.0, as section 6.2 of MPL 1.1 allows: https://mozilla.org/MPL/2.0/.
Its source code: https://github.com/hunspell/hunspell, commit fc6a952.`,
}

/** Bundler's plugin and the writer that is called once every bundle is done. `copied`: folders of packages that ship as files. */
export function thirdPartyNotices(copied: readonly string[]): {
  plugin: Plugin
  write: (file: string) => void
} {
  const folders = new Set(copied)
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
  const remark = REMARKS[name]
  return [
    `${name} ${version} (${license ?? 'see below'})`,
    ...(remark === undefined ? [] : [remark]),
    ...text,
    '',
  ].join('\n\n')
}
