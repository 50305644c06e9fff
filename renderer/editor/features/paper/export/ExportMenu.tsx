// The button `Export`: the paper as a file, for readers too. It reads the text and changes nothing.
import type { Editor } from '@tiptap/core'
import { Download } from 'lucide-react'
import { memo } from 'react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { markdownOf } from '../../../../../shared/paper/export-markdown.ts'
import { fileNameOf } from '../../../../../shared/paper/file-name.ts'
import { saveFile } from '../../../app/save-file.ts'
import { useSay } from '../../../i18n/say.ts'
import menu from '../../../ui/Menu.module.css'
import type { PaperBinding } from '../binding/binding.ts'
import { exportedBlocks } from './blocks.ts'
import styles from './ExportMenu.module.css'
import { useNotes } from './use-notes.ts'

interface ExportMenuProps {
  readonly editor: Editor
  readonly binding: PaperBinding
  readonly title: string
  /** Its paragraphs have numbers. */
  readonly numbered: boolean
  readonly onFailure: () => void
}

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export const ExportMenu = memo(function ExportMenu(props: ExportMenuProps) {
  const { editor, binding, title, numbered, onFailure } = props
  const say = useSay()
  const notes = useNotes()
  const blocks = () => exportedBlocks(editor.state.doc, notes(binding), numbered)
  const word = async () => {
    try {
      const { docxOf } = await import('./docx.ts')
      const bytes = await docxOf(title, blocks())
      saveFile(new Blob([bytes], { type: WORD }), fileNameOf(title, 'docx'))
    } catch {
      onFailure()
    }
  }
  const markdown = () => {
    const text = markdownOf(blocks(), say('paper.style.recommendation'))
    saveFile(new Blob([text], { type: 'text/markdown' }), fileNameOf(title, 'md'))
  }
  return (
    <MenuTrigger>
      <Button className={styles.button ?? ''}>
        <Download aria-hidden="true" />
        {say('paper.export')}
      </Button>
      <Popover className={menu.popover ?? ''} placement="bottom end">
        <Menu className={menu.menu ?? ''}>
          <MenuItem className={menu.item ?? ''} onAction={() => void word()}>
            {say('paper.export.docx')}
          </MenuItem>
          <MenuItem className={menu.item ?? ''} onAction={markdown}>
            {say('paper.export.markdown')}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
})
