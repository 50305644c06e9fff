// The people of a file of stories: everybody who comes has a folder and leaves after the story.
// It must never let one end in silence: what a host called a bug fails it.
import { afterEach, expect } from 'vitest'
import { temporaryFolders } from './folder.ts'
import { Player } from './host-cast.ts'

export interface Players {
  /** A new empty folder. */
  folder(): Promise<string>
  /** Somebody with a new vault; the rest as in {@link Player.arrive}. */
  arrive(name: string, ...rest: Rest<typeof Player.arrive>): Promise<Player>
  /** Somebody who came by themselves leaves like the others. */
  add(player: Player): void
}

type Rest<Arrive> = Arrive extends (name: string, profile: string, ...rest: infer More) => unknown
  ? More
  : never

/** Call at the top of a test file. What the file itself does after each story comes before they leave. */
export function gatherPlayers(): Players {
  const folder = temporaryFolders()
  const players: Player[] = []
  afterEach(async () => {
    for (const player of players.splice(0)) {
      await player.leave()
      expect(player.bugs).toEqual([])
    }
  })
  return {
    folder,
    arrive: async (name, ...rest) => {
      const player = await Player.arrive(name, await folder(), ...rest)
      players.push(player)
      return player
    },
    add: (player) => {
      players.push(player)
    },
  }
}
