// After a removal: what a taken device had, as a report that stays until it is closed; and the way to what a removed member changed.
// It outlives the row in which the button was.
import { type ReactNode, useMemo, useState } from 'react'
import type { GroupPage } from '../../../../shared/contract/editor-api.ts'
import type { Exposure } from '../../../../shared/contract/review-api.ts'
import { useSay } from '../../i18n/say.ts'
import { Note } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import { AftermathContext } from './aftermath.ts'
import { ExposureReport } from './ExposureReport.tsx'
import { useName } from './name.ts'
import { TouchedDialog } from './TouchedDialog.tsx'

interface AfterRemovalProps {
  readonly page: GroupPage
  readonly children: ReactNode
}

export function AfterRemoval({ page, children }: AfterRemovalProps) {
  const say = useSay()
  const shown = useName()
  const [report, setReport] = useState<Exposure>()
  const [removed, setRemoved] = useState<{ readonly member: string; readonly name: string }>()
  const after = useMemo(
    () => ({ taken: setReport, removed: (member: string, name: string) => setRemoved({ member, name }) }),
    [],
  )
  return (
    <AftermathContext value={after}>
      {removed === undefined ? null : <Removed page={page} {...removed} />}
      {children}
      <Dialog
        role="alertdialog"
        title={say('exposure.title', { name: shown(report?.name ?? '') })}
        isOpen={report !== undefined}
        onClose={() => setReport(undefined)}
      >
        {report === undefined ? null : <ExposureReport report={report} />}
        <DialogButtons>
          <Button autoFocus onPress={() => setReport(undefined)}>
            {say('app.close')}
          </Button>
        </DialogButtons>
      </Dialog>
    </AftermathContext>
  )
}

interface RemovedProps {
  readonly page: GroupPage
  readonly member: string
  readonly name: string
}

function Removed({ page, member, name }: RemovedProps) {
  const say = useSay()
  const [reviewing, setReviewing] = useState(false)
  return (
    <div role="status">
      <Note>
        {say('removed.note', { name })}{' '}
        <Button onPress={() => setReviewing(true)}>{say('removed.review', { name })}</Button>
      </Note>
      <TouchedDialog
        page={page}
        member={member}
        name={name}
        isOpen={reviewing}
        onClose={() => setReviewing(false)}
      />
    </div>
  )
}
