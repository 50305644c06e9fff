// A device that was lost or taken: which one, and what happens; what it had is said afterwards by the tab. One step, because there is no time.
import { useContext, useState } from 'react'
import type { MemberItem } from '../../../../shared/contract/editor-api.ts'
import { useClient } from '../../app/client.ts'
import { useSay } from '../../i18n/say.ts'
import { Confirm } from '../../ui/ConfirmDialog.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { AftermathContext } from './aftermath.ts'
import { deviceCode } from './device-code.ts'
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
  const title = say('taken.title', { name: useName()(member.name) })
  return (
    <Dialog role="alertdialog" title={title} isOpen={isOpen} onClose={onClose}>
      <Ask {...props} />
    </Dialog>
  )
}

function Ask({ group, member, first, onClose }: DeviceTakenDialogProps) {
  const after = useContext(AftermathContext)
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
        onClose()
        after.taken(reply.data)
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
