// The spelling of one open paper: its book, kept up to date with the setting, the role and the group's words; and the menu that is open.
import type { Editor } from '@tiptap/core'
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { EditorClient } from '../../../../../shared/contract/editor-api.ts'
import type { ErrorCode } from '../../../../../shared/contract/errors.ts'
import { oneAtATime } from '../../../app/one-at-a-time.ts'
import { SpellingBook } from './book.ts'
import type { Misspelt } from './marks.ts'
import { replaceWord } from './replace.ts'

export interface OpenMenu {
  readonly misspelt: Misspelt
  readonly suggestions: readonly string[]
}

export interface PaperSpelling {
  readonly book: SpellingBook
  readonly menu: OpenMenu | undefined
  /** Why a word could not be added. */
  readonly trouble: ErrorCode | undefined
  ask(misspelt: Misspelt): void
  choose(suggestion: string): void
  add(): void
  ignore(): void
  close(): void
}

export function useSpelling(
  client: EditorClient,
  group: string,
  mayWrite: boolean,
  editor: RefObject<Editor | null>,
): PaperSpelling {
  const book = useMemo(() => new SpellingBook(client), [client])
  const [menu, setMenu] = useState<OpenMenu>()
  const [trouble, setTrouble] = useState<ErrorCode>()
  const asked = useRef<Misspelt>(undefined)

  useEffect(() => {
    let live = true
    const state = async () => {
      const reply = await client.call('app.state', {})
      if (live && reply.ok) book.isOn = mayWrite && reply.data.spelling === true
    }
    const words = oneAtATime(async (isLive) => {
      const reply = await client.call('spelling.words', { group })
      if (isLive() && reply.ok) book.groupWords = reply.data.words
    })
    const stops = [
      client.on('app.changed', () => void state()),
      client.on('group.changed', (changed) => {
        if (changed.group === group) void words.ask()
      }),
    ]
    void words.ask().then(state)
    return () => {
      live = false
      words.stop()
      for (const stop of stops) stop()
    }
  }, [client, group, mayWrite, book])

  const ask = useCallback(
    async (misspelt: Misspelt) => {
      asked.current = misspelt
      const doc = editor.current?.state.doc
      const suggestions = await book.suggestions(misspelt.word)
      // Who has written on meanwhile no longer waits for it.
      if (asked.current === misspelt && editor.current?.state.doc === doc) setMenu({ misspelt, suggestions })
    },
    [book, editor],
  )
  const close = useCallback(() => {
    setMenu(undefined)
    // After the menu has given the focus back.
    requestAnimationFrame(() => editor.current?.view.focus())
  }, [editor])

  return {
    book,
    menu,
    trouble,
    ask: (misspelt) => void ask(misspelt),
    choose: (suggestion) => {
      const view = editor.current?.view
      if (menu !== undefined && view) replaceWord(menu.misspelt, suggestion)(view.state, view.dispatch)
      close()
    },
    add: async () => {
      close()
      if (menu === undefined) return
      const reply = await client.call('spelling.add', { group, word: menu.misspelt.word })
      setTrouble(reply.ok ? undefined : reply.code)
    },
    ignore: () => {
      if (menu !== undefined) book.ignore(menu.misspelt.word)
      close()
    },
    close,
  }
}
