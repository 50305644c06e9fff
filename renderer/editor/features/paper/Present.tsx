// Who else is in this paper now, each in the colour of their caret. A person with two devices stands here once.
import { memo } from 'react'
import type { PresentPerson } from '../../../../shared/contract/editor-api.ts'
import { useSay } from '../../i18n/say.ts'
import styles from './Present.module.css'

export const Present = memo(function Present({ people }: { readonly people: readonly PresentPerson[] }) {
  const say = useSay()
  const once = [...new Map(people.map((person) => [person.name, person])).values()]
  if (once.length === 0) return null
  return (
    <ul className={styles.list} aria-label={say('paper.present')}>
      {once.map((person) => (
        <Person key={person.name} name={person.name} colour={person.colour} />
      ))}
    </ul>
  )
})

function Person({ name, colour }: { readonly name: string; readonly colour: string }) {
  return (
    <li className={styles.person} aria-label={name} title={name}>
      <span
        className={styles.dot}
        ref={(dot) => dot?.style.setProperty('--person', colour)}
        aria-hidden="true"
      />
      {name}
    </li>
  )
}
