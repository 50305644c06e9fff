// What taken devices had at least, by their own signed words; where there is none, that nothing is known.
import { useIntl } from 'react-intl'
import type { Exposure } from '../../../../shared/contract/review-api.ts'
import { useSay } from '../../i18n/say.ts'
import { Note } from '../../ui/Alert.tsx'
import styles from './members.module.css'

export function ExposureReport({ report }: { readonly report: Exposure }) {
  const say = useSay()
  const intl = useIntl()
  if (!report.known) return <Note>{say('exposure.unknown')}</Note>
  const date = intl.formatDate(report.spoke, { dateStyle: 'long', timeStyle: 'short' })
  const list = (names: readonly string[]) => intl.formatList(names, { type: 'conjunction' })
  const named = ({ title, deleted }: Exposure['papers'][number]) =>
    deleted ? say('exposure.deleted', { title }) : title
  const held = report.papers.filter(({ holds }) => holds !== 'none')
  const never = report.papers.filter(({ holds }) => holds === 'none')
  return (
    <div className={styles.report}>
      <p>{say('exposure.word', { date })}</p>
      <h3>{say('exposure.had')}</h3>
      <ul>
        {held.length === 0 ? <li>{say('exposure.noPapers')}</li> : null}
        {held.map((paper) => (
          <li key={paper.paper}>
            {paper.holds === 'all'
              ? say('exposure.whole', { title: named(paper) })
              : say('exposure.part', { title: named(paper), count: paper.missing })}
          </li>
        ))}
        <li>
          {report.names.length === 0
            ? say('exposure.noNames')
            : say('exposure.names', { names: list(report.names) })}
        </li>
      </ul>
      <h3>{say('exposure.never')}</h3>
      <ul>
        {never.map((paper) => (
          <li key={paper.paper}>{say('exposure.neverPaper', { title: named(paper) })}</li>
        ))}
        {report.unknownNames.length === 0 ? null : (
          <li>{say('exposure.neverNames', { names: list(report.unknownNames) })}</li>
        )}
        <li>{say('exposure.fromNowOn')}</li>
      </ul>
    </div>
  )
}
