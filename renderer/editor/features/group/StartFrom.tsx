// What a new paper starts from: an empty page or a template, in a language of the paper's own; and a look at what the template contains.
import { type ReactNode, useMemo } from 'react'
import type { Language } from '../../../../shared/contract/editor-api.ts'
import { MAX_LEVEL } from '../../../../shared/paper/block.ts'
import { TEMPLATES, templateBlocks, templateOf } from '../../../../shared/paper/templates/templates.ts'
import { LANGUAGES } from '../../i18n/Language.tsx'
import { useSay } from '../../i18n/say.ts'
import { Select } from '../../ui/Select.tsx'
import styles from './start-from.module.css'

export interface Start {
  /** Empty for an empty paper. */
  readonly id: string
  readonly language: Language
}

interface StartFromProps {
  readonly start: Start
  readonly onStart: (start: Start) => void
  /** The choice of the kind, which stands beside the language. */
  readonly kind: ReactNode
}

export function StartFrom({ start, onStart, kind }: StartFromProps) {
  const say = useSay()
  const { id, language } = start
  return (
    <>
      <Select
        label={say('papers.start')}
        choices={[
          { id: '', name: say('papers.start.empty') },
          ...TEMPLATES.map((template) => ({
            id: template.id,
            name: template[language].name,
            lang: language,
          })),
        ]}
        value={id}
        onChange={(chosen) => onStart({ ...start, id: chosen })}
      />
      <div className={styles.pair}>
        {kind}
        {id === '' ? null : (
          <Select
            label={say('papers.start.language')}
            choices={LANGUAGES.map((one) => ({ ...one, lang: one.id }))}
            value={language}
            onChange={(chosen) => onStart({ ...start, language: chosen })}
          />
        )}
      </div>
      {id === '' ? null : <Contents start={start} />}
    </>
  )
}

function Contents({ start: { id, language } }: { readonly start: Start }) {
  const say = useSay()
  const template = templateOf(id)
  const blocks = useMemo(
    () => (template === undefined ? [] : templateBlocks(template, language)),
    [template, language],
  )
  if (template === undefined) return null
  const { about, limit } = template[language]
  const headings = blocks.filter(({ kind }) => kind === 'heading')
  const recommendations = blocks.filter(({ kind }) => kind === 'recommendation').length
  return (
    <section aria-label={say('papers.start.outline')} className={styles.contents}>
      <p lang={language}>{about}</p>
      {/* It scrolls where there are many: the keyboard must be able to. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part of the page that scrolls. */}
      <ol lang={language} className={styles.headings} tabIndex={0} aria-label={say('papers.start.outline')}>
        {headings.map(({ level, runs }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed text; two headings may be the same.
          <li key={at} className={styles[`level${Math.min(level, MAX_LEVEL)}`]}>
            {runs.map(({ text }) => text).join('')}
          </li>
        ))}
      </ol>
      <p className={styles.soft}>
        {recommendations === 0 ? null : (
          <span>{say('papers.start.recommendations', { count: recommendations })}</span>
        )}
        {limit === undefined ? null : <span>{say('papers.start.limit', { limit })}</span>}
      </p>
    </section>
  )
}
