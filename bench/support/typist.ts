// Types a linear text into a body of blocks, as the editor's binding writes it: a line is a block, Enter splits one, deleting a line
// break joins two. Its text after each operation is the linear one's.
import * as Y from 'yjs'
import { blockElement, bodyOf, emptyBlock, isBlock } from '../../shared/paper/body.ts'
import type { Operation } from './trace.ts'

interface Line {
  readonly block: Y.XmlElement
  readonly text: Y.XmlText
  length: number
}

export class Typist {
  readonly #doc: Y.Doc
  readonly #lines: Line[]
  #made = 0

  /** The body must hold empty blocks only. */
  constructor(doc: Y.Doc) {
    this.#doc = doc
    this.#lines = bodyOf(doc)
      .toArray()
      .filter(isBlock)
      .map((block) => lineOf(block))
  }

  /** One human edit: one Yjs transaction. */
  apply([position, deleted, inserted]: Operation): void {
    this.#doc.transact(() => {
      if (deleted > 0) this.#delete(position, deleted)
      if (inserted !== '') this.#insert(position, inserted)
    })
  }

  #find(position: number): { index: number; line: Line; at: number } {
    let at = position
    // Counted, not iterated: this runs a quarter of a million times over hundreds of lines.
    for (let index = 0; index < this.#lines.length; index++) {
      const line = this.#lines[index]
      if (line === undefined) break
      if (at <= line.length) return { index, line, at }
      at -= line.length + 1
    }
    throw new RangeError(`the text is shorter than ${position}`)
  }

  #insert(position: number, inserted: string): void {
    const [first = '', ...rest] = inserted.split('\n')
    let { index, line, at } = this.#find(position)
    if (first !== '') line.text.insert(at, first)
    line.length += first.length
    at += first.length
    for (const words of rest) {
      const tail = at < line.length ? line.text.toString().slice(at) : ''
      if (tail !== '') line.text.delete(at, tail.length)
      line.length = at
      index += 1
      line = this.#newLine(index, words + tail)
      at = words.length
    }
  }

  #newLine(index: number, words: string): Line {
    this.#made += 1
    const id = this.#made.toString(16).padStart(32, '0')
    const block = blockElement({ kind: 'paragraph', level: 1, indent: 0, id }, [])
    const before = this.#lines[index - 1]?.block ?? null
    bodyOf(this.#doc).insertAfter(before, [block])
    const line = lineOf(block)
    if (words !== '') line.text.insert(0, words)
    line.length = words.length
    this.#lines.splice(index, 0, line)
    return line
  }

  #delete(position: number, deleted: number): void {
    const { index, line, at } = this.#find(position)
    let left = deleted
    while (left > 0) {
      const here = Math.min(left, line.length - at)
      if (here > 0) line.text.delete(at, here)
      line.length -= here
      left -= here
      if (left === 0) return
      const next = this.#lines[index + 1]
      if (next === undefined) throw new RangeError('nothing is left to delete')
      if (next.length > 0) line.text.insert(line.length, next.text.toString())
      line.length += next.length
      emptyBlock(next.block)
      this.#lines.splice(index + 1, 1)
      left -= 1
    }
  }
}

function lineOf(block: Y.XmlElement): Line {
  const [first] = block.toArray()
  if (first instanceof Y.XmlText) return { block, text: first, length: first.length }
  const text = new Y.XmlText()
  block.insert(0, [text])
  return { block, text, length: 0 }
}
