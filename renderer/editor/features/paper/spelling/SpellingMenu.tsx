// The menu of a misspelt word: what may have been meant, and what else can be done with it. It opens at the word.
import type { Editor } from '@tiptap/core'
import { useMemo } from 'react'
import { Menu, MenuItem, Popover, Separator } from 'react-aria-components'
import { useSay } from '../../../i18n/say.ts'
import list from '../../../ui/Menu.module.css'
import styles from './SpellingMenu.module.css'
import type { PaperSpelling } from './use-spelling.ts'

interface SpellingMenuProps {
  readonly editor: Editor
  readonly spelling: PaperSpelling
}

export function SpellingMenu({ editor, spelling: { menu, choose, add, ignore, close } }: SpellingMenuProps) {
  const say = useSay()
  const from = menu?.misspelt.from
  const trigger = useMemo(
    () => ({ current: from === undefined ? null : elementAt(editor, from) }),
    [editor, from],
  )
  if (menu === undefined) return null
  const name = say('spelling.menu', { word: menu.misspelt.word })
  return (
    <Popover
      className={list.popover ?? ''}
      placement="bottom start"
      triggerRef={trigger}
      aria-label={name}
      isOpen
      onOpenChange={(open) => {
        if (!open) close()
      }}
    >
      <Menu className={list.menu ?? ''} aria-label={name} autoFocus="first">
        {menu.suggestions.map((suggestion) => (
          <MenuItem
            key={suggestion}
            className={`${list.item} ${styles.suggestion}`}
            textValue={suggestion}
            onAction={() => choose(suggestion)}
          >
            {suggestion}
          </MenuItem>
        ))}
        {menu.suggestions.length === 0 ? (
          <MenuItem className={`${list.item} ${styles.none}`} isDisabled>
            {say('spelling.none')}
          </MenuItem>
        ) : null}
        <Separator className={styles.line ?? ''} />
        <MenuItem className={list.item ?? ''} onAction={add}>
          {say('spelling.add')}
        </MenuItem>
        <MenuItem className={list.item ?? ''} onAction={ignore}>
          {say('spelling.ignore')}
        </MenuItem>
      </Menu>
    </Popover>
  )
}

function elementAt(editor: Editor, position: number): Element {
  const { node } = editor.view.domAtPos(position + 1)
  return (node instanceof Element ? node : node.parentElement) ?? editor.view.dom
}
