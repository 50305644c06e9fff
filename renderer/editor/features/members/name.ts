// What a person is called on the screen: a name comes with its owner's first record, and until then there must be words in its place.
import { useSay } from '../../i18n/say.ts'

/** For names as the host gives them, where '' is one that has not come. */
export function useName(): (name: string) => string {
  const say = useSay()
  return (name) => (name === '' ? say('members.nameless') : name)
}
