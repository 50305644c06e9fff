// A finished invitation: the link to copy, the same as a file and as a QR code, and until when it works.
import { Copy, Download } from 'lucide-react'
import { useRef, useState } from 'react'
import { useIntl } from 'react-intl'
import type { Output } from '../../../../shared/contract/editor-api.ts'
import { saveFile } from '../../app/save-file.ts'
import type { MessageId } from '../../i18n/en.ts'
import { useSay } from '../../i18n/say.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { copyText } from './copy-text.ts'
import { InvitationQr } from './InvitationQr.tsx'
import styles from './members.module.css'

export function Invitation({ invitation }: { readonly invitation: Output<'members.invite'> }) {
  const say = useSay()
  const date = useIntl().formatDate(invitation.expires, { dateStyle: 'long', timeStyle: 'short' })
  const box = useRef<HTMLDivElement>(null)
  const [done, setDone] = useState<MessageId>()

  const copy = async () => {
    const copied = await copyText(invitation.link, box.current?.querySelector('textarea') ?? null)
    setDone(copied ? 'invite.copied' : 'invite.copyFailed')
  }
  const save = () => {
    saveFile(new Blob([invitation.link], { type: 'text/plain' }), invitation.fileName)
    setDone('invite.saved')
  }

  return (
    <div ref={box} className={styles.invitation}>
      <TextField label={say('invite.link')} area isReadOnly autoFocus value={invitation.link} />
      <div className={styles.answers}>
        <Button icon={<Copy aria-hidden="true" />} onPress={() => void copy()}>
          {say('invite.copy')}
        </Button>
        <Button icon={<Download aria-hidden="true" />} onPress={save}>
          {say('invite.save')}
        </Button>
      </div>
      <p aria-live="polite">{done === undefined ? null : say(done)}</p>
      <InvitationQr text={invitation.link} />
      <p className={styles.soft}>
        {say('invite.once', { date })} {say('invite.trust')} {say('invite.qr.hint')}
      </p>
    </div>
  )
}
