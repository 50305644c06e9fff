// Month or list: two toggle buttons of which one is down.
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { useSay } from '../../i18n/say.ts'
import styles from './calendar.module.css'

export type View = 'month' | 'list'

interface ViewChoiceProps {
  readonly view: View
  readonly onView: (view: View) => void
}

export function ViewChoice({ view, onView }: ViewChoiceProps) {
  const say = useSay()
  return (
    <ToggleButtonGroup
      aria-label={say('calendar.view')}
      className={styles.views ?? ''}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[view]}
      onSelectionChange={(keys) => onView(keys.has('list') ? 'list' : 'month')}
    >
      <ToggleButton id="month" className={styles.view ?? ''}>
        {say('calendar.month')}
      </ToggleButton>
      <ToggleButton id="list" className={styles.view ?? ''}>
        {say('calendar.list')}
      </ToggleButton>
    </ToggleButtonGroup>
  )
}
