// A group spells: real hosts, the real worker and the dictionaries that ship, in English and in Russian, and a word of the group's own.
import { expect, test } from 'vitest'
import { utf8 } from '../../shared/bytes/codec.ts'
import { MAX_SUGGESTIONS, MAX_WORDS_ASKED } from '../../shared/contract/spelling-limits.ts'
import { PASSPHRASE, type Player } from '../support/host-cast.ts'
import { gatherPlayers } from '../support/players.ts'
import { until } from '../support/until.ts'

const { arrive } = gatherPlayers()

const wrong = async (player: Player, ...words: string[]): Promise<string[]> =>
  (await player.call('spelling.check', { words })).wrong

const listed = async (player: Player, group: string): Promise<string[]> =>
  (await player.call('spelling.words', { group })).words

test('English of both sides of the ocean and Russian are right, mistakes in either are found and mended', async () => {
  const ana = await arrive('Ana')
  await ana.foundGroup('Spelling')
  const right = [
    ...['organisation', 'organization', 'judgement', 'women’s', 'don’t', 'naïve', 'well-being', 'Kazakhstan'],
    ...['организацию', 'правозащитников', 'ещё', 'еще', 'из-за', 'социально-экономический', 'по-русски'],
    ...['IT-специалист', 'НПО', 'OSCE', 'Հայաստան'],
  ]
  expect(await wrong(ana, ...right)).toEqual([])
  const misspelt = ['recieve', 'goverment’s', 'рекомендацыя', 'социально-экономичский']
  expect(await wrong(ana, 'receive', ...misspelt)).toEqual(misspelt)
  const mended = async (word: string) => (await ana.call('spelling.suggest', { word })).suggestions
  expect((await mended('recieve'))[0]).toBe('receive')
  expect((await mended('рекомендацыя'))[0]).toBe('рекомендация')
  expect((await mended('recieve')).length).toBeLessThanOrEqual(MAX_SUGGESTIONS)
  expect(await mended('Հայաստան')).toEqual([])
})

test('a lock ends the dictionaries with the words that were asked; after it nobody is answered, and unlocked they come again', async () => {
  const ana = await arrive('Ana')
  await ana.foundGroup('Spelling')
  expect(await wrong(ana, 'recieve')).toEqual(['recieve'])
  const asked = ana.call('spelling.suggest', { word: 'recieve' }).catch((error: unknown) => error)
  await ana.call('vault.lock', {})
  expect(String(await asked)).toContain('E_VAULT_LOCKED')
  await expect(wrong(ana, 'recieve')).rejects.toThrow('E_VAULT_LOCKED')
  await ana.call('vault.unlock', { passphrase: utf8(PASSPHRASE) })
  expect(await wrong(ana, 'recieve')).toEqual(['recieve'])
})

test('a word that one adds is right for everyone, once, whoever adds it again; taken out it is gone, also after a restart', async () => {
  const ana = await arrive('Ana')
  const boris = await arrive('Boris')
  const group = await ana.foundGroup('Spelling')
  await boris.join(ana, group, 'drafter')
  await ana.call('spelling.add', { group, word: 'Rapporteur’s' })
  await ana.call('spelling.add', { group, word: 'Аксенова' })
  await until('the words to reach Boris', async () => (await listed(boris, group)).length === 2)
  expect(await listed(boris, group)).toEqual(["Rapporteur's", 'Аксенова'])
  await boris.call('spelling.add', { group, word: "rapporteur's" })
  expect(await listed(boris, group)).toEqual(["Rapporteur's", 'Аксенова'])
  await boris.call('spelling.remove', { group, word: 'аксенова' })
  await until('the removal to reach Ana', async () => (await listed(ana, group)).length === 1)
  await boris.leave()
  await boris.comeBack()
  expect(await listed(boris, group)).toEqual(["Rapporteur's"])
})

test('who only reads adds nothing, and too much is asked of nobody', async () => {
  const ana = await arrive('Ana')
  const boris = await arrive('Boris')
  const group = await ana.foundGroup('Spelling')
  await boris.join(ana, group, 'observer')
  await ana.call('spelling.add', { group, word: 'Aksenova' })
  await expect(boris.call('spelling.add', { group, word: 'Mallory' })).rejects.toThrow('E_ROLE_FORBIDS')
  await expect(boris.call('spelling.remove', { group, word: 'Aksenova' })).rejects.toThrow('E_ROLE_FORBIDS')
  expect((await boris.call('spelling.words', { group })).mayWrite).toBe(false)
  await expect(wrong(ana, 'a'.repeat(61))).rejects.toThrow('E_BAD_REQUEST')
  const many = Array.from({ length: MAX_WORDS_ASKED + 1 }, () => 'word')
  await expect(wrong(ana, ...many)).rejects.toThrow('E_BAD_REQUEST')
  await expect(ana.call('spelling.add', { group, word: '\u200b' })).rejects.toThrow('E_BAD_REQUEST')
})
