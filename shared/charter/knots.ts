// Finds what can only be decided together: statements that hang on each other in a circle.
// It must never depend on the order in which nodes are given, beyond the order of the answer.

/**
 * Of the graph `blockers` (node → what it waits for), the strongly connected sets that wait for nothing outside themselves.
 * Tarjan's algorithm, with a stack of its own: a comb of removals can be deeper than the machine's.
 */
export function closedKnots(
  nodes: readonly number[],
  blockers: (node: number) => readonly number[],
): number[][] {
  const order = new Map<number, number>()
  const low = new Map<number, number>()
  const component = new Map<number, number>()
  const trail: number[] = []
  const knots: number[][] = []
  let components = 0
  for (const root of nodes) {
    if (order.has(root)) continue
    const frames: { readonly node: number; readonly next: readonly number[]; at: number }[] = []
    const enter = (node: number): void => {
      order.set(node, order.size)
      low.set(node, order.get(node) ?? 0)
      trail.push(node)
      frames.push({ node, next: blockers(node), at: 0 })
    }
    enter(root)
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      const { node } = frame
      const next = frame.next[frame.at]
      frame.at += 1
      if (next !== undefined) {
        if (!order.has(next)) enter(next)
        else if (!component.has(next)) lower(low, node, order.get(next) ?? 0)
        continue
      }
      frames.pop()
      const above = frames.at(-1)
      if (above !== undefined) lower(low, above.node, low.get(node) ?? 0)
      if (low.get(node) !== order.get(node)) continue
      const knot = trail.splice(trail.lastIndexOf(node))
      for (const member of knot) component.set(member, components)
      const closed = knot.every((member) => blockers(member).every((it) => component.get(it) === components))
      components += 1
      if (closed) knots.push(knot)
    }
  }
  return knots
}

function lower(low: Map<number, number>, node: number, to: number): void {
  low.set(node, Math.min(low.get(node) ?? to, to))
}
