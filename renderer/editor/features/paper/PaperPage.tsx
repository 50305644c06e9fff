// The page of one paper: the way back, the title, who is here, whether it is saved, the toolbar and the text.
// It must never show a state that the session is not in.

import { ArrowLeft } from 'lucide-react'
import { type ReactNode, useCallback } from 'react'
import type { EditorClient } from '../../../../shared/contract/editor-api.ts'
import { useExplain, useSay } from '../../i18n/say.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { Link } from '../../ui/Link.tsx'
import { Page } from '../../ui/Page.tsx'
import { OpenPaper } from './OpenPaper.tsx'
import { useSession } from './use-session.ts'

export interface PaperPageProps {
  readonly client: EditorClient
  readonly group: string
  readonly paper: string
  readonly groupName: string
  readonly onBack: () => void
}

export function PaperPage({ client, group, paper, groupName, onBack }: PaperPageProps) {
  const say = useSay()
  const explain = useExplain()
  const { view, reopen } = useSession(client, group, paper)
  const setLimit = useCallback(
    (limit: number) => client.call('papers.limit', { group, paper, limit }),
    [client, group, paper],
  )
  const setNumbered = useCallback(
    (numbered: boolean) => client.call('papers.number', { group, paper, numbered }),
    [client, group, paper],
  )
  const back = (name: string): ReactNode => (
    <Link look="back" icon={<ArrowLeft aria-hidden="true" />} onPress={onBack}>
      {say('paper.back', { group: name })}
    </Link>
  )
  switch (view.phase) {
    case 'opening':
      return null
    case 'failed':
      return (
        <Page heading={say('paper.failed.title')} before={back(groupName)}>
          <Alert>{explain(view.reason)}</Alert>
          <div>
            <Button onPress={reopen}>{say('paper.reopen')}</Button>
          </div>
        </Page>
      )
    case 'open':
      return (
        <OpenPaper
          key={view.session}
          open={view}
          back={back(view.opened.groupName)}
          client={client}
          group={group}
          setLimit={setLimit}
          setNumbered={setNumbered}
        />
      )
  }
}
