// The end of both dialogs that make an invitation: why there is none, close, and the button until there is one.
import { useExplain, useSay } from '../../i18n/say.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { DialogButtons } from '../../ui/Dialog.tsx'
import type { InvitationMaking } from './use-invitation.ts'

export function InvitationFailure({ making }: { readonly making: InvitationMaking }) {
  const explain = useExplain()
  return making.failure === undefined ? null : <Alert>{explain(making.failure)}</Alert>
}

interface InvitationButtonsProps {
  readonly making: InvitationMaking
  readonly onCreate: () => void
  readonly onClose: () => void
}

export function InvitationButtons({ making, onCreate, onClose }: InvitationButtonsProps) {
  const say = useSay()
  return (
    <DialogButtons>
      <Button onPress={onClose}>{say('app.close')}</Button>
      {making.invitation === undefined ? (
        <Button look="primary" isBusy={making.busy} onPress={onCreate}>
          {say('invite.create')}
        </Button>
      ) : null}
    </DialogButtons>
  )
}
