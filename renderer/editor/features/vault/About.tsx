// What Rapporteur is, what it protects and what it cannot: said before the first passphrase, in a few honest sentences.

import type { MessageId } from '../../i18n/en.ts'
import { useSay } from '../../i18n/say.ts'
import styles from './vault.module.css'

const DOES: readonly MessageId[] = ['about.does.disk', 'about.does.wire', 'about.does.members']
const DOES_NOT: readonly MessageId[] = ['about.not.spy', 'about.not.member', 'about.not.gone']

export function About() {
  const say = useSay()
  return (
    <div className={styles.about}>
      <p className={styles.name}>{say('app.name')}</p>
      <p className={styles.lead}>{say('about.lead')}</p>
      <Points title={say('about.does.title')} points={DOES} />
      <Points title={say('about.not.title')} points={DOES_NOT} />
    </div>
  )
}

function Points({ title, points }: { readonly title: string; readonly points: readonly MessageId[] }) {
  const say = useSay()
  return (
    <section className={styles.points}>
      <h2>{title}</h2>
      <ul>
        {points.map((id) => (
          <li key={id}>{say(id)}</li>
        ))}
      </ul>
    </section>
  )
}
