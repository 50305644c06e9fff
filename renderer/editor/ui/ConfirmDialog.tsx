// The question before something that cannot be taken back: what happens, what stays, and two answers. The safe one has the focus.
import { type ReactNode, useState } from 'react'
import type { ErrorCode } from '../../../shared/contract/errors.ts'
import { useExplain, useSay } from '../i18n/say.ts'
import { Alert } from './Alert.tsx'
import { Button } from './Button.tsx'
import { Dialog, DialogButtons } from './Dialog.tsx'

interface ConfirmProps {
  readonly action: string
  readonly onClose: () => void
  /** Answers with the code of what went wrong, or nothing; closing is the caller's. */
  readonly onConfirm: () => Promise<ErrorCode | undefined>
  readonly children: ReactNode
}

interface ConfirmDialogProps extends ConfirmProps {
  readonly title: string
  readonly isOpen: boolean
}

export function ConfirmDialog({ title, isOpen, ...rest }: ConfirmDialogProps) {
  return (
    <Dialog role="alertdialog" title={title} isOpen={isOpen} onClose={rest.onClose}>
      <Confirm {...rest} />
    </Dialog>
  )
}

/** The inside of the dialog, for one that shows something else afterwards. */
export function Confirm({ action, onClose, onConfirm, children }: ConfirmProps) {
  const say = useSay()
  const explain = useExplain()
  const [failure, setFailure] = useState<ErrorCode>()
  const [busy, setBusy] = useState(false)
  const confirm = async () => {
    setBusy(true)
    setFailure(undefined)
    setFailure(await onConfirm())
    setBusy(false)
  }
  return (
    <>
      {children}
      {failure === undefined ? null : <Alert>{explain(failure)}</Alert>}
      <DialogButtons>
        <Button autoFocus onPress={onClose}>
          {say('app.cancel')}
        </Button>
        <Button look="danger" isBusy={busy} onPress={() => void confirm()}>
          {action}
        </Button>
      </DialogButtons>
    </>
  )
}
