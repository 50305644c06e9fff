// 50 random `kill -9` while somebody types at full speed, read back through the screen: prints a row per kill.
// It must never pass over a loss: one lost keystroke that was called saved makes it fail.
import { Cast } from '../tests/e2e/pair/cast.ts'
import { holds, killWhileTyping } from '../tests/e2e/pair/kill.ts'

const KILLS = 50
const cast = await Cast.gather()
let lost = 0
try {
  const ana = await cast.ana()
  process.stdout.write('kill  typed for ms  characters  saved  found  lost\n')
  for (let round = 0; round < KILLS; round += 1) {
    const { saved, found, typed, after } = await killWhileTyping(ana, round)
    const whole = holds(found, saved)
    if (!whole) lost += 1
    const row = [round + 1, after, typed, saved.length, found.length, whole ? 'nothing' : 'SAVED WORDS']
    process.stdout.write(`${row.join('\t')}\n`)
  }
  process.stdout.write(`${KILLS} kills, ${lost} with a loss of what was called saved; it opened each time.\n`)
} finally {
  await cast.leave()
}
if (lost > 0) process.exitCode = 1
