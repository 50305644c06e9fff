// Mints an epoch: a new random key, sealed to every device that may have it, with links back to the keys before it.
// It must never seal anything to a device that the author's charter does not entitle.
import { RapporteurError } from '../contract/errors.ts'
import type { Crypto } from '../crypto/crypto.ts'
import { KEY_BYTES } from '../crypto/crypto.ts'
import type { DeviceId, EpochId, Hash } from '../ids/ids.ts'
import type { Charter } from './charter.ts'
import type { DeviceKeys } from './device-keys.ts'
import { mintEpoch, outerOf, sealRotationGrant } from './epoch.ts'
import type { EpochKeys } from './epoch-keys.ts'
import type { RotationGrant } from './grant.ts'
import { groundOf, withoutAncestors } from './ground.ts'
import { type Issued, issue } from './issue.ts'
import { type BackLink, MAX_LINKS, outerHistoryOf, sealLink } from './link.ts'
import { ROLE_TABLE } from './roles.ts'
import { MAX_PARENTS } from './statement.ts'

/** What fits into a statement beside 64 links; devices beyond it are sent the key by whoever has it. In order of seniority. */
const MAX_GRANTS = 380
/** To gather more would cost whoever mints more than the epoch is worth. */
const MOST_LINES = 1_024

export interface Rotated extends Issued {
  readonly epoch: EpochId
}

/**
 * What has to be added first, one after the other, where more than eight lines stand side by side that call for a new epoch: rotations
 * that hold a key for their author alone and gather those lines. None where it would take too many: then {@link rotate} is in vain.
 */
export function* gatherings(
  crypto: Crypto,
  charter: Charter,
  author: DeviceKeys,
  keys: EpochKeys,
): Generator<Rotated> {
  const ground = groundOf(charter, author.id, (epoch) => keys.inner(epoch) !== undefined)
  let lines = ground.lines
  if (lines.length > MOST_LINES) return
  while (lines.length > MAX_PARENTS) {
    const first = lines.slice(0, MAX_PARENTS)
    const parents = charter.covers(first, ground.own)
      ? first
      : withoutAncestors(charter, [...first.slice(1), ...ground.own.slice(0, 1)])
    const gathered = mint(crypto, charter, author, keys, parents, [author.id])
    yield gathered
    const rest = lines.filter((line) => !charter.covers([gathered.hash], [line]))
    lines = [gathered.hash, ...rest]
  }
}

/** Does the rotation that {@link rotate} would make shut out everybody who has gone? Else it is not worth its place. */
export function canRotate(charter: Charter, author: DeviceKeys, keys: EpochKeys): boolean {
  const { lines } = groundOf(charter, author.id, (epoch) => keys.inner(epoch) !== undefined)
  return lines.length <= MAX_PARENTS
}

/** The new key reaches `keys` when the statement is added and opened like everyone's. Throws E_ROLE_FORBIDS, E_REMOVED. */
export function rotate(crypto: Crypto, charter: Charter, author: DeviceKeys, keys: EpochKeys): Rotated {
  if (charter.roleOf(author.id) === undefined) throw new RapporteurError('E_REMOVED')
  const { parents } = groundOf(charter, author.id, (epoch) => keys.inner(epoch) !== undefined)
  return mint(crypto, charter, author, keys, parents, entitled(charter, author.id))
}

function mint(
  crypto: Crypto,
  charter: Charter,
  author: DeviceKeys,
  keys: EpochKeys,
  parents: readonly Hash[],
  devices: readonly DeviceId[],
): Rotated {
  const { id, inner } = mintEpoch(crypto)
  const history = crypto.random(KEY_BYTES)
  const secrets = {
    inner: { key: inner, history },
    outer: { key: outerOf(crypto, inner), history: outerHistoryOf(crypto, history) },
  }
  const grants: RotationGrant[] = []
  for (const device of devices) {
    // Whom the parents do not show yet would be refused with the whole statement.
    const seen = charter.roleAt(device, parents)
    const now = charter.roleOf(device)
    const boxKey = charter.device(device)?.boxKey
    if (boxKey === undefined || seen === undefined || now === undefined) continue
    const keyClass = ROLE_TABLE[now].key
    const { key, history: past } = secrets[keyClass]
    if (ROLE_TABLE[seen].key === keyClass && grants.length < MAX_GRANTS)
      grants.push(sealRotationGrant(crypto, boxKey, device, keyClass, key, past))
  }
  const links = linksFrom(crypto, charter, parents, keys, id, secrets.inner.history, secrets.outer.history)
  for (const { key, history: past } of Object.values(secrets)) crypto.wipe(key, past)
  const body = { kind: 'rotate', epoch: id, grants, links } as const
  return { ...issue(crypto, charter, author, body, parents), epoch: id }
}

/** Every current device, the author's first: whoever mints an epoch can give its key to those who were left out. */
function entitled(charter: Charter, author: DeviceId): DeviceId[] {
  return [...new Set([author, ...charter.members().flatMap(({ devices }) => devices)])]
}

/** To the epochs that no other links to yet, as far as their keys are held here. */
function linksFrom(
  crypto: Crypto,
  charter: Charter,
  parents: readonly Hash[],
  keys: EpochKeys,
  minted: EpochId,
  innerHistory: Uint8Array,
  outerHistory: Uint8Array,
): BackLink[] {
  const links: BackLink[] = []
  const known = charter.epochs().filter(({ statement }) => charter.covers(parents, [statement]))
  const linked = new Set(
    known.flatMap(({ epoch }) =>
      charter.rotations(epoch).flatMap(({ links: own }) => own.map((it) => it.epoch)),
    ),
  )
  for (const epoch of new Set(known.map((it) => it.epoch))) {
    const [inner, outer] = [keys.inner(epoch), keys.outer(epoch)]
    if (linked.has(epoch) || inner === undefined || outer === undefined || links.length === MAX_LINKS)
      continue
    const [before, outerBefore] = [keys.history(epoch, 'inner'), keys.history(epoch, 'outer')]
    const both = before !== undefined && outerBefore !== undefined
    links.push({
      epoch,
      boxes: {
        inner: sealLink(
          crypto,
          innerHistory,
          'inner',
          minted,
          epoch,
          both ? { key: inner, history: before } : { key: inner },
        ),
        outer: sealLink(
          crypto,
          outerHistory,
          'outer',
          minted,
          epoch,
          both ? { key: outer, history: outerBefore } : { key: outer },
        ),
      },
    })
  }
  return links
}
