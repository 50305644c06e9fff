// All details of one row of the register, and the way to its paper.
import type { GroupPage } from '../../../../shared/contract/editor-api.ts'
import type { DetailsChange } from '../../../../shared/paper/recommendation-change.ts'
import type { RegisterRow } from '../../../../shared/paper/recommendation-table.ts'
import { useGo } from '../../app/route.ts'
import { useSay } from '../../i18n/say.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import { DetailsForm, type Responsible } from '../recommendation/DetailsForm.tsx'
import styles from './register.module.css'

interface RowDialogProps {
  readonly row: RegisterRow | undefined
  readonly page: GroupPage
  readonly members: readonly Responsible[]
  readonly change: (row: RegisterRow, change: DetailsChange) => void
  readonly onClose: () => void
}

export function RowDialog({ row, page, members, change, onClose }: RowDialogProps) {
  const say = useSay()
  const go = useGo()
  return (
    <Dialog
      title={say('rec.details.of', { number: row?.number ?? 0 })}
      isOpen={row !== undefined}
      onClose={onClose}
    >
      {row === undefined ? null : (
        <>
          <p className={styles.dialogText}>{row.text}</p>
          <p className={styles.soft}>{row.title}</p>
          <DetailsForm
            key={`${row.paper} ${row.id}`}
            details={row.details}
            members={members}
            onChange={row.mayWrite ? (one) => change(row, one) : undefined}
          />
          <DialogButtons>
            <Button
              onPress={() => go({ at: 'paper', group: page.group, groupName: page.name, paper: row.paper })}
            >
              {say('register.open')}
            </Button>
            <Button look="primary" onPress={onClose}>
              {say('app.close')}
            </Button>
          </DialogButtons>
        </>
      )}
    </Dialog>
  )
}
