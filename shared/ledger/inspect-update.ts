// The content check of one Yjs update, as far as bytes alone decide it: whose structs, which clocks, which names, what it
// refers to. It must never look at local state: the author's clientID and next clock are all it is told.
import { MalformedBytes } from '../bytes/codec.ts'
import { BODY_ROOT, BODY_SCHEMA, MARK_NAMES, NODE_NAMES } from '../paper/names.ts'
import { isFactAllowed, isFactName, readFactName } from '../paper/recommendation-facts.ts'
import {
  type ContentKind,
  NONE,
  type ScannedStruct,
  scanUpdate,
  type TypeKind,
  type UpdateVisitor,
} from './scan-update.ts'

/** What a body of this schema is made of. Embeds, binaries and nested documents have no place in it. */
const BODY_CONTENT: ReadonlySet<ContentKind> = new Set(['gc', 'deleted', 'string', 'format', 'type', 'any'])
const BODY_TYPES: ReadonlySet<TypeKind> = new Set(['element', 'xmlText'])
/** Never, whatever the schema: a Skip is a gap, and a subdocument would load from elsewhere. */
const NEVER: ReadonlySet<ContentKind> = new Set(['skip', 'doc'])
const MARKS: ReadonlySet<string> = new Set(MARK_NAMES)
/** y-tiptap names marks that may overlap "name--hash". */
const OVERLAPPING = /--[a-zA-Z0-9+/=]{8}$/

export interface Inspected {
  /** The author's next clock after this update. */
  readonly nextClock: number
  /** Per foreign clientID the highest clock that the update refers to. */
  readonly needs: ReadonlyMap<number, number>
  /** The author's clocks, first and one past the last, that hold values of attributes; ascending. */
  readonly attributes: readonly (readonly [from: number, to: number])[]
}

/** What the lane already knows of the session that writes, and of attributes. */
export interface Standing {
  /** Its clientID. */
  readonly author: number
  readonly nextClock: number
  readonly schema: number
  /** True when what stands at the clock is the value of an attribute, not part of a text or list. */
  isAttribute(client: number, clock: number): boolean
}

/** Undefined when the update is invalid content for a session that stands so. */
export function inspectUpdate(bytes: Uint8Array, standing: Standing): Inspected | undefined {
  const visitor = new Inspection(standing)
  try {
    scanUpdate(bytes, visitor)
  } catch (error) {
    if (error instanceof MalformedBytes) return undefined
    throw error
  }
  return visitor.ok ? visitor : undefined
}

class Inspection implements UpdateVisitor, Inspected {
  readonly #standing: Standing
  readonly #namesKnown: boolean
  readonly needs = new Map<number, number>()
  readonly attributes: [number, number][] = []
  nextClock: number
  ok = true

  constructor(standing: Standing) {
    this.#standing = standing
    this.nextClock = standing.nextClock
    this.#namesKnown = standing.schema <= BODY_SCHEMA
  }

  struct(struct: ScannedStruct): void {
    const { client, clock, length, kind } = struct
    if (client !== this.#standing.author || clock !== this.nextClock || NEVER.has(kind)) this.ok = false
    if (this.#namesKnown && !namesAllowed(struct)) this.ok = false
    this.#refer(struct.originClient, struct.originClock)
    this.#refer(struct.rightClient, struct.rightClock)
    this.#refer(struct.parentClient, struct.parentClock)
    if (this.#isAttribute(struct)) {
      // Yjs takes an attribute's value for one clock; cutting a longer one makes it throw on every device (measured).
      if (length !== 1 && kind !== 'deleted') this.ok = false
      this.attributes.push([clock, clock + length])
    } else if (this.#namesKnown && kind === 'any') {
      // A value within a text takes up places that no page shows: what others write behind it would land elsewhere.
      this.ok = false
    }
    this.nextClock = clock + length
  }

  deletion(client: number, clock: number, length: number): void {
    this.#refer(client, clock + length - 1)
  }

  /** A value says so itself, or stands beside another value of the same attribute and says nothing. */
  #isAttribute(struct: ScannedStruct): boolean {
    if (struct.parentSub !== undefined) return true
    return (
      this.#attributeAt(struct.originClient, struct.originClock) ||
      this.#attributeAt(struct.rightClient, struct.rightClock)
    )
  }

  #attributeAt(client: number, clock: number): boolean {
    if (client === NONE) return false
    if (client === this.#standing.author && this.attributes.some(([from, to]) => clock >= from && clock < to))
      return true
    return this.#standing.isAttribute(client, clock)
  }

  /** Own references must lie before the struct that makes them; Yjs would throw on a reference forward. */
  #refer(client: number, clock: number): void {
    if (client === NONE) return
    if (client === this.#standing.author) {
      if (clock >= this.nextClock) this.ok = false
      return
    }
    const highest = this.needs.get(client)
    if (highest === undefined || clock > highest) this.needs.set(client, clock)
  }
}

function namesAllowed(struct: ScannedStruct): boolean {
  if (!BODY_CONTENT.has(struct.kind)) return false
  if (struct.root !== undefined && struct.root !== BODY_ROOT) return false
  if (struct.type !== undefined && !BODY_TYPES.has(struct.type)) return false
  if (struct.nodeName !== undefined && !NODE_NAMES.has(struct.nodeName)) return false
  if (struct.parentSub !== undefined && !factAllowed(struct)) return false
  return struct.formatKey === undefined || MARKS.has(struct.formatKey.replace(OVERLAPPING, ''))
}

/** Details of recommendations are exactly well-formed. Of one that was deleted at once only the name is left. */
function factAllowed({ parentSub = '', kind, valueTag, valueBytes }: ScannedStruct): boolean {
  if (!isFactName(parentSub)) return true
  if (kind === 'deleted') return readFactName(parentSub) !== undefined
  return kind === 'any' && isFactAllowed(parentSub, { tag: valueTag, bytes: valueBytes })
}
