// Reads the table of named threats from the threat model and says where it is not true of the tests.
// It must never accept a row that it cannot read.
import { join, normalize } from 'node:path/posix'
import type { ProjectFile } from './project-files.ts'
import { restOf, threatsOf, titlesIn } from './test-titles.ts'

const HEADING = '## Named threats'
/** A link to a test's file and, where the row cites one, the title of a test in it. */
const CITED = /\[[^\]]+\]\((\.\.\/tests\/[^)]+)\)(?:: "(.+?)"(?=;|,| \(| \||$))?/g

export interface Row {
  readonly threat: string
  /** What the last column says. */
  readonly shown: string
}

/** Rows of the table, in its order. */
export function readRows(markdown: string): Row[] {
  const table = markdown.slice(markdown.indexOf(HEADING))
  return [...table.matchAll(/^\| ([A-Z][A-Z_]+) \| [^|]+ \| (.+) \|$/gm)].map(
    ([, threat = '', shown = '']) => ({
      threat,
      shown,
    }),
  )
}

/** What is wrong with the table, one sentence each; nothing when it tells the truth. `page` is the path of the markdown file. */
export function findLies(page: string, rows: readonly Row[], tests: readonly ProjectFile[]): string[] {
  const titles = new Map(tests.map((file) => [file.path, titlesIn(file.path, file.text)]))
  const carried = new Map<string, string>()
  for (const [path, found] of titles)
    for (const threat of found.flat().flatMap(threatsOf)) carried.set(threat, path)
  return rows.flatMap(({ threat, shown }) => {
    if (shown.startsWith('left: '))
      return carried.has(threat)
        ? [`${threat} is called left, but ${carried.get(threat)} has a test of it`]
        : []
    const cited = [...shown.matchAll(CITED)]
    if (cited.length === 0) return [`${threat} is neither left nor shown by a test`]
    return cited.flatMap(([, link = '', title]) => {
      const path = normalize(join(page, '..', link))
      const found = (titles.get(path) ?? []).filter((around) => around.flatMap(threatsOf).includes(threat))
      if (found.length === 0) return [`${path} has no test whose title begins with ${threat}`]
      const known = title === undefined || found.some((around) => restOf(around.at(-1) ?? '') === title)
      return known ? [] : [`${path} has no ${threat} test "${title}"`]
    })
  })
}
