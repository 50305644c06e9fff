// The register as the host has it: asked once, and again when the host says that it is old; only papers that changed come anew.
// A choice shows at once, before the host has written it; when it cannot be written, what the host has shows again.
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { ErrorCode } from '../../../../shared/contract/errors.ts'
import type { RegisterPaper } from '../../../../shared/contract/recommendations-api.ts'
import type { DetailsChange } from '../../../../shared/paper/recommendation-change.ts'
import type { RegisterRow } from '../../../../shared/paper/recommendation-table.ts'
import { ReunionContext, useClient } from '../../app/client.ts'
import { oneAtATime } from '../../app/one-at-a-time.ts'
import { settlePapers } from '../paper/session/open-sessions.ts'
import type { Responsible } from '../recommendation/DetailsForm.tsx'

export interface RegisterData {
  readonly papers: readonly RegisterPaper[]
  readonly members: readonly Responsible[]
}

export interface OpenRegister {
  readonly data: RegisterData | undefined
  readonly rows: readonly RegisterRow[]
  /** Why the last question or change failed. */
  readonly failed: ErrorCode | undefined
  change(row: RegisterRow, change: DetailsChange): void
}

export function useRegister(group: string): OpenRegister {
  const client = useClient()
  const reunion = useContext(ReunionContext)
  const [data, setData] = useState<RegisterData>()
  const [failed, setFailed] = useState<ErrorCode>()
  const asker = useRef<() => void>(() => undefined)
  /** Changes one after the other: each takes the paper's lease. */
  const queue = useRef<Promise<unknown>>(Promise.resolve())

  // biome-ignore lint/correctness/useExhaustiveDependencies: `reunion` asks again.
  useEffect(() => {
    const known = new Map<string, RegisterPaper>()
    const { ask, stop } = oneAtATime(async (isLive) => {
      const versions = Object.fromEntries([...known].map(([paper, { version }]) => [paper, version]))
      const reply = await client.call('recommendations.list', { group, known: versions })
      if (!isLive()) return
      if (!reply.ok) {
        setFailed(reply.code)
        return
      }
      const papers = reply.data.papers.map((paper) => ({
        ...paper,
        recommendations: paper.recommendations ?? known.get(paper.paper)?.recommendations ?? [],
      }))
      known.clear()
      for (const paper of papers) known.set(paper.paper, paper)
      setData({ papers, members: reply.data.members })
    })
    asker.current = () => void ask()
    const deafen = client.on('recommendations.changed', (event) => {
      if (event.group === group) void ask()
    })
    void ask()
    return () => {
      stop()
      deafen()
    }
  }, [client, group, reunion])

  const rows = useMemo(() => rowsOf(data?.papers ?? []), [data])

  const change = useCallback(
    (row: RegisterRow, one: DetailsChange) => {
      if (one.kind === 'choose') setData((before) => before && withChoice(before, row, one))
      const { paper, id } = row
      queue.current = queue.current.then(async () => {
        // Words of that paper that are still on their way go first: the change takes its lease.
        await settlePapers(client)
        const reply = await client.call('recommendations.change', { group, paper, id, change: one })
        setFailed(reply.ok ? undefined : reply.code)
        if (!reply.ok) asker.current()
      })
    },
    [client, group],
  )
  return { data, rows, failed, change }
}

function rowsOf(papers: readonly RegisterPaper[]): RegisterRow[] {
  return papers
    .filter(({ archived }) => !archived)
    .flatMap(({ paper, title, mayWrite, recommendations = [] }) =>
      recommendations.map((one) => ({ ...one, paper, title, mayWrite: mayWrite && one.id !== '' })),
    )
}

type Choice = Extract<DetailsChange, { kind: 'choose' }>

function withChoice(data: RegisterData, row: RegisterRow, { field, value }: Choice): RegisterData {
  const papers = data.papers.map((paper) =>
    paper.paper !== row.paper
      ? paper
      : {
          ...paper,
          // Known to be old: the next answer brings it anew.
          version: '',
          recommendations: (paper.recommendations ?? []).map((one) =>
            one.id === row.id
              ? {
                  ...one,
                  details: {
                    ...one.details,
                    [field]: value ?? (field === 'status' ? 'proposed' : undefined),
                  },
                }
              : one,
          ),
        },
  )
  return { ...data, papers }
}
