// What is on this computer and does not count since a device, a right or a member was taken out: to be read first, then kept as a whole,
// for everyone, or left.
import { useState } from 'react'
import type { ErrorCode } from '../../../../shared/contract/errors.ts'
import type { Touched } from '../../../../shared/contract/review-api.ts'
import { useClient } from '../../app/client.ts'
import { useExplain, useSay } from '../../i18n/say.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { List, ListItem } from '../../ui/List.tsx'
import styles from './members.module.css'
import { ChangeText } from './TouchedPaper.tsx'

interface LeftOutProps {
  readonly group: string
  readonly member: string
  readonly leftOut: Touched['leftOut']
  readonly mayKeep: boolean
}

export function LeftOut({ group, member, leftOut: { changes, papers }, mayKeep }: LeftOutProps) {
  const client = useClient()
  const say = useSay()
  const explain = useExplain()
  const [outcome, setOutcome] = useState<ErrorCode | 'busy' | 'kept'>()
  if (changes === 0)
    return outcome === 'kept' || outcome === 'busy' ? <p role="status">{say('leftOut.kept')}</p> : null
  const keep = async () => {
    setOutcome('busy')
    const reply = await client.call('members.keepWritten', { group, member })
    setOutcome(reply.ok ? 'kept' : reply.code)
  }
  const title = say('leftOut.title')
  return (
    <section aria-label={title} className={styles.leftOut}>
      <h3>{title}</h3>
      <p>{say('leftOut.lead', { count: changes })}</p>
      {papers.length === 0 ? <p className={styles.soft}>{say('leftOut.records')}</p> : null}
      {papers.map((paper) => {
        const name = paper.title === '' ? say('leftOut.untitled') : paper.title
        return (
          <div key={paper.paper}>
            <h4>{name}</h4>
            <List label={`${title}: ${name}`}>
              {paper.changes.map((change) => (
                <ListItem key={change.change}>
                  {(nameId) => (
                    <div className={styles.change}>
                      <ChangeText change={change} nameId={nameId} />
                    </div>
                  )}
                </ListItem>
              ))}
            </List>
          </div>
        )
      })}
      {mayKeep ? (
        <div>
          <Button isDisabled={outcome === 'busy'} onPress={() => void keep()}>
            {say('leftOut.keep')}
          </Button>
        </div>
      ) : (
        <p className={styles.soft}>{say('leftOut.coordinator')}</p>
      )}
      {outcome === undefined || outcome === 'busy' || outcome === 'kept' ? null : (
        <Alert>{explain(outcome)}</Alert>
      )}
    </section>
  )
}
