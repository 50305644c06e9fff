// `npm run demo [-- --paper FILE] [--pictures DIR] [--headed]`: shows the main job by itself in about a minute.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { runDemo } from './demo/demo.ts'

const { values } = parseArgs({
  options: {
    paper: { type: 'string' },
    pictures: { type: 'string', default: 'out/demo' },
    headed: { type: 'boolean', default: false },
  },
})
const good = await runDemo({
  paper: values.paper,
  pictures: resolve(values.pictures),
  headless: !values.headed,
})
process.exitCode = good ? 0 : 1
