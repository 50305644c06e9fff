// Checking a member: six words that stand on both screens when nobody stands between the two. The answer is kept here alone.
import { useEffect, useState } from 'react'
import type { MemberItem, Output } from '../../../../shared/contract/editor-api.ts'
import type { ErrorCode } from '../../../../shared/contract/errors.ts'
import { useClient } from '../../app/client.ts'
import { useExplain, useSay } from '../../i18n/say.ts'
import { Alert, Note } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import { useName } from './name.ts'
import { SafetyWords } from './SafetyWords.tsx'

interface VerifyDialogProps {
  readonly group: string
  readonly member: MemberItem
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function VerifyDialog({ group, member, isOpen, onClose }: VerifyDialogProps) {
  const say = useSay()
  const shown = useName()
  return (
    <Dialog title={say('verify.title', { name: shown(member.name) })} isOpen={isOpen} onClose={onClose}>
      <Verify group={group} member={member} onClose={onClose} />
    </Dialog>
  )
}

function Verify({ group, member, onClose }: Omit<VerifyDialogProps, 'isOpen'>) {
  const client = useClient()
  const say = useSay()
  const explain = useExplain()
  const [asked, setAsked] = useState<Output<'members.safetyWords'>>()
  const [failure, setFailure] = useState<ErrorCode>()
  const [differ, setDiffer] = useState(false)
  const name = useName()(member.name)
  // A device that comes while the dialog is open changes the words on both screens.
  const devices = member.devices.map(({ device }) => device).join()

  // biome-ignore lint/correctness/useExhaustiveDependencies(devices): the words follow from them.
  useEffect(() => {
    let current = true
    setAsked(undefined)
    void client.call('members.safetyWords', { group, member: member.member }).then((reply) => {
      if (!current) return
      if (reply.ok) setAsked(reply.data)
      else setFailure(reply.code)
    })
    return () => {
      current = false
    }
  }, [client, group, member.member, devices])

  const answer = async (match: boolean) => {
    if (asked === undefined) return
    const reply = await client.call('members.verify', {
      group,
      member: member.member,
      devices: asked.devices,
      match,
    })
    if (!reply.ok) setFailure(reply.code)
    else if (match) onClose()
    else setDiffer(true)
  }

  return (
    <>
      {member.verification === 'changed' ? <Note>{say('verify.changed', { name })}</Note> : null}
      <p>{say('verify.lead', { name })}</p>
      {asked === undefined ? (
        <p role="status">{failure === undefined ? say('verify.computing') : null}</p>
      ) : (
        <SafetyWords words={asked.words} />
      )}
      {failure === undefined ? null : <Alert>{explain(failure)}</Alert>}
      {differ ? <Alert>{say('verify.differ.do', { name })}</Alert> : null}
      <DialogButtons>
        <Button onPress={onClose}>{say('app.close')}</Button>
        {asked === undefined || differ ? null : (
          <>
            <Button onPress={() => void answer(false)}>{say('verify.differ')}</Button>
            <Button look="primary" onPress={() => void answer(true)}>
              {say('verify.match')}
            </Button>
          </>
        )}
      </DialogButtons>
    </>
  )
}
