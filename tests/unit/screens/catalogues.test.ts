// The texts of the screens: every one in both languages, none left over, none left untranslated.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createIntl } from 'react-intl'
import { describe, expect, it } from 'vitest'
import { en, type MessageId } from '../../../renderer/editor/i18n/en.ts'
import { ru } from '../../../renderer/editor/i18n/ru.ts'
import { ERROR_CODES } from '../../../shared/contract/errors.ts'

const ids = Object.keys(en) as MessageId[]

/** Texts that are rightly the same in both languages, each with its reason. */
const SAME: Readonly<Record<string, string>> = {
  'app.name': 'the name of the product',
}

/** Everything in the folder but the catalogues themselves. */
function sources(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/(^|\.)(en|ru)\.ts$/.test(entry.name))
    .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'))
}

/** The arguments of an ICU message, by name. */
function argumentsOf(message: string): string[] {
  return [...new Set([...message.matchAll(/\{(\w+)(?=[,}])/g)].map(([, name]) => name ?? ''))].sort()
}

describe('catalogues', () => {
  it('have the same messages in both languages', () => {
    expect(Object.keys(ru).sort()).toEqual([...ids].sort())
  })

  it('leave no message empty or untranslated', () => {
    const identical = ids.filter((id) => en[id].trim() === '' || ru[id].trim() === '' || en[id] === ru[id])
    expect(identical.filter((id) => !(id in SAME))).toEqual([])
    expect(Object.keys(SAME).filter((id) => !identical.includes(id as MessageId))).toEqual([])
  })

  it('take the same arguments in both languages', () => {
    expect(ids.filter((id) => argumentsOf(en[id]).join() !== argumentsOf(ru[id]).join())).toEqual([])
  })

  it('hold no message that nothing shows', () => {
    const text = sources(fileURLToPath(new URL('../../../renderer/editor', import.meta.url))).join('\n')
    expect(text.length).toBeGreaterThan(10_000)
    // An id put together from a typed union, `paper.style.${kind}`: the compiler knows its parts.
    const composed = [...text.matchAll(/`([a-z.]+\.)\$\{\w+\}`/gi)].map(([, prefix]) => prefix ?? '')
    const shown = (id: string) =>
      text.includes(`'${id}'`) || composed.includes(id.slice(0, id.lastIndexOf('.') + 1))
    const unused = ids.filter((id) => !shown(id))
    expect(unused).toEqual([])
  })

  it('have a sentence for every error code, saying more than what happened', () => {
    for (const code of ERROR_CODES) {
      for (const catalogue of [en, ru]) {
        const sentence = catalogue[`error.${code}`]
        expect(sentence, code).toMatch(/\.$/)
        expect(sentence, code).not.toMatch(/E_[A-Z]/)
        expect(sentence.length, code).toBeGreaterThan(30)
      }
    }
  })

  it('give every Russian count its four forms', () => {
    const counted = ids.filter((id) => ru[id].includes(', plural,'))
    expect(counted.length).toBeGreaterThan(3)
    for (const id of counted) {
      const bare = ru[id].match(/\{\w+, plural, one \{[^}]*\} other \{[^}]*\}\}/)
      const whole = /few \{[^}]*\} many \{[^}]*\} other \{/.test(ru[id])
      // A verb alone has two forms in Russian: one waits, several wait.
      expect(whole || bare !== null, id).toBe(true)
    }
  })

  it('format in both languages with any count', () => {
    for (const [locale, messages] of [
      ['en', en],
      ['ru', ru],
    ] as const) {
      const intl = createIntl({
        locale,
        messages,
        onError: (error) => {
          throw error
        },
      })
      for (const id of ids) {
        for (const count of [0, 1, 2, 5, 11, 21]) {
          const values = Object.fromEntries(argumentsOf(messages[id]).map((name) => [name, 'x']))
          expect(
            intl.formatMessage({ id }, { ...values, count, devices: count, held: count, number: count }),
          ).not.toMatch(/[{}]/)
        }
      }
    }
  })

  it('count in Russian as Russian does', () => {
    const intl = createIntl({ locale: 'ru', messages: ru })
    const about = (count: number) => intl.formatMessage({ id: 'group.about' }, { role: 'Составитель', count })
    expect([1, 2, 5, 11, 21, 22].map(about).map((text) => text.split(' · ')[1])).toEqual([
      '1 участник',
      '2 участника',
      '5 участников',
      '11 участников',
      '21 участник',
      '22 участника',
    ])
  })
})
