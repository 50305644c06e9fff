// Large deletions on the stand-in host. It keeps what the world holds and knows nothing of texts.
import type { EditorEvents, EditorHandlers } from '../../shared/contract/editor-api.ts'
import { RapporteurError } from '../../shared/contract/errors.ts'
import type { StandInWorld } from './editor-client.ts'

export function wipedHandlers(
  world: StandInWorld,
  freshId: (length: number) => string,
  emit: (event: 'group.changed', payload: EditorEvents['group.changed']) => void,
): Pick<EditorHandlers, 'papers.wiped' | 'papers.restoreWiped'> {
  return {
    'papers.wiped': async () => {
      const { wiped, restored } = world.touched
      return { wiped, restored: restored.filter(({ kind }) => kind === 'wiped') }
    },
    'papers.restoreWiped': async ({ group, paper, change }) => {
      const done = world.touched.wiped.find((one) => one.paper === paper && one.change === change)
      if (done?.missing !== true) throw new RapporteurError('E_NOT_FOUND')
      const { title, text, characters } = done
      const kind = 'wiped' as const
      const undone = { restored: freshId(32), paper, change, title, kind, text, characters, at: Date.now() }
      world.touched = {
        ...world.touched,
        wiped: world.touched.wiped.map((one) => (one === done ? { ...one, missing: false } : one)),
        restored: [undone, ...world.touched.restored],
      }
      emit('group.changed', { group })
      return {}
    },
  }
}
