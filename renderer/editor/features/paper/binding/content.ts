// Y blocks as ProseMirror nodes and runs, and back as runs. Pure translation: it never writes to either side.
import { Fragment, type Mark, type Node as PmNode, type Schema } from '@tiptap/pm/model'
import * as Y from 'yjs'
import type { BlockAttributes, TextMarks, TextRun } from '../../../../../shared/paper/block.ts'
import { toBlockAttributes } from '../../../../../shared/paper/block.ts'
import type { BodyChild } from '../../../../../shared/paper/body.ts'
import { attributesOf, isBlock, marksOf, piecesOf, shownChildren } from '../../../../../shared/paper/body.ts'
import { BLOCK_NODE } from '../../../../../shared/paper/names.ts'
import { isRescued } from '../../../../../shared/paper/rescued.ts'
import { FOREIGN_INLINE_NODE, FOREIGN_NODE } from '../schema/foreign.ts'
import { nodeType } from '../schema/node-type.ts'

/** A child of the body and the node that stands for it in the editor. */
export interface Shown {
  readonly y: BodyChild
  readonly node: PmNode
}

/** What the page shows of a body. */
export function documentOf(schema: Schema, body: Y.XmlFragment): PmNode {
  return schema.topNodeType.create(
    null,
    shownChildren(body).map((child) => nodeOf(schema, child)),
  )
}

/** What this version does not know is shown as a placeholder of the same size, so that positions still agree. */
export function nodeOf(schema: Schema, child: BodyChild): PmNode {
  if (!isBlock(child)) return nodeType(schema, FOREIGN_NODE).create()
  const inline = child.toArray().flatMap((part) => inlineNodes(schema, part))
  const attributes = { ...attributesOf(child), rescued: isRescued(child) }
  return nodeType(schema, BLOCK_NODE).create(attributes, Fragment.fromArray(inline))
}

function inlineNodes(schema: Schema, part: BodyChild): PmNode[] {
  const placeholder = (): PmNode => nodeType(schema, FOREIGN_INLINE_NODE).create()
  if (!(part instanceof Y.XmlText)) return [placeholder()]
  return piecesOf(part).flatMap(({ insert, attributes }) => {
    if (typeof insert !== 'string') return [placeholder()]
    return insert === '' ? [] : [schema.text(insert, marksIn(schema, marksOf(attributes)))]
  })
}

export function marksIn(schema: Schema, marks: TextMarks): Mark[] {
  return Object.entries(marks).flatMap(([name, value]: [string, unknown]) => {
    const type = schema.marks[name]
    return type === undefined ? [] : [type.create(value === true ? null : (value as { href: string }))]
  })
}

export function attributesOfNode(node: PmNode): BlockAttributes {
  return toBlockAttributes(node.attrs)
}

export function runsOfNode(node: PmNode): TextRun[] {
  const runs: TextRun[] = []
  node.forEach((child) => {
    if (child.isText) runs.push({ text: child.text ?? '', marks: marksOfNode(child.marks) })
  })
  return runs
}

export function marksOfNode(marks: readonly Mark[]): TextMarks {
  return marksOf(
    Object.fromEntries(marks.map((mark) => [mark.type.name, mark.type.name === 'link' ? mark.attrs : true])),
  )
}
