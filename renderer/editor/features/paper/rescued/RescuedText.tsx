// The button `Rescued text`, there only when there is any, and its dialog: what was written, by whom, where, and what to do with it.
import type { Editor } from '@tiptap/core'
import type { Command } from '@tiptap/pm/state'
import { LifeBuoy } from 'lucide-react'
import { memo, useRef, useState } from 'react'
import { useSay } from '../../../i18n/say.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog, DialogButtons } from '../../../ui/Dialog.tsx'
import { Empty } from '../../../ui/Empty.tsx'
import { List, ListItem } from '../../../ui/List.tsx'
import type { OpenSession } from '../session/paper-session.ts'
import styles from './RescuedText.module.css'
import { discard, putBack, type RescuedEntry } from './rescued.ts'
import { useRescued } from './use-rescued.ts'

interface RescuedTextProps extends Pick<OpenSession, 'binding' | 'writers' | 'mayWrite'> {
  readonly editor: Editor
}

export const RescuedText = memo(function RescuedText({
  editor,
  binding,
  writers,
  mayWrite,
}: RescuedTextProps) {
  const say = useSay()
  const { entries, names } = useRescued(editor, { binding, writers })
  const [isOpen, setOpen] = useState(false)
  const way = useRef<HTMLDivElement>(null)
  const count = entries.length
  const close = () => {
    setOpen(false)
    // After the dialog has given the focus back; its button may be gone.
    requestAnimationFrame(() => editor.view.focus())
  }
  const run = (command: Command) => {
    command(editor.state, editor.view.dispatch, editor.view)
    // The button that was pressed goes away with its item: the keyboard must not be left nowhere.
    way.current?.querySelector('button')?.focus()
  }
  return (
    <>
      <span role="status" className={styles.unseen}>
        {count > 0 ? say('paper.rescued.some', { count }) : ''}
      </span>
      {count === 0 ? null : (
        <button
          type="button"
          className={styles.open}
          aria-label={say('paper.rescued')}
          title={say('paper.rescued')}
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
        >
          <LifeBuoy aria-hidden="true" />
          <span className={styles.name}>{say('paper.rescued')}</span>
          <span className={styles.count}>{count}</span>
        </button>
      )}
      <Dialog title={say('paper.rescued')} isOpen={isOpen} onClose={close}>
        {count === 0 ? (
          <Empty title={say('paper.rescued.none')} text={say('paper.rescued.none.text')} />
        ) : (
          <>
            <p>{say('paper.rescued.about')}</p>
            <List label={say('paper.rescued')}>
              {entries.map((entry, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: an entry is its place in the list; two may say the same.
                <Item key={index} entry={entry} names={names} run={mayWrite ? run : undefined} />
              ))}
            </List>
          </>
        )}
        <div ref={way}>
          <DialogButtons>
            <Button onPress={close}>{say('app.close')}</Button>
          </DialogButtons>
        </div>
      </Dialog>
    </>
  )
})

interface ItemProps {
  readonly entry: RescuedEntry
  readonly names: ReadonlyMap<number, string>
  /** Absent for who may only read. */
  readonly run: ((command: Command) => void) | undefined
}

function Item({ entry, names, run }: ItemProps) {
  const say = useSay()
  const { text, writers, heading, before } = entry
  const known = [...new Set(writers.flatMap((writer) => names.get(writer) ?? []))]
  const where = [
    ...(heading === '' ? [] : [say('paper.rescued.under', { heading })]),
    before === '' ? say('paper.rescued.start') : say('paper.rescued.after', { words: before }),
  ]
  return (
    <ListItem>
      {(nameId) => (
        <div className={styles.item}>
          <p id={nameId} className={styles.text}>
            {text}
          </p>
          <p className={styles.about}>
            {known.length > 0
              ? say('paper.rescued.by', { names: known.join(', ') })
              : say('paper.rescued.byUnknown')}
          </p>
          <p className={styles.about}>{where.join(' · ')}</p>
          {run === undefined ? null : (
            <div className={styles.ways}>
              <Button onPress={() => run(putBack(entry))}>{say('paper.rescued.putBack')}</Button>
              <Button look="quiet" onPress={() => run(discard(entry))}>
                {say('paper.rescued.discard')}
              </Button>
            </div>
          )}
        </div>
      )}
    </ListItem>
  )
}
