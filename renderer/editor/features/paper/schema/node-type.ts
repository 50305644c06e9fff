// Looks up a node or mark type by name. A missing one is a bug in the schema, so it throws.
import type { MarkType, NodeType, Schema } from '@tiptap/pm/model'

export function nodeType(schema: Schema, name: string): NodeType {
  const type = schema.nodes[name]
  if (type === undefined) throw new Error(`no node type ${name}`)
  return type
}

export function markType(schema: Schema, name: string): MarkType {
  const type = schema.marks[name]
  if (type === undefined) throw new Error(`no mark type ${name}`)
  return type
}
