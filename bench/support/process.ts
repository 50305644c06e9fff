// What a process has used so far. Time on a processor tells more than time on the wall where others want the processor too.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Ticks a second in /proc, on every Linux that Node runs on. */
const TICKS = 100

/** Seconds of processor time of all its threads; NaN where there is no /proc. */
export function cpuSeconds(pid: number): number {
  try {
    // Behind the name, which is in brackets and may hold blanks: utime and stime are the 12th and 13th.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) / TICKS
  } catch {
    return Number.NaN
  }
}

/** Resident memory, in megabytes of 2^20. */
export function residentMegabytes(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024
}
