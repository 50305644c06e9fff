// In which order the blocks of a body stand. Yjs lists cannot reorder, and taking a block out to put it in elsewhere would strand what a
// colleague types in it meanwhile. So a move only adds an empty place to the list and writes its name into the block: the element, its
// words and its id stay as they are. Of two people who move one block at once, one place holds; the other stays empty and unseen.
// It must never copy a block, and never write anything while it reads.
import * as Y from 'yjs'
import { BLOCK_NODE, PLACE, SLOT } from './names.ts'

/** A child of the body as Yjs keeps it. */
export type BodyChild = Y.XmlElement | Y.XmlText | Y.XmlHook

/** All children of the body in the order of the page, those that are not shown among them. A place that does not exist is none. */
export function orderedChildren(body: Y.XmlFragment): BodyChild[] {
  const children = body.toArray()
  const moved = children.filter((child) => attribute(child, PLACE) !== undefined)
  if (moved.length === 0) return children
  const places = placesIn(children)
  const held = new Map<BodyChild, BodyChild[]>()
  const away = new Set<BodyChild>()
  for (const child of moved) {
    const place = places.get(attribute(child, PLACE) ?? '')
    if (place === undefined) continue
    away.add(child)
    held.set(place, [...(held.get(place) ?? []), child])
  }
  const ordered: BodyChild[] = []
  for (const child of children) {
    ordered.push(...(held.get(child) ?? []))
    if (!away.has(child)) ordered.push(child)
  }
  return ordered
}

/** The child of the Yjs list at which a block stands: the place that it was moved to, or itself. What comes after it goes behind this. */
export function standOf(body: Y.XmlFragment, child: BodyChild): BodyChild {
  const place = attribute(child, PLACE)
  return place === undefined ? child : (placesIn(body.toArray()).get(place) ?? child)
}

/**
 * Moves blocks, in this order, to before or after another one, which is not among them. `newId`: 32 hex characters, random. Call it in a
 * transaction of a person's.
 */
export function moveChildren(
  body: Y.XmlFragment,
  moving: readonly Y.XmlElement[],
  side: 'before' | 'after',
  of: BodyChild,
  newId: () => string,
): void {
  const at = body.toArray().indexOf(standOf(body, of)) + (side === 'after' ? 1 : 0)
  const slots = moving.map(() => new Y.XmlElement(BLOCK_NODE))
  body.insert(at, slots)
  moving.forEach((block, index) => {
    const name = newId()
    slots[index]?.setAttribute(SLOT, name)
    block.setAttribute(PLACE, name)
  })
}

/** Of two places with one name, which no honest editor makes, the first. */
function placesIn(children: readonly BodyChild[]): Map<string, BodyChild> {
  const places = new Map<string, BodyChild>()
  for (const child of children) {
    const name = attribute(child, SLOT)
    if (name !== undefined && !places.has(name)) places.set(name, child)
  }
  return places
}

function attribute(child: BodyChild, name: string): string | undefined {
  if (!(child instanceof Y.XmlElement)) return undefined
  const value: unknown = child.getAttribute(name)
  return typeof value === 'string' ? value : undefined
}
