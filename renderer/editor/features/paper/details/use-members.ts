// Who may be responsible for a recommendation: the members of the group, by name. Asked once when the panel opens, and when they change.
import { useEffect, useState } from 'react'
import type { EditorClient } from '../../../../../shared/contract/editor-api.ts'
import type { Responsible } from '../../recommendation/DetailsForm.tsx'

const NOBODY: readonly Responsible[] = []

export function useMembers(client: EditorClient, group: string, wanted: boolean): readonly Responsible[] {
  const [members, setMembers] = useState(NOBODY)
  useEffect(() => {
    if (!wanted) return
    let live = true
    const ask = async () => {
      const reply = await client.call('group.page', { group })
      if (live && reply.ok)
        setMembers(
          reply.data.members
            .map(({ member, name }) => ({ member, name }))
            .sort((a, b) => a.name.localeCompare(b.name)),
        )
    }
    const stop = client.on('group.changed', (event) => {
      if (event.group === group) void ask()
    })
    void ask()
    return () => {
      live = false
      stop()
    }
  }, [client, group, wanted])
  return members
}
