// Above a page whose host is gone: says so and calls it again. The page below stays, so that its words can still be read and copied.
import type { ErrorCode } from '../../../shared/contract/errors.ts'
import { useExplain, useSay } from '../i18n/say.ts'
import { Alert } from '../ui/Alert.tsx'
import { Button } from '../ui/Button.tsx'
import styles from './LostTouch.module.css'

export function LostTouch({ code, onAgain }: { readonly code: ErrorCode; readonly onAgain: () => void }) {
  const say = useSay()
  const explain = useExplain()
  return (
    <div className={styles.bar}>
      <Alert>
        <p>{explain(code)}</p>
        <Button onPress={onAgain}>{say('app.reconnect')}</Button>
      </Alert>
    </div>
  )
}
