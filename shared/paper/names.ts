// The names that may occur in a paper's body: on disk and on the wire. The content check refuses anything else, the editor's
// schema is built from them, and those not in use yet are reserved so that later versions need no migration.

/** The Y.XmlFragment at the root of the body's Y.Doc; the only root. */
export const BODY_ROOT = 'body'

/** Every text block is one node type; what it is stands in its attributes. */
export const BLOCK_NODE = 'block'

/** Reserved: not in the editor's schema yet, but already legal for recipients to hold. */
export const RESERVED_NODES = ['footnote', 'table', 'tableRow', 'tableCell', 'image'] as const

export const NODE_NAMES: ReadonlySet<string> = new Set([BLOCK_NODE, ...RESERVED_NODES])

export const BLOCK_KINDS = ['paragraph', 'heading', 'quote', 'bullet', 'ordered', 'recommendation'] as const
export type BlockKind = (typeof BLOCK_KINDS)[number]

/** `level`: 1–4 for headings. `indent`: 0–8 for list items. `id`: 32 hex characters, stable for the block's life. */
export const BLOCK_ATTRIBUTES = ['kind', 'level', 'indent', 'id'] as const

/** On a block that was moved: the name of the place where it stands. */
export const PLACE = 'place'
/** On an empty `block` that is never shown: its name as a place. 32 hex characters. */
export const SLOT = 'slot'

export const MARK_NAMES = ['bold', 'italic', 'underline', 'link'] as const

/** Schema number of the payloads that this version writes into a body. */
export const BODY_SCHEMA = 1
