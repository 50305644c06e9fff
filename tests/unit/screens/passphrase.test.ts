// What the first page says about a passphrase: short ones are refused, easy ones are only warned about, and boxes are emptied.
import { describe, expect, it } from 'vitest'
import { judge, take } from '../../../renderer/editor/features/vault/passphrase.ts'

describe('judge', () => {
  it.each([
    ['', 12],
    ['short', 7],
    ['elevenchars', 1],
    ['twelve chars', 0],
    // Characters as a person counts them: each of these is two UTF-16 units.
    ['🦉🦉🦉🦉🦉🦉🦉🦉🦉🦉🦉🦉', 0],
  ])('%o lacks %i characters', (passphrase, missing) => {
    expect(judge(passphrase).missing).toBe(missing)
  })

  it.each([
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    '123456789012',
    'qwertyuiopas',
    'Password2026!',
    'парольпароль',
    'constitution',
  ])('warns about %o', (passphrase) => {
    expect(judge(passphrase).weak).toBe(true)
  })

  it.each(['granite otter ballot seventeen', 'Tr0ub4dor&3xq!', 'семь мокрых кирпичей поют'])(
    'lets %o pass without a word',
    (passphrase) => {
      expect(judge(passphrase)).toEqual({ missing: 0, weak: false })
    },
  )
})

describe('take', () => {
  it('empties the box and gives UTF-8', () => {
    const box = { value: 'пароль' } as HTMLInputElement
    expect(new TextDecoder().decode(take(box))).toBe('пароль')
    expect(box.value).toBe('')
  })

  it('gives nothing for a box that is not there', () => {
    expect(take(null)).toHaveLength(0)
  })
})
