// Our own scanner for Yjs V1 updates: one pass, linear, no allocation from claimed lengths, one struct object reused.
// It must never decode V2 (26 bytes of it become five million structs) and never hand bytes to Yjs: it comes before Yjs.
import { MalformedBytes } from '../bytes/codec.ts'
import { checkJson, YjsReader } from './yjs-reader.ts'

/** More structs or delete ranges than this in one update are refused: Yjs makes an object of each. */
export const MAX_STRUCTS = 1_000_000
/** Clocks of one session stay below this, so that indexes are u32. */
export const MAX_CLOCK = 2 ** 31

export type ContentKind =
  | 'gc'
  | 'deleted'
  | 'json'
  | 'binary'
  | 'string'
  | 'embed'
  | 'format'
  | 'type'
  | 'any'
  | 'doc'
  | 'skip'

const KINDS: readonly ContentKind[] = [
  'gc',
  'deleted',
  'json',
  'binary',
  'string',
  'embed',
  'format',
  'type',
  'any',
  'doc',
  'skip',
]

export type TypeKind = 'array' | 'map' | 'text' | 'element' | 'fragment' | 'hook' | 'xmlText'
const TYPES: readonly TypeKind[] = ['array', 'map', 'text', 'element', 'fragment', 'hook', 'xmlText']

/** No id. */
export const NONE = -1

/** One struct; the object is reused from call to call: copy what you keep. Clients are NONE where there is no id. */
export interface ScannedStruct {
  client: number
  clock: number
  length: number
  kind: ContentKind
  originClient: number
  originClock: number
  rightClient: number
  rightClock: number
  parentClient: number
  parentClock: number
  /** Name of the root type, when that is the parent and the update says so. */
  root: string | undefined
  parentSub: string | undefined
  type: TypeKind | undefined
  /** Of an XmlElement or XmlHook. */
  nodeName: string | undefined
  formatKey: string | undefined
  /** Of the last value of an "any": its first byte, and how many bytes it takes. 0 for other kinds. */
  valueTag: number
  valueBytes: number
}

export interface UpdateVisitor {
  struct(struct: ScannedStruct): void
  deletion(client: number, clock: number, length: number): void
}

const ORIGIN = 0x80
const RIGHT_ORIGIN = 0x40
const PARENT_SUB = 0x20

/** Throws MalformedBytes for anything that is not exactly one well-formed update within the limits. */
export function scanUpdate(bytes: Uint8Array, visitor: UpdateVisitor): void {
  const reader = new YjsReader(bytes)
  const struct = blankStruct()
  let structs = 0
  for (let clients = reader.varUint(); clients > 0; clients--) {
    const count = reader.varUint()
    struct.client = reader.varUint()
    struct.clock = reader.varUint()
    structs += count
    if (count === 0 || structs > MAX_STRUCTS) throw new MalformedBytes()
    for (let left = count; left > 0; left--) {
      readStruct(reader, struct)
      if (struct.length === 0 || struct.clock + struct.length > MAX_CLOCK) throw new MalformedBytes()
      visitor.struct(struct)
      struct.clock += struct.length
    }
  }
  scanDeletions(reader, visitor)
  if (reader.left !== 0) throw new MalformedBytes()
}

function scanDeletions(reader: YjsReader, visitor: UpdateVisitor): void {
  let ranges = 0
  for (let clients = reader.varUint(); clients > 0; clients--) {
    const client = reader.varUint()
    const count = reader.varUint()
    ranges += count
    if (count === 0 || ranges > MAX_STRUCTS) throw new MalformedBytes()
    for (let left = count; left > 0; left--) {
      const clock = reader.varUint()
      const length = reader.varUint()
      if (length === 0 || clock + length > MAX_CLOCK) throw new MalformedBytes()
      visitor.deletion(client, clock, length)
    }
  }
}

function blankStruct(): ScannedStruct {
  return {
    client: 0,
    clock: 0,
    length: 0,
    kind: 'gc',
    originClient: NONE,
    originClock: 0,
    rightClient: NONE,
    rightClock: 0,
    parentClient: NONE,
    parentClock: 0,
    root: undefined,
    parentSub: undefined,
    type: undefined,
    nodeName: undefined,
    formatKey: undefined,
    valueTag: 0,
    valueBytes: 0,
  }
}

function readStruct(reader: YjsReader, struct: ScannedStruct): void {
  const info = reader.u8()
  const kind = KINDS[info & 0x1f]
  if (kind === undefined) throw new MalformedBytes()
  struct.kind = kind
  struct.originClient = NONE
  struct.rightClient = NONE
  struct.parentClient = NONE
  struct.root = undefined
  struct.parentSub = undefined
  struct.type = undefined
  struct.nodeName = undefined
  struct.formatKey = undefined
  struct.valueTag = 0
  struct.valueBytes = 0
  if (kind === 'gc' || kind === 'skip') {
    // Yjs never sets flags here, and its readers disagree on what they would mean.
    if (info > 0x1f) throw new MalformedBytes()
    struct.length = reader.varUint()
    return
  }
  if ((info & ORIGIN) !== 0) {
    struct.originClient = reader.varUint()
    struct.originClock = reader.varUint()
  }
  if ((info & RIGHT_ORIGIN) !== 0) {
    struct.rightClient = reader.varUint()
    struct.rightClock = reader.varUint()
  }
  if ((info & (ORIGIN | RIGHT_ORIGIN)) === 0) readParent(reader, struct, info)
  struct.length = readContent(reader, struct)
}

function readParent(reader: YjsReader, struct: ScannedStruct, info: number): void {
  const isRoot = reader.varUint()
  if (isRoot === 1) struct.root = reader.string()
  else {
    struct.parentClient = reader.varUint()
    struct.parentClock = reader.varUint()
  }
  if ((info & PARENT_SUB) !== 0) struct.parentSub = reader.string()
}

/** Reads the content and answers how many clocks it takes. */
function readContent(reader: YjsReader, struct: ScannedStruct): number {
  switch (struct.kind) {
    case 'deleted':
      return reader.varUint()
    case 'json': {
      const count = reader.varUint()
      for (let left = count; left > 0; left--) {
        const text = reader.string()
        if (text !== 'undefined') checkJson(text)
      }
      return count
    }
    case 'binary':
      reader.skip(reader.varUint())
      return 1
    case 'string':
      return reader.skipString()
    case 'embed':
      reader.skipJson()
      return 1
    case 'format':
      struct.formatKey = reader.string()
      reader.skipJson()
      return 1
    case 'type':
      readType(reader, struct)
      return 1
    case 'any': {
      const count = reader.varUint()
      for (let left = count; left > 0; left--) {
        const before = reader.left
        struct.valueTag = reader.peek()
        reader.skipAny()
        struct.valueBytes = before - reader.left
      }
      return count
    }
    default:
      reader.skipString()
      reader.skipAny()
      return 1
  }
}

function readType(reader: YjsReader, struct: ScannedStruct): void {
  const type = TYPES[reader.varUint()]
  if (type === undefined) throw new MalformedBytes()
  struct.type = type
  if (type === 'element' || type === 'hook') struct.nodeName = reader.string()
}
