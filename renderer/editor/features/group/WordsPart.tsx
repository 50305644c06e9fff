// The group's own words, under Settings: what they are for, and taking one out. Adding happens where a word is underlined.
import { useState } from 'react'
import { foldWord } from '../../../../shared/spelling/fold.ts'
import { useAsk, useClient } from '../../app/client.ts'
import { useNotify } from '../../app/Notices.tsx'
import { useSay } from '../../i18n/say.ts'
import { Button } from '../../ui/Button.tsx'
import { List, ListItem } from '../../ui/List.tsx'
import { Section } from '../../ui/Page.tsx'
import { TextField } from '../../ui/TextField.tsx'

/** Thousands, with a button each, would take the page seconds. */
const MOST_SHOWN = 200

export function WordsPart({ group }: { readonly group: string }) {
  const client = useClient()
  const say = useSay()
  const notify = useNotify()
  const [sought, setSought] = useState('')
  const asked = useAsk('spelling.words', { group }, 'group.changed')
  if (asked.state !== 'ready') return null
  const { words, mayWrite } = asked.data
  if (words.length === 0 && !mayWrite) return null
  const isLong = words.length > MOST_SHOWN
  const found = isLong ? words.filter((word) => foldWord(word).includes(foldWord(sought.trim()))) : words
  const remove = async (word: string) => {
    const reply = await client.call('spelling.remove', { group, word })
    if (!reply.ok) notify(reply.code)
  }
  return (
    <Section title={say('spelling.words.title')}>
      <p>{say(words.length === 0 ? 'spelling.words.none' : 'spelling.words.about')}</p>
      {isLong ? (
        <TextField
          label={say('spelling.words.find')}
          hint={say('spelling.words.shown', {
            shown: Math.min(found.length, MOST_SHOWN),
            found: found.length,
          })}
          value={sought}
          onChange={setSought}
        />
      ) : null}
      {found.length === 0 ? null : (
        <List label={say('spelling.words.title')}>
          {found.slice(0, MOST_SHOWN).map((word) => (
            <ListItem key={word}>
              {(id) => (
                <>
                  <span id={id}>{word}</span>
                  {mayWrite ? (
                    <Button
                      look="quiet"
                      aria-label={say('spelling.words.remove.named', { word })}
                      onPress={() => void remove(word)}
                    >
                      {say('spelling.words.remove')}
                    </Button>
                  ) : null}
                </>
              )}
            </ListItem>
          ))}
        </List>
      )}
    </Section>
  )
}
