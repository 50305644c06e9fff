// What a rotation is minted upon. An epoch is written under only if everything that calls for a new one is among the ancestors of the
// statement that mints it: so its parents are chosen to cover that, whatever else has been said at the same moment.
// It must never choose by what an author can pick, such as a hash, before what is needed.
import type { DeviceId, EpochId, Hash } from '../ids/ids.ts'
import type { Charter } from './charter.ts'
import { MAX_PARENTS } from './statement.ts'

export interface Ground {
  /** At most eight; the first of what is needed where not all of it fits. */
  readonly parents: readonly Hash[]
  /** What covers all that is needed: of more than eight, rotations have to gather what the last stands upon. */
  readonly lines: readonly Hash[]
  /** The author's own admissions. */
  readonly own: readonly Hash[]
}

/** For a rotation by this device, as its charter is now. `holds`: the epoch's key, so that the new one can lead back to it. */
export function groundOf(charter: Charter, self: DeviceId, holds: (epoch: EpochId) => boolean): Ground {
  const { needs, wishes } = causes(charter)
  const heads = charter.heads()
  const tips = charter.leaves().filter((hash) => charter.knows(hash))
  const lines = cover(charter, needs, [...new Set([...tips, ...heads, ...needs])])
  const mine = own(charter, self)
  const chosen = [...lines]
  // By what is cited already the rotation comes to be cited itself, even where nothing else has a place.
  if (lines.length < MAX_PARENTS && lines.length > 0 && !lines.some((hash) => heads.includes(hash)))
    chosen.push(...heads.slice(0, 1))
  const epochs = charter
    .epochs()
    .filter(({ epoch }) => holds(epoch))
    .map(({ statement }) => statement)
  for (const wish of [...mine, ...wishes.toReversed(), ...epochs.toReversed()]) {
    if (chosen.length >= MAX_PARENTS) break
    if (!charter.covers(chosen, [wish]))
      chosen.push(tips.find((tip) => charter.covers([tip], [wish])) ?? wish)
  }
  for (const hash of [...heads, ...tips])
    if (chosen.length < MAX_PARENTS && !charter.covers(chosen, [hash])) chosen.push(hash)
  return { parents: withoutAncestors(charter, chosen.slice(0, MAX_PARENTS)), lines, own: mine }
}

/** `needs`: what takes reading from somebody, or may. `wishes`: who has been admitted since, to be given the key. In resolved order. */
function causes(charter: Charter): { readonly needs: Hash[]; readonly wishes: Hash[] } {
  const needs: Hash[] = []
  const wishes: Hash[] = []
  const admitted = new Map<DeviceId, Hash>()
  for (const { statement, kind, device } of charter.history()) {
    if (kind === 'remove' || kind === 'expire' || kind === 'freeze' || kind === 'role') needs.push(statement)
    if ((kind !== 'admit' && kind !== 'add-device') || device === undefined) continue
    const other = admitted.get(device)
    admitted.set(device, statement)
    // Admitted twice, maybe with two kinds of keys.
    if (other === undefined) wishes.push(statement)
    else needs.push(other, statement)
  }
  return { needs, wishes }
}

/** The author's own admission has to be known to whoever judges the statement. */
function own(charter: Charter, self: DeviceId): Hash[] {
  return charter
    .history()
    .filter(({ device, kind, by }) => (kind === 'found' ? by === self : kind !== 'freeze' && device === self))
    .map(({ statement }) => statement)
}

/** The fewest of `candidates`, as far as taking the one that covers most next finds them. */
function cover(charter: Charter, needs: readonly Hash[], candidates: readonly Hash[]): Hash[] {
  const chosen: Hash[] = []
  let left = lastOf(charter, needs)
  const covered = candidates.map((candidate) => ({
    candidate,
    set: new Set(left.filter((need) => charter.covers([candidate], [need]))),
  }))
  while (left.length > 0) {
    let best: { readonly candidate: Hash; readonly set: ReadonlySet<Hash> } | undefined
    let most = 0
    for (const one of covered) {
      const count = left.filter((need) => one.set.has(need)).length
      if (count > most) [best, most] = [one, count]
    }
    if (best === undefined) return chosen
    chosen.push(best.candidate)
    const { set } = best
    left = left.filter((need) => !set.has(need))
  }
  return chosen
}

/** Whoever covers these covers the others too. */
function lastOf(charter: Charter, statements: readonly Hash[]): Hash[] {
  const last: Hash[] = []
  for (const statement of statements.toReversed())
    if (!last.some((other) => charter.covers([other], [statement]))) last.push(statement)
  return last
}

/** What another one covers needs no place of its own. */
export function withoutAncestors(charter: Charter, hashes: readonly Hash[]): Hash[] {
  const unique = [...new Set(hashes)]
  return unique.filter((hash) => !unique.some((other) => other !== hash && charter.covers([other], [hash])))
}
