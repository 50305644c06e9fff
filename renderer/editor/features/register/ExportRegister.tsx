// The button `Export` of the register: the rows that are shown, as a file. Names of members are in it only when that is chosen.
import { Download } from 'lucide-react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { fileNameOf } from '../../../../shared/paper/file-name.ts'
import { exportedEvidence } from '../../../../shared/paper/recommendation-details.ts'
import { csvOf, type ExportWords, jsonOf } from '../../../../shared/paper/recommendation-export.ts'
import type { RegisterRow } from '../../../../shared/paper/recommendation-table.ts'
import { PRIORITIES, STATUSES } from '../../../../shared/vocab/details.ts'
import { saveFile } from '../../app/save-file.ts'
import type { MessageId } from '../../i18n/en.ts'
import { useSay } from '../../i18n/say.ts'
import menu from '../paper/export/ExportMenu.module.css'
import { useSpeech } from '../recommendation/use-speech.ts'
import { PRIORITY_NAMES, STATUS_NAMES } from '../recommendation/words.ts'

interface ExportRegisterProps {
  readonly rows: readonly RegisterRow[]
  readonly nameOfMember: (member: string) => string
  readonly onDone: (rows: number, kept: number) => void
}

const HEADS: Readonly<Record<Parameters<ExportWords['heads']>[0], MessageId>> = {
  paper: 'register.paper',
  number: 'register.column.number',
  text: 'register.column.text',
  addressees: 'rec.addressees',
  dimension: 'rec.dimension',
  themes: 'rec.themes',
  groups: 'rec.groups',
  commitments: 'rec.commitments',
  evidence: 'rec.evidence',
  priority: 'rec.priority',
  date: 'rec.date',
  status: 'rec.status',
  responsible: 'rec.responsible',
}

export function ExportRegister({ rows, nameOfMember, onDone }: ExportRegisterProps) {
  const say = useSay()
  const speech = useSpeech()
  const named = (known: readonly string[], names: Readonly<Record<string, MessageId>>) => (value: string) => {
    const id = known.includes(value) ? names[value] : undefined
    return id === undefined ? value : say(id)
  }
  const save = (format: 'csv' | 'json', withNames: boolean): void => {
    const words: ExportWords = {
      speech,
      heads: (column) => say(HEADS[column]),
      status: named(STATUSES, STATUS_NAMES),
      priority: named(PRIORITIES, PRIORITY_NAMES),
      nameOf: withNames ? nameOfMember : undefined,
    }
    // One that stands in two groups of the table is one in the file.
    const text = format === 'csv' ? csvOf(rows, words) : jsonOf(rows, words)
    const type = format === 'csv' ? 'text/csv' : 'application/json'
    saveFile(new Blob([text], { type }), fileNameOf(say('group.recommendations'), format))
    const kept = rows.reduce(
      (sum, { details }) => sum + details.evidence.length - exportedEvidence(details).length,
      0,
    )
    onDone(rows.length, kept)
  }
  return (
    <MenuTrigger>
      <Button className={menu.button ?? ''} isDisabled={rows.length === 0}>
        <Download aria-hidden="true" />
        {say('register.export')}
      </Button>
      <Popover className={menu.popover ?? ''} placement="bottom end">
        <Menu className={menu.menu ?? ''}>
          <MenuItem className={menu.item ?? ''} onAction={() => save('csv', false)}>
            {say('register.export.csv')}
          </MenuItem>
          <MenuItem className={menu.item ?? ''} onAction={() => save('json', false)}>
            {say('register.export.json')}
          </MenuItem>
          <MenuItem className={menu.item ?? ''} onAction={() => save('csv', true)}>
            {say('register.export.csv.names')}
          </MenuItem>
          <MenuItem className={menu.item ?? ''} onAction={() => save('json', true)}>
            {say('register.export.json.names')}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
