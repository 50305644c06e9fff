// Starts the editor's page: no markup from text, one client to the host, the app. It must never hold anything itself.
import '../host/no-eval.ts'
import { createClient } from '../host/client.ts'
import { mount } from './app/mount.tsx'
import { refuseMarkup } from './app/trusted-types.ts'

refuseMarkup()
const root = document.getElementById('root')
if (root === null) throw new Error('the page has no root')
mount(createClient(), root)
