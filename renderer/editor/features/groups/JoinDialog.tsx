// Asking to join with an invitation: pasted, or read from the file that a colleague sent.
import { FolderOpen } from 'lucide-react'
import { useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import { useClient } from '../../app/client.ts'
import { useSay } from '../../i18n/say.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import styles from './groups.module.css'
import { YouFields } from './YouFields.tsx'

interface JoinDialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Characters, as in the contract; a file beyond this is not an invitation. */
const INVITATION_LENGTH = 10_000

export function JoinDialog({ isOpen, onClose }: JoinDialogProps) {
  const client = useClient()
  const say = useSay()
  const [invitation, setInvitation] = useState('')
  const [wrongFile, setWrongFile] = useState(false)

  const close = () => {
    setInvitation('')
    setWrongFile(false)
    onClose()
  }
  const open = async (file: File | undefined) => {
    if (file === undefined) return
    const text = file.size > INVITATION_LENGTH ? '' : (await file.text()).trim()
    setWrongFile(text === '')
    setInvitation(text)
  }

  return (
    <FormDialog
      title={say('groups.join')}
      isOpen={isOpen}
      onClose={close}
      required={['invitation', 'yourName', 'organisation']}
      submit={say('groups.join.submit')}
      onSubmit={async (fields) => {
        const reply = await client.call('groups.join', fields)
        if (!reply.ok) return reply.code
        close()
        return undefined
      }}
    >
      <p>{say('groups.join.lead')}</p>
      <TextField
        name="invitation"
        label={say('groups.invitation')}
        area
        maxLength={INVITATION_LENGTH}
        value={invitation}
        onChange={setInvitation}
        autoFocus
      />
      <div className={styles.file}>
        <FileTrigger onSelect={(files) => void open(files?.[0])}>
          <Button icon={<FolderOpen aria-hidden="true" />}>{say('groups.openFile')}</Button>
        </FileTrigger>
      </div>
      {wrongFile ? <Alert>{say('groups.openFile.failed')}</Alert> : null}
      <YouFields />
    </FormDialog>
  )
}
