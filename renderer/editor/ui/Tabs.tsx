// Tabs whose names are exactly their titles; what is beside a title (how many wait) is its description, not its name.
import { type ReactNode, useId } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components'
import styles from './Tabs.module.css'

export interface TabItem<Id extends string> {
  readonly id: Id
  readonly title: string
  readonly badge?: string | undefined
  readonly content: ReactNode
}

interface TabsProps<Id extends string> {
  readonly label: string
  readonly items: readonly TabItem<Id>[]
  readonly selected: Id
  readonly onSelect: (id: Id) => void
}

export function Tabs<Id extends string>({ label, items, selected, onSelect }: TabsProps<Id>) {
  const base = useId()
  return (
    <AriaTabs
      selectedKey={selected}
      onSelectionChange={(key) => {
        const item = items.find(({ id }) => id === key)
        if (item !== undefined) onSelect(item.id)
      }}
    >
      <TabList aria-label={label} className={styles.list ?? ''}>
        {items.map(({ id, title, badge }) => (
          <Tab
            key={id}
            id={id}
            className={styles.tab ?? ''}
            aria-labelledby={`${base}-${id}-title`}
            {...(badge === undefined ? {} : { 'aria-describedby': `${base}-${id}-badge` })}
          >
            <span id={`${base}-${id}-title`}>{title}</span>
            {badge === undefined ? null : (
              // Drawn from the attribute: text inside the tab would become part of its name.
              <span className={styles.badge} data-badge={badge} />
            )}
          </Tab>
        ))}
      </TabList>
      {items.map(({ id, badge }) => (
        <span key={id} id={`${base}-${id}-badge`} hidden>
          {badge}
        </span>
      ))}
      {items.map(({ id, content }) => (
        <TabPanel key={id} id={id} className={styles.panel ?? ''}>
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
