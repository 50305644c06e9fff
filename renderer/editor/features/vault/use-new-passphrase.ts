// Two boxes for a passphrase that is new: how strong the first one is, and whether the second repeats it.
// It must never hold what stands in them: they are read once, emptied, and only one copy leaves as bytes.
import { useRef, useState } from 'react'
import type { MessageId } from '../../i18n/en.ts'
import { type Judgement, judge, take } from './passphrase.ts'

const UNTOUCHED: Judgement = { missing: 0, weak: false }

/** `onMended`: something was typed into either box, so what was said about them no longer holds. */
export function useNewPassphrase(onMended: () => void) {
  const first = useRef<HTMLInputElement>(null)
  const second = useRef<HTMLInputElement>(null)
  const [judgement, setJudgement] = useState(UNTOUCHED)
  return {
    first,
    second,
    judgement,
    onFirst: (text: string) => {
      onMended()
      setJudgement(text === '' ? UNTOUCHED : judge(text))
    },
    onSecond: onMended,
    /** The bytes, to be wiped by whoever sends them; or what is wrong, with the focus where it is to be mended. */
    take: (): Uint8Array | MessageId => {
      if (judge(first.current?.value ?? '').missing > 0) {
        first.current?.focus()
        return 'error.E_PASSPHRASE_SHORT'
      }
      // Compared in the page itself: only one copy ever leaves the boxes as bytes.
      const same = first.current?.value === second.current?.value
      take(second.current).fill(0)
      if (!same) {
        second.current?.focus()
        return 'vault.differ'
      }
      setJudgement(UNTOUCHED)
      return take(first.current)
    },
  }
}
