// Asks before something typed is lost: when the person goes elsewhere, locks, or closes the window.
// It waits for edits on their way first, so that the question is asked only when there is a reason.
import { useCallback, useEffect, useState } from 'react'
import { useSay } from '../i18n/say.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogButtons } from '../ui/Dialog.tsx'
import type { Unsaved } from './unsaved.ts'

/** Milliseconds that a save may take before the person is asked; a synced write takes a few. */
const PATIENCE = 2_000

export interface LeaveGuard {
  /** Does `go` at once, after the last save, or after the person has said so. */
  readonly leave: (go: () => void) => void
  readonly question: (() => void) | undefined
  readonly answer: (goAnyway: boolean) => void
}

export function useLeaveGuard(unsaved: Unsaved): LeaveGuard {
  const [question, setQuestion] = useState<() => void>()

  const leave = useCallback(
    async (go: () => void) => {
      if (unsaved.pending()) await unsaved.settle(PATIENCE)
      if (unsaved.pending()) setQuestion(() => go)
      else go()
    },
    [unsaved],
  )

  useEffect(() => {
    const beforeUnload = (event: BeforeUnloadEvent) => {
      if (unsaved.pending()) event.preventDefault()
    }
    window.addEventListener('beforeunload', beforeUnload)
    return () => window.removeEventListener('beforeunload', beforeUnload)
  }, [unsaved])

  return {
    leave: (go) => void leave(go),
    question,
    answer: (goAnyway) => {
      setQuestion(undefined)
      if (goAnyway) question?.()
    },
  }
}

export function LeaveQuestion({ guard }: { readonly guard: LeaveGuard }) {
  const say = useSay()
  return (
    <Dialog
      role="alertdialog"
      title={say('leave.title')}
      isOpen={guard.question !== undefined}
      onClose={() => guard.answer(false)}
    >
      <p>{say('leave.text')}</p>
      <DialogButtons>
        <Button look="primary" autoFocus onPress={() => guard.answer(false)}>
          {say('app.cancel')}
        </Button>
        <Button onPress={() => guard.answer(true)}>{say('leave.anyway')}</Button>
      </DialogButtons>
    </Dialog>
  )
}
