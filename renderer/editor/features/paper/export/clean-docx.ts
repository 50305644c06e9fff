// Takes out of a DOCX what is not the text (author, times, revision, the properties' files) and makes the rest the same each time:
// ids in their order, parts by name, one date for all. Promise P9 hangs on this file.
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate'

/** The parts of a document that say who, when and with what. */
const ABOUT = /^docProps\//
/** Where the zip format's own clock begins. */
const NO_TIME = new Date(1980, 0, 1)

export function cleanDocx(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const parts = new Map(Object.entries(unzipSync(bytes)).filter(([name]) => !ABOUT.test(name)))
  edit(parts, '_rels/.rels', (xml) => xml.replace(/<Relationship [^>]*Target="docProps\/[^>]*\/>/g, ''))
  edit(parts, '[Content_Types].xml', (xml) =>
    xml.replace(/<Override [^>]*PartName="\/docProps\/[^>]*\/>/g, ''),
  )
  nameLinks(parts)
  // Word wants the list of types first; the others by name.
  const names = [...parts.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  const zip: Zippable = {}
  for (const name of names) zip[name] = [parts.get(name) ?? new Uint8Array(), { mtime: NO_TIME, level: 6 }]
  return new Uint8Array(zipSync(zip))
}

function rank(name: string): number {
  return name === '[Content_Types].xml' ? 0 : name === '_rels/.rels' ? 1 : 2
}

function edit(parts: Map<string, Uint8Array>, name: string, change: (xml: string) => string): void {
  const part = parts.get(name)
  if (part !== undefined) parts.set(name, strToU8(change(strFromU8(part))))
}

/** Links have random ids: they are named anew in the order in which the text has them. */
function nameLinks(parts: Map<string, Uint8Array>): void {
  const names = new Map<string, string>()
  edit(parts, 'word/document.xml', (xml) =>
    xml.replace(/(<w:hyperlink [^>]*r:id=")([^"]+)"/g, (_all, start: string, id: string) => {
      const name = names.get(id) ?? `link${names.size + 1}`
      names.set(id, name)
      return `${start}${name}"`
    }),
  )
  edit(parts, 'word/_rels/document.xml.rels', (xml) => {
    const [open = '', ...rows] = xml.split(/(?=<Relationship )/)
    const last = rows.pop() ?? ''
    const [, row = '', close = ''] = /^(<Relationship [^>]*\/>)(.*)$/s.exec(last) ?? []
    const renamed = [...rows, row].map((one) =>
      one.replace(/ Id="([^"]+)"/, (all, id: string) => (names.has(id) ? ` Id="${names.get(id)}"` : all)),
    )
    return `${open}${renamed.sort().join('')}${close}`
  })
}
