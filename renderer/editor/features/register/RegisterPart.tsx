// The tab `Recommendations`: all recommendations of all papers of the group in one table, to be filtered, grouped, changed in place and
// exported. Papers in the archive are not in it.
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import { roleReads } from '../../../../shared/charter/roles.ts'
import type { GroupPage } from '../../../../shared/contract/editor-api.ts'
import {
  filterRows,
  type Grouping,
  groupRows,
  type RegisterFilter,
  type RegisterRow,
} from '../../../../shared/paper/recommendation-table.ts'
import { isUnfilled } from '../../../../shared/paper/unfilled.ts'
import { useExplain, useSay } from '../../i18n/say.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { useSpeech } from '../recommendation/use-speech.ts'
import { ExportRegister } from './ExportRegister.tsx'
import { Filters } from './Filters.tsx'
import { groupNamer } from './group-names.ts'
import { RegisterTable } from './RegisterTable.tsx'
import { RowDialog } from './RowDialog.tsx'
import styles from './register.module.css'
import { useRegister } from './use-register.ts'

export function RegisterPart({ page }: { readonly page: GroupPage }) {
  const say = useSay()
  return roleReads(page.role, 'desk') ? (
    <Register page={page} />
  ) : (
    <Empty title={say('register.endorser.title')} text={say('register.endorser.text')} />
  )
}

function Register({ page }: { readonly page: GroupPage }) {
  const say = useSay()
  const explain = useExplain()
  const speech = useSpeech()
  const { data, rows: all, failed, change } = useRegister(page.group)
  const [filter, setFilter] = useState<RegisterFilter>({})
  const [grouping, setGrouping] = useState<Grouping>()
  const [opened, setOpened] = useState<RegisterRow>()
  const [exported, setExported] = useState<{ rows: number; kept: number }>()
  // Typing stays quick: the table may follow a moment later.
  const wanted = useDeferredValue(filter)
  const today = new Date().toLocaleDateString('sv')
  const members = data?.members ?? []
  const nameOfMember = useCallback(
    (member: string) =>
      members.find((one) => one.member === member)?.name ??
      page.former.find((one) => one.member === member)?.name ??
      say('rec.responsible.gone'),
    [members, page.former, say],
  )
  // Numbers stay those of the paper.
  const rows = useMemo(() => all.filter(({ text, details }) => !isUnfilled(text, details)), [all])
  const unfilled = all.length - rows.length
  const shown = useMemo(() => filterRows(rows, wanted, today), [rows, wanted, today])
  const names = useMemo(
    () => groupNamer({ grouping, say, speech, rows, nameOfMember }),
    [grouping, say, speech, rows, nameOfMember],
  )
  const lines = useMemo(() => groupRows(shown, grouping, names.rank, today), [shown, grouping, names, today])
  const actions = useMemo(() => ({ members, change }), [members, change])
  if (data === undefined) return failed === undefined ? null : <Alert>{explain(failed)}</Alert>
  // What the dialog shows is what the register has now.
  const open = opened && rows.find(({ paper, id }) => paper === opened.paper && id === opened.id)
  return (
    <div className={styles.part}>
      {failed === undefined ? null : <Alert>{explain(failed)}</Alert>}
      {rows.length === 0 ? (
        <Empty title={say('register.empty.title')} text={say('register.empty.text')} />
      ) : (
        <>
          <Filters
            rows={rows}
            filter={filter}
            onFilter={setFilter}
            grouping={grouping}
            onGrouping={setGrouping}
            nameOfMember={nameOfMember}
          />
          <div className={styles.above}>
            <p role="status">
              {shown.length === rows.length
                ? say('register.lead', { shown: shown.length })
                : say('register.lead.some', { shown: shown.length, all: rows.length })}
            </p>
            {isFiltered(filter) ? (
              <Button look="quiet" onPress={() => setFilter({})}>
                {say('register.clear')}
              </Button>
            ) : null}
            <ExportRegister
              rows={shown}
              nameOfMember={nameOfMember}
              onDone={(count, kept) => setExported({ rows: count, kept })}
            />
          </div>
          {unfilled === 0 ? null : (
            <p className={styles.soft}>{say('register.unfilled', { count: unfilled })}</p>
          )}
          <p role="status" className={styles.exported}>
            {exported === undefined ? '' : say('register.exported', exported)}
          </p>
          {shown.length === 0 ? (
            <p className={styles.soft}>{say('register.empty.filter')}</p>
          ) : (
            <RegisterTable lines={lines} groupName={names.nameOf} actions={actions} onOpen={setOpened} />
          )}
        </>
      )}
      <RowDialog
        row={open}
        page={page}
        members={members}
        change={change}
        onClose={() => setOpened(undefined)}
      />
    </div>
  )
}

function isFiltered(filter: RegisterFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined && value !== '')
}
