// Tells in one sentence that a recommendation took over the details of another one that was joined to it. Gone with the next edit: by then it
// was read, or it was meant.
import { useEffect, useState } from 'react'
import { useSay } from '../../../i18n/say.ts'
import type { PaperBinding } from '../binding/binding.ts'
import styles from './JoinedNote.module.css'

export function JoinedNote({ binding }: { readonly binding: PaperBinding }) {
  const say = useSay()
  const [joined, setJoined] = useState(false)
  useEffect(() => {
    const undone = (): void => setJoined(false)
    binding.onWritten = setJoined
    binding.undoManager.on('stack-item-popped', undone)
    return () => {
      binding.onWritten = null
      binding.undoManager.off('stack-item-popped', undone)
    }
  }, [binding])
  return (
    <p role="status" className={styles.note}>
      {joined ? say('rec.joined') : ''}
    </p>
  )
}
