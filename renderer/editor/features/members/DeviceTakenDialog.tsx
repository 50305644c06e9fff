// A device that was lost or taken: which one, what happens, and afterwards what it had. One step, because there is no time.
import { useState } from 'react'
import type { MemberItem } from '../../../../shared/contract/editor-api.ts'
import type { Exposure } from '../../../../shared/contract/review-api.ts'
import { useClient } from '../../app/client.ts'
import { useSay } from '../../i18n/say.ts'
import { Button } from '../../ui/Button.tsx'
import { Confirm } from '../../ui/ConfirmDialog.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { deviceCode } from './device-code.ts'
import { ExposureReport } from './ExposureReport.tsx'
import { broughtBy, FurtherDevices } from './FurtherDevices.tsx'
import { NotYetReceived } from './NotYetReceived.tsx'
import { useName } from './name.ts'

interface DeviceTakenDialogProps {
  readonly group: string
  readonly member: MemberItem
  /** The device that is chosen at first. */
  readonly first: string | undefined
  readonly isOpen: boolean
  readonly onClose: () => void
}

export function DeviceTakenDialog(props: DeviceTakenDialogProps) {
  const { member, isOpen, onClose } = props
  const say = useSay()
  const shown = useName()
  const [report, setReport] = useState<Exposure>()
  const close = () => {
    onClose()
    setReport(undefined)
  }
  const title =
    report === undefined
      ? say('taken.title', { name: shown(member.name) })
      : say('exposure.title', { name: shown(report.name) })
  return (
    <Dialog role="alertdialog" title={title} isOpen={isOpen || report !== undefined} onClose={close}>
      {report === undefined ? (
        <Ask {...props} onReport={setReport} />
      ) : (
        <>
          <ExposureReport report={report} />
          <DialogButtons>
            <Button autoFocus onPress={close}>
              {say('app.close')}
            </Button>
          </DialogButtons>
        </>
      )}
    </Dialog>
  )
}

interface AskProps extends DeviceTakenDialogProps {
  readonly onReport: (report: Exposure) => void
}

function Ask({ group, member, first, onClose, onReport }: AskProps) {
  const client = useClient()
  const say = useSay()
  const shown = useName()
  const others = member.devices.filter(({ here }) => !here)
  const [chosen, setChosen] = useState(first ?? others[0]?.device ?? '')
  const [also, setAlso] = useState<ReadonlySet<string>>(new Set(broughtBy(member.devices, chosen)))
  const choose = (device: string) => {
    setChosen(device)
    setAlso(new Set(broughtBy(member.devices, device)))
  }
  const allGo = also.size + 1 === member.devices.length
  return (
    <Confirm
      action={say('taken.submit')}
      onClose={onClose}
      onConfirm={async () => {
        const reply = await client.call('members.removeDevice', { group, device: chosen, also: [...also] })
        if (!reply.ok) return reply.code
        onReport(reply.data)
        return undefined
      }}
    >
      {others.length > 1 ? (
        <Select
          label={say('taken.device')}
          choices={others.map(({ device, online }) => ({
            id: device,
            name: say(online ? 'taken.device.online' : 'taken.device.offline', { code: deviceCode(device) }),
          }))}
          value={chosen}
          onChange={choose}
        />
      ) : null}
      <FurtherDevices
        member={member}
        taken={chosen}
        chosen={also}
        onChange={(device, on) =>
          setAlso(new Set(on ? [...also, device] : [...also].filter((one) => one !== device)))
        }
      />
      <NotYetReceived group={group} member={member} device={chosen} />
      <p>{say('taken.what')}</p>
      <p>{say('taken.keeps')}</p>
      {allGo ? <p>{say('taken.only', { name: shown(member.name) })}</p> : null}
    </Confirm>
  )
}
