// `npm run check`: format, lint, types, import rules, dead code, build. Zero warnings.
// It must never change a file of the project; `npm run fix` does that.
import { runStep, type Step } from './lib/step.ts'

/** What must import nothing it may not; tests, scripts and benchmarks are cruised for cycles and unresolved names. */
const CRUISED = ['shared', 'electron', 'renderer', 'tests', 'scripts', 'bench']

/** Two lanes for two cores; within a lane the steps follow one another. */
const LANES: readonly (readonly Step[])[] = [
  [
    { name: 'format and lint', command: ['biome', 'ci', '--error-on-warnings', '--colors=off', '.'] },
    { name: 'import rules', command: ['depcruise', '--config', '.dependency-cruiser.mjs', ...CRUISED] },
    { name: 'dead code', command: ['knip', '--treat-config-hints-as-errors'] },
  ],
  [
    { name: 'types, whole project', command: ['tsc', '-p', 'tsconfig.json'] },
    { name: 'types, shared without any runtime', command: ['tsc', '-p', 'tsconfig.shared.json'] },
    { name: 'types, Node side without a DOM', command: ['tsc', '-p', 'tsconfig.host.json'] },
    { name: 'types, pages without Node', command: ['tsc', '-p', 'tsconfig.renderer.json'] },
    { name: 'build', command: ['vite', 'build'], silent: true },
  ],
]

async function runLane(lane: readonly Step[]): Promise<boolean> {
  let passed = true
  for (const step of lane) passed = (await runStep(step)) && passed
  return passed
}

const results = await Promise.all(LANES.map(runLane))
process.exitCode = results.every(Boolean) ? 0 : 1
