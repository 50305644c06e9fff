// Everything behind the passphrase: the strip above and the screen that the route names.
// On locking, the page is taken down first (an open paper writes its last edits and closes) and the vault is locked after that.
import { type RefObject, useCallback, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { AppState } from '../../../shared/contract/editor-api.ts'
import { GroupScreen } from '../features/group/GroupScreen.tsx'
import { GroupsPage } from '../features/groups/GroupsPage.tsx'
import { PaperPage } from '../features/paper/PaperPage.tsx'
import { forgetCopiedDetails } from '../features/paper/paste/copied-details.ts'
import { IdleWarning } from '../features/vault/IdleWarning.tsx'
import { useClient } from './client.ts'
import { LeaveQuestion, useLeaveGuard } from './LeaveGuard.tsx'
import { useNotify } from './Notices.tsx'
import { GoContext, HOME, type Route } from './route.ts'
import { TopBar } from './TopBar.tsx'
import type { Unsaved } from './unsaved.ts'
import { useKeptScroll } from './use-kept-scroll.ts'

interface UnlockedProps {
  readonly state: AppState
  readonly unsaved: Unsaved
  readonly route: Route
  readonly onRoute: (route: Route) => void
  /** How far down the page was, kept over a lock. */
  readonly scroll: RefObject<number>
}

/** Milliseconds for an open paper to write its last edits before the vault is locked under it. */
const LAST_EDITS = 5_000

export function Unlocked({ state, unsaved, route, onRoute, scroll }: UnlockedProps) {
  useKeptScroll(scroll)
  useEffect(() => forgetCopiedDetails, [])
  const client = useClient()
  const notify = useNotify()
  const guard = useLeaveGuard(unsaved)
  const [locking, setLocking] = useState(false)
  const { leave } = guard
  const go = useCallback((next: Route) => leave(() => onRoute(next)), [leave, onRoute])

  const lock = async () => {
    // At once, with effects: an open paper writes its last edits and closes, which `unsaved` sees.
    flushSync(() => setLocking(true))
    onRoute(HOME)
    await unsaved.closed(LAST_EDITS)
    const reply = await client.call('vault.lock', {})
    if (!reply.ok) {
      setLocking(false)
      notify(reply.code)
    }
  }

  return (
    <GoContext value={go}>
      <TopBar state={state} onLock={() => leave(() => void lock())} />
      <main>{locking ? null : <Screen route={route} go={go} />}</main>
      <LeaveQuestion guard={guard} />
      {locking ? null : <IdleWarning />}
    </GoContext>
  )
}

function Screen({ route, go }: { readonly route: Route; readonly go: (route: Route) => void }) {
  const client = useClient()
  switch (route.at) {
    case 'groups':
      return <GroupsPage />
    case 'group':
      return <GroupScreen key={route.group} group={route.group} tab={route.tab} />
    case 'paper':
      return (
        <PaperPage
          key={route.paper}
          client={client}
          group={route.group}
          paper={route.paper}
          groupName={route.groupName}
          onBack={() => go({ at: 'group', group: route.group, tab: 'papers' })}
        />
      )
  }
}
