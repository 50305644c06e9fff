// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { PaperRoom } from '../../standin/paper-room.ts'
import { openIn } from './support/editors.ts'

test('what one person types reaches the other', async () => {
  const room = new PaperRoom({ names: ['Anna', 'Boris'] })
  const anna = await openIn(room, 'Anna')
  const boris = await openIn(room, 'Boris')
  anna.type('Release the detained defenders.')
  await anna.settled()
  expect(boris.text()).toBe('Release the detained defenders.')
  expect(room.device('Boris').sent).toEqual([])
})
