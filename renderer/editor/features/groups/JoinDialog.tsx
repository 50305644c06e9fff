// Asking to join with an invitation: pasted as text or as a picture of its QR code, or read from the file that a colleague sent.
import { FolderOpen } from 'lucide-react'
import { type ClipboardEvent, useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import type { ErrorCode } from '../../../../shared/contract/errors.ts'
import { useClient } from '../../app/client.ts'
import { useExplain, useSay } from '../../i18n/say.ts'
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
  const explain = useExplain()
  const [invitation, setInvitation] = useState('')
  const [wrong, setWrong] = useState<ErrorCode>()
  const [looking, setLooking] = useState(false)

  const close = () => {
    setInvitation('')
    setWrong(undefined)
    onClose()
  }
  /** What stands in the box stays there until something better is found. */
  const open = async (file: File) => {
    setLooking(true)
    setWrong(undefined)
    const outcome = isPicture(file) ? await readPicture(file) : await readText(file)
    setLooking(false)
    if ('code' in outcome) setWrong(outcome.code)
    else setInvitation(outcome.text)
  }
  const paste = (event: ClipboardEvent) => {
    const picture = [...event.clipboardData.files].find(isPicture)
    if (picture === undefined) return
    event.preventDefault()
    void open(picture)
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
        onChange={(text) => {
          setInvitation(text)
          setWrong(undefined)
        }}
        onPaste={paste}
        autoFocus
      />
      <div className={styles.file}>
        <FileTrigger
          onSelect={(files) => {
            const file = files?.[0]
            if (file !== undefined) void open(file)
          }}
        >
          <Button icon={<FolderOpen aria-hidden="true" />} isDisabled={looking}>
            {say('groups.openFile')}
          </Button>
        </FileTrigger>
      </div>
      {wrong === undefined ? null : <Alert>{explain(wrong)}</Alert>}
      <YouFields />
    </FormDialog>
  )
}

type Outcome = { readonly text: string } | { readonly code: ErrorCode }

function isPicture(file: File): boolean {
  return file.type.startsWith('image/')
}

/** The reader of pictures is large and seldom needed. */
async function readPicture(file: File): Promise<Outcome> {
  const { readQr } = await import('./read-qr.ts')
  return readQr(file)
}

async function readText(file: File): Promise<Outcome> {
  const text = file.size > INVITATION_LENGTH ? '' : (await file.text()).trim()
  return text === '' ? { code: 'E_FILE_NO_INVITATION' } : { text }
}
