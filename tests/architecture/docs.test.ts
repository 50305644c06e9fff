// Every relative link of every page of prose leads to a file that is there, and to a heading where it names one.
// It must never follow a link to another host.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { filesUnder, type ProjectFile, ROOT } from './project-files.ts'

const LINK = /!?\[[^\]]*\]\(([^)\s]+)\)/g

/** The name under which a heading can be linked to. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .replaceAll(' ', '-')
}

function anchorsIn(markdown: string): string[] {
  return [...markdown.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => anchorOf(heading))
}

/** Links of a page that lead nowhere. Code is left out: brackets there are no links. */
function brokenLinks({ path, text }: ProjectFile): string[] {
  const prose = text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '')
  return [...prose.matchAll(LINK)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/i.test(target))
    .filter((target) => {
      const [file = '', anchor] = target.split('#')
      const at = join(ROOT, dirname(path), file)
      if (file !== '' && !existsSync(at)) return true
      if (anchor === undefined) return false
      if (file !== '' && statSync(at).isDirectory()) return true
      return !anchorsIn(file === '' ? text : readFileSync(at, 'utf8')).includes(anchor)
    })
}

const pages = filesUnder(ROOT, ['.md'])

test('the check sees the pages', () => {
  const paths = pages.map(({ path }) => path)
  for (const path of ['README.md', 'docs/threat-model.md', 'docs/protocol.md', 'docs/architecture.md'])
    expect(paths).toContain(path)
})

test.each(pages)('$path links to what is there', (page) => {
  expect(brokenLinks(page)).toEqual([])
})

test('a page with broken links is found out', () => {
  const planted = {
    path: 'docs/planted.md',
    text: '# Here it is\n[a](threat-model.md) [b](nowhere.md) ![c](../README.md) [d](#here-it-is) [e](#there) `[f](g)` [h](https://example.org)',
  }
  expect(brokenLinks(planted)).toEqual(['nowhere.md', '#there'])
})
