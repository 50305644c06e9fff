// Who admitted, changed and removed whom, on whose word, in the order in which the group's own rules place it.
import { useIntl } from 'react-intl'
import type { HistoryItem } from '../../../../shared/contract/editor-api.ts'
import { useAsk } from '../../app/client.ts'
import type { MessageId } from '../../i18n/en.ts'
import { useExplain, useSay } from '../../i18n/say.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import styles from './members.module.css'
import { useName } from './name.ts'
import { ROLE_NAMES } from './roles.ts'

interface HistoryDialogProps {
  readonly group: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function HistoryDialog({ group, isOpen, onClose }: HistoryDialogProps) {
  const say = useSay()
  return (
    <Dialog title={say('history.title')} isOpen={isOpen} onClose={onClose}>
      <p className={styles.soft}>{say('history.lead')}</p>
      <Entries group={group} />
      <DialogButtons>
        {/* Not focused at first: a long history would open at its end. */}
        <Button onPress={onClose}>{say('app.close')}</Button>
      </DialogButtons>
    </Dialog>
  )
}

function Entries({ group }: { readonly group: string }) {
  const say = useSay()
  const explain = useExplain()
  const asked = useAsk('members.history', { group }, 'group.changed')
  if (asked.state === 'asking') return null
  if (asked.state === 'failed') return <Alert>{explain(asked.code)}</Alert>
  return (
    <ol className={styles.history} aria-label={say('history.title')}>
      {asked.data.entries.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no name of their own, and the list is replaced as a whole.
        <Entry key={index} entry={entry} />
      ))}
    </ol>
  )
}

const SENTENCES = {
  found: 'history.found',
  admit: 'history.admit',
  role: 'history.role',
  addDevice: 'history.addDevice',
  remove: 'history.remove',
  removeDevice: 'history.removeDevice',
  expire: 'history.expire',
  freeze: 'history.freeze',
} as const satisfies Record<HistoryItem['kind'], MessageId>

const FLAGS = {
  concurrent: 'history.concurrent',
  void: 'history.void',
  mutual: 'history.mutual',
  contested: 'history.contested',
  readmit: 'history.readmit',
} as const satisfies Record<HistoryItem['flags'][number], MessageId>

function Entry({ entry }: { readonly entry: HistoryItem }) {
  const say = useSay()
  const intl = useIntl()
  const shown = useName()
  const role = entry.role === undefined ? '' : say(ROLE_NAMES[entry.role])
  const sentence = say(SENTENCES[entry.kind], { by: shown(entry.by), whom: shown(entry.whom), role })
  const date = (time: number): string => intl.formatDate(time, { dateStyle: 'long' })
  return (
    <li>
      <p>
        {sentence}
        {entry.until === undefined ? null : ` ${say('history.until', { date: date(entry.until) })}`}
      </p>
      <p className={styles.soft}>
        {entry.seen === undefined ? say('history.unseen') : say('history.seen', { date: date(entry.seen) })}
      </p>
      {entry.flags.map((flag) => (
        <p key={flag} className={styles.flag}>
          {say(FLAGS[flag])}
        </p>
      ))}
    </li>
  )
}
