// The real editor on the stand-in host, for pictures and for component tests in Chromium. `?scene=name` chooses what the host knows.
// It must never be part of a build.
import '../../../renderer/host/no-eval.ts'
import { mount } from '../../../renderer/editor/app/mount.tsx'
import { refuseMarkup } from '../../../renderer/editor/app/trusted-types.ts'
import { createStandIn } from '../editor-client.ts'
import { SCENES, type SceneName } from './scenes.ts'

refuseMarkup()
const wanted = new URLSearchParams(window.location.search)
const scene = SCENES[(wanted.get('scene') ?? 'first') as SceneName]
const world = scene()
if (wanted.get('language') === 'ru') world.app.language = 'ru'
if (wanted.get('theme') === 'dark') world.app.theme = 'dark'
const standIn = createStandIn(world)
// For the tests, which read what the host was told and make it say something.
Object.assign(window, { standIn })

const root = document.getElementById('root')
if (root !== null) mount(standIn, root)
