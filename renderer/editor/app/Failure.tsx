// What a screen shows when its question could not be answered: why, what to do, and a way to ask again. Never a dead page.
import type { ReactNode } from 'react'
import { useExplain, useSay } from '../i18n/say.ts'
import { Alert } from '../ui/Alert.tsx'
import { Button } from '../ui/Button.tsx'
import { Page } from '../ui/Page.tsx'
import type { Asked } from './client.ts'

interface FailureProps {
  readonly asked: Extract<Asked<unknown>, { state: 'failed' }>
  readonly before?: ReactNode
}

export function Failure({ asked, before }: FailureProps) {
  const say = useSay()
  const explain = useExplain()
  return (
    <Page heading={say('app.failed')} before={before}>
      <Alert>{explain(asked.code)}</Alert>
      <div>
        <Button onPress={asked.again}>{say('app.tryAgain')}</Button>
      </div>
    </Page>
  )
}
