// What a charter costs: from the store, on first receipt, a removal with its rotation, and shapes that somebody made on purpose.
// It must never measure anything but shared/charter: no disk, no network. Medians of several rounds; one JSON line at the end.
import { randomBytes } from 'node:crypto'
import sodium from 'libsodium-wrappers'
import { addDevice, admit } from '../shared/charter/admit.ts'
import type { StatementBody } from '../shared/charter/body.ts'
import { type Charter, charterOf } from '../shared/charter/charter.ts'
import { consentTo, secretFor } from '../shared/charter/consent.ts'
import { type DeviceKeys, mintDeviceKeys } from '../shared/charter/device-keys.ts'
import { type EpochKeys, unlockEpochs } from '../shared/charter/epoch-keys.ts'
import { found } from '../shared/charter/found.ts'
import { changeRole, removeMember } from '../shared/charter/remove.ts'
import { rotate } from '../shared/charter/rotate.ts'
import { writeStatement } from '../shared/charter/statement.ts'
import { createCrypto } from '../shared/crypto/crypto.ts'
import { pooledRandom } from '../shared/crypto/random-pool.ts'
import { type GroupId, type Hash, idFrom } from '../shared/ids/ids.ts'
import type { Leaf } from '../shared/ledger/position.ts'

const MEMBERS = 90
const STATEMENTS = 1_000
const ROUNDS = 5

await sodium.ready
const crypto = createCrypto(sodium, pooledRandom({ bytes: (length) => randomBytes(length) }))

interface Group {
  readonly group: GroupId
  readonly founder: DeviceKeys
  readonly keys: EpochKeys
  readonly charter: Charter
  readonly devices: DeviceKeys[]
}

const publicKeys = ({ signing, box }: DeviceKeys) => ({
  signingKey: signing.publicKey,
  boxKey: box.publicKey,
})
const leafOf = (device: DeviceKeys, seq: number): Leaf => ({
  device: device.id,
  incarnation: 1,
  seq,
  hash: idFrom('Hash', crypto.hash(device.signing.publicKey, new Uint8Array([seq & 255]))),
})

function add({ charter }: Pick<Group, 'charter'>, { bytes }: { readonly bytes: Uint8Array }): void {
  const { outcome } = charter.add(bytes)
  if (outcome !== 'added') throw new Error(`not added: ${outcome}`)
}

/** `members` people with two devices each; a tenth coordinates. */
function groupOf(members: number): Group {
  const founder = mintDeviceKeys(crypto)
  const { group, bytes } = found(crypto, founder)
  const charter = charterOf(crypto, group, [bytes], founder.id)
  const keys = unlockEpochs(crypto, charter, founder)
  const devices = [founder]
  const firsts = [founder]
  for (let i = 1; i < members; i++) {
    const device = mintDeviceKeys(crypto)
    const role = i % 10 === 0 ? 'coordinator' : 'drafter'
    charter.add(admit(crypto, charter, founder, keys, { ...publicKeys(device), role }).bytes)
    devices.push(device)
    firsts.push(device)
  }
  for (const first of firsts) {
    const second = mintDeviceKeys(crypto)
    const salt = crypto.random(32)
    const consent = consentTo(crypto, second, secretFor(crypto, salt, first.id))
    charter.add(addDevice(crypto, charter, first, keys, { ...publicKeys(second), salt, consent }).bytes)
    devices.push(second)
  }
  return { group, founder, keys, charter, devices }
}

/** Grown to `size` statements: mostly adoptions and roles, now and then a removal with its rotation, forked and merged at random. */
function grow({ charter, founder, devices, keys }: Group, size: number): void {
  let turn = 0
  while (charter.size < size) {
    turn += 1
    const whom = devices[(turn * 7 + Math.floor(turn / 100)) % devices.length] ?? founder
    const member = charter.memberOf(whom.id)
    const role = charter.roleOf(whom.id)
    if (turn % 100 === 0 && member !== undefined && role === 'drafter') {
      charter.add(
        removeMember(crypto, charter, founder, member, (device) => [{ ...leafOf(whom, turn), device }]).bytes,
      )
      const rotated = rotate(crypto, charter, founder, keys)
      charter.add(rotated.bytes)
      for (const grant of charter.grantsTo(founder.id))
        if (grant.epoch === rotated.epoch) keys.open(founder.box, grant)
    } else if (turn % 5 === 0 && member !== undefined && (role === 'drafter' || role === 'observer')) {
      const to = role === 'drafter' ? 'observer' : 'drafter'
      charter.add(changeRole(crypto, charter, founder, member, to, undefined, () => []).bytes)
    } else if (role !== undefined) {
      // Cites what a device that has not heard of the latest would: so lines part, and meet again in the founder's next.
      const all = charter.counted().slice(-4)
      const parent = all[turn % all.length]
      const body: StatementBody = { kind: 'adopt', leaf: leafOf(founder, turn) }
      // Refused where that parent does not show the author yet, or any more.
      if (parent !== undefined) charter.add(writeStatement(crypto, whom, [parent], body).bytes)
    }
  }
}

/** Pairs that part and meet, all the way up. */
function diamonds(
  { charter, founder, devices }: Group,
  size: number,
  body: (turn: number) => StatementBody,
): void {
  let heads: readonly Hash[] = charter.heads()
  for (let turn = 0; charter.size < size; turn++) {
    const sides = [founder, devices[devices.length - 1 - (turn % 50)] ?? founder].map((device, side) => {
      const statement = writeStatement(
        crypto,
        device,
        heads,
        side === 0 ? body(turn) : { kind: 'adopt', leaf: leafOf(founder, turn) },
      )
      add({ charter }, statement)
      return statement.hash
    })
    const join = writeStatement(crypto, founder, sides, { kind: 'adopt', leaf: leafOf(founder, turn + 1) })
    add({ charter }, join)
    heads = [join.hash]
  }
}

/** Two lines that cite each other at every step. */
function comb({ charter, founder, devices }: Group, size: number): void {
  const other = devices[10] ?? founder
  let [left, right] = [charter.heads(), charter.heads()]
  for (let turn = 0; charter.size < size; turn++) {
    const a = writeStatement(crypto, founder, left, { kind: 'adopt', leaf: leafOf(other, turn) })
    add({ charter }, a)
    const b = writeStatement(crypto, other, right, { kind: 'adopt', leaf: leafOf(founder, turn) })
    add({ charter }, b)
    left = turn % 2 === 0 ? [a.hash, b.hash] : [a.hash]
    right = [b.hash, a.hash]
  }
}

/** Every coordinator, on a line of its own, removes all the others and goes on; the founder hears of it line by line. */
function feud({ charter, founder, devices }: Group, size: number): void {
  const start = charter.heads()
  const others = devices
    .filter(({ id }) => id !== founder.id && charter.roleOf(id) === 'coordinator')
    .slice(0, 8)
  const line = (author: DeviceKeys, length: number): Hash[] => {
    let heads = start
    const hashes: Hash[] = []
    for (let turn = 0; turn < length; turn++) {
      const rival = others[turn]
      const member = rival === undefined || rival === author ? undefined : charter.memberOf(rival.id)
      const statement = writeStatement(
        crypto,
        author,
        heads,
        member === undefined
          ? { kind: 'adopt', leaf: leafOf(founder, turn) }
          : { kind: 'remove', target: { member }, leaves: [] },
      )
      add({ charter }, statement)
      heads = [statement.hash]
      hashes.push(statement.hash)
    }
    return hashes
  }
  const lines = others.map((author) => line(author, 60))
  let last = start
  for (let turn = 0; charter.size < size; turn++) {
    const heard = lines[turn % lines.length]?.[Math.floor(turn / lines.length) % 60]
    const parents = heard === undefined ? last : [...last, heard]
    const join = writeStatement(crypto, founder, parents, { kind: 'adopt', leaf: leafOf(founder, turn) })
    add({ charter }, join)
    last = [join.hash]
  }
}

function median(values: number[]): number {
  const sorted = values.sort((a, b) => a - b)
  return Math.round((sorted[sorted.length >> 1] ?? 0) * 10) / 10
}

/** Processor time so far, in ms: what the work takes on a quiet machine, however busy this one is. */
function processor(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

/** Milliseconds; everything that a host asks after loading is asked. */
function time(run: () => Charter): number {
  const times: number[] = []
  for (let i = 0; i < ROUNDS; i++) {
    const start = processor()
    const charter = run()
    charter.members()
    charter.currentEpoch()
    charter.verdictsKey()
    times.push(processor() - start)
  }
  return median(times)
}

function measure({ group, charter, founder }: Group) {
  const all = charter.all()
  const counted = new Set<Hash>(charter.counted())
  return {
    statements: all.length,
    removals: charter.history().filter(({ kind }) => kind === 'remove').length,
    kilobytes: Math.round(all.reduce((sum, bytes) => sum + bytes.length, 0) / 1024),
    stored: time(() => charterOf(crypto, group, all, founder.id, (hash) => counted.has(hash))),
    received: time(() => charterOf(crypto, group, all, founder.id)),
  }
}

function removal({ group, charter, founder, devices }: Group): { ms: number; bytes: number } {
  const all = charter.all()
  const counted = new Set<Hash>(charter.counted())
  const member = charter.memberOf((devices[5] ?? founder).id)
  if (member === undefined) throw new Error('nobody')
  const times: number[] = []
  let bytes = 0
  for (let i = 0; i < ROUNDS; i++) {
    const own = charterOf(crypto, group, all, founder.id, (hash) => counted.has(hash))
    const keys = unlockEpochs(crypto, own, founder)
    own.members()
    const start = processor()
    const removed = removeMember(crypto, own, founder, member, (device) => [
      { ...leafOf(founder, 1), device },
    ])
    own.add(removed.bytes)
    const rotated = rotate(crypto, own, founder, keys)
    own.add(rotated.bytes)
    times.push(processor() - start)
    bytes = removed.bytes.length + rotated.bytes.length
  }
  return { ms: median(times), bytes }
}

const results: Record<string, unknown> = {}
for (const members of [10, 50, MEMBERS, 200]) {
  const group = groupOf(members)
  results[`members ${members}`] = { ...measure(group), removal: removal(group) }
}
const random = groupOf(MEMBERS)
grow(random, STATEMENTS)
results.random = { ...measure(random), removal: removal(random) }
const shapes: Record<string, (group: Group) => void> = {
  diamonds: (group) =>
    diamonds(group, STATEMENTS, (turn) => ({ kind: 'adopt', leaf: leafOf(group.founder, turn + 2) })),
  'diamonds of removals': (group) =>
    diamonds(group, STATEMENTS, (turn) => {
      const device = group.devices[20 + turn]
      const standing = device && turn < 100 && group.charter.isCurrent(device.id)
      return standing
        ? { kind: 'remove', target: { device: device.id }, leaves: [] }
        : { kind: 'adopt', leaf: leafOf(group.founder, turn + 2) }
    }),
  comb: (group) => comb(group, STATEMENTS),
  feud: (group) => feud(group, STATEMENTS),
}
for (const [name, shape] of Object.entries(shapes)) {
  const group = groupOf(MEMBERS)
  shape(group)
  results[name] = measure(group)
}
for (const [name, result] of Object.entries(results))
  process.stdout.write(`${name}: ${JSON.stringify(result)}\n`)
process.stdout.write(`${JSON.stringify({ bench: 'charter', ...results })}\n`)
