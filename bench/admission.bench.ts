// From `Admit` to the first paper on the newcomer's screen: whole hosts on real disks, talking over sockets of one machine.
// It must never count a paper that is listed but not there: it is opened, and has its last words.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Player } from '../tests/support/host-cast.ts'
import { until } from '../tests/support/until.ts'
import { median, report, rounded } from './support/report.ts'

const RUNS = 7
const TARGET_MS = 3_000
const LAST = 'These are the last words.'
/** Edits of a paper, some 60 letters each, before the newcomer comes. */
const SIZES = [10, 1_000]

const folder = await mkdtemp(join(tmpdir(), 'rapporteur-bench-'))
const rows: Record<string, number>[] = []

async function admission(run: string, edits: number): Promise<{ admitted: number; synced: number }> {
  const ana = await Player.arrive('Ana', join(folder, `${run}-ana`))
  const boris = await Player.arrive('Boris', join(folder, `${run}-boris`))
  try {
    const group = await ana.foundGroup('Shrinking civic space')
    const { paper } = await ana.call('papers.create', { group, title: 'Safe to speak', kind: 'declaration' })
    const hers = await ana.read(group, paper)
    for (let edit = 0; edit < edits; edit++)
      hers.type(`Sentence ${edit}: participating States protect who speaks out. `)
    hers.type(LAST)
    await hers.acknowledged()
    const { link } = await ana.call('members.invite', { group, role: 'drafter' })
    const waiting = await boris.knock(link, ana, group)
    const start = performance.now()
    await ana.call('members.admit', { group, waiting })
    const admitted = performance.now() - start
    await boris.isIn(group)
    const his = await boris.read(group, paper)
    await until('the whole of it', () => his.text.includes(LAST))
    return { admitted, synced: performance.now() - start }
  } finally {
    await boris.leave()
    await ana.leave()
  }
}

try {
  for (const edits of SIZES) {
    const times: Awaited<ReturnType<typeof admission>>[] = []
    for (let run = 0; run < RUNS; run++) times.push(await admission(`${edits}-${run}`, edits))
    const synced = times.map((time) => time.synced)
    rows.push({
      'edits in the paper': edits,
      runs: RUNS,
      'admit ms': rounded(median(times.map(({ admitted }) => admitted))),
      'first paper ms': rounded(median(synced)),
      'worst ms': rounded(Math.max(...synced)),
      'target ms': TARGET_MS,
    })
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
report('admission', rows)
