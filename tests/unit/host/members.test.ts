// What a device says of the group once it has learned that it no longer belongs, and what its papers say.
import { expect, test } from 'vitest'
import { ForkBook } from '../../../electron/host/groups/fork-book.ts'
import { Members } from '../../../electron/host/members/members.ts'
import { Review } from '../../../electron/host/members/review.ts'
import { SeenBook } from '../../../electron/host/members/seen-book.ts'
import { aboutPaper } from '../../../electron/host/papers/about.ts'
import { newPaper } from '../../../shared/records/desk.ts'
import { realCrypto as crypto } from '../../support/crypto.ts'
import { openStore } from '../../support/open-store.ts'
import { RealMember } from '../../support/real-groups.ts'
import { Cast } from '../../support/replicas.ts'
import { systemClock } from '../../support/system-clock.ts'

function membersOf({ group, heads }: RealMember): Members {
  return new Members({
    crypto,
    clock: systemClock,
    group,
    heads,
    seen: new SeenBook(openStore(), group.id),
    review: new Review({
      crypto,
      clock: systemClock,
      store: openStore(),
      group,
      heads,
      arrivals: { at: () => undefined },
      nameOf: () => '',
      changed: () => undefined,
    }),
    forks: new ForkBook({ crypto, store: openStore(), group: group.id, signingKeyOf: () => undefined }),
    contact: () => ({ online: false, addresses: [], reached: true }),
    verification: () => 'none',
    claims: () => [],
  })
}

test('one’s own removal, once heard of, is said, and papers are read-only with the reason', async () => {
  const ana = await RealMember.found(new Cast(crypto, systemClock))
  const boris = await ana.admit('drafter')
  const members = membersOf(boris)
  expect([members.belongs, members.role, members.list().length]).toEqual([true, 'drafter', 2])
  const { paper, record } = newPaper(crypto, boris.member, 'Ours', 'declaration')
  await boris.group.writeRecord({ kind: 'desk' }, record)
  expect(aboutPaper(boris.group.state, boris.keys.id, paper)?.mayWrite).toBe(true)

  await ana.group.removeMember(boris.member)
  await boris.group.receiveStatements(ana.group.state.charter.all(), ana.keys.id)
  expect([members.belongs, members.role]).toEqual([false, 'drafter'])
  expect(members.list().map(({ member }) => member)).toEqual([ana.member])
  expect(members.former()).toMatchObject([{ member: boris.member, role: 'drafter', why: 'removed' }])
  expect(members.history().map(({ kind }) => kind)).toEqual(['remove', 'admit', 'found'])
  await ana.stop()
  await boris.stop()
})
