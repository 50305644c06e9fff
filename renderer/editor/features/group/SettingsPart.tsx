// The tab `Settings` of a group: what can be done about the group as a whole on this computer.
import type { GroupPage } from '../../../../shared/contract/editor-api.ts'
import { useSay } from '../../i18n/say.ts'
import { Section } from '../../ui/Page.tsx'
import { LeaveGroup } from './LeaveGroup.tsx'
import { WordsPart } from './WordsPart.tsx'

export function SettingsPart({ page }: { readonly page: GroupPage }) {
  const say = useSay()
  return (
    <>
      <WordsPart group={page.group} />
      <Section title={say('group.onThisComputer')}>
        <p>{say('group.leave.lead')}</p>
        <LeaveGroup page={page} />
      </Section>
    </>
  )
}
