// `npm test`: every test once, and `N passed, N failed` as the last line. `npm run test:long` raises the seeds.
// It must never report numbers of its own making: they are read from Vitest's JSON report.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { z } from 'zod'

const REPORT = '.cache/test-report.json'

const Report = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
})

/** Passed and failed tests; a file that broke before its first test counts as one failure. */
function tally(): { passed: number; failed: number } {
  const report = Report.parse(JSON.parse(readFileSync(REPORT, 'utf8')))
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length }
}

function runVitest(args: readonly string[], long: boolean): Promise<number> {
  const child = spawn(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${REPORT}`,
      ...args,
    ],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...(long && { RAPPORTEUR_LONG: '1' }) },
    },
  )
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}

const args = process.argv.slice(2)
const long = args.includes('--long')
mkdirSync('.cache', { recursive: true })
rmSync(REPORT, { force: true })
const code = await runVitest(
  args.filter((arg) => arg !== '--long'),
  long,
)
const { passed, failed } = tally()
// Vitest also fails on what no test owns (an unhandled rejection, a failed setup): that must show in the numbers.
const counted = code !== 0 && failed === 0 ? 1 : failed
process.exitCode = code
process.stdout.write(`${passed} passed, ${counted} failed\n`)
