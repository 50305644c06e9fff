// Tells zod not to try whether it may make code from text: a page's policy refuses that, and each try is reported as an attack.
// Must be imported before anything that declares a schema.
import { config } from 'zod'

config({ jitless: true })
