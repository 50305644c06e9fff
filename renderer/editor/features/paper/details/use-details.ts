// What the panel shows: which recommendation has the caret, and its details as the paper has them now.
import type { Editor } from '@tiptap/core'
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { numberBlocks } from '../../../../../shared/paper/numbering.ts'
import { type Details, detailsOf, NO_DETAILS } from '../../../../../shared/paper/recommendation-details.ts'
import { blockWithId } from '../../../../../shared/paper/recommendations.ts'
import type { PaperBinding } from '../binding/binding.ts'
import { attributesOfNode } from '../binding/content.ts'
import { currentRecommendation } from './current.ts'

export interface Here {
  readonly id: string
  readonly number: string
  readonly text: string
}

/** undefined while the caret is in no recommendation. */
export function useHere(editor: Editor): Here | undefined {
  const cache = useRef<Here | undefined>(undefined)
  const subscribe = useCallback(
    (listener: () => void) => {
      editor.on('transaction', listener)
      return () => {
        editor.off('transaction', listener)
      }
    },
    [editor],
  )
  return useSyncExternalStore(subscribe, () => {
    const now = hereIn(editor)
    const before = cache.current
    if (before?.id !== now?.id || before?.number !== now?.number || before?.text !== now?.text)
      cache.current = now
    return cache.current
  })
}

function hereIn({ state }: Editor): Here | undefined {
  const current = currentRecommendation(state)
  if (current === null) return undefined
  const before = Array.from({ length: state.selection.$head.index(0) + 1 }, (_, index) =>
    state.doc.child(index),
  )
  const number = numberBlocks(before.map(attributesOfNode)).at(-1)?.label ?? ''
  return { id: current.id, number, text: current.node.textContent }
}

export function useDetails(binding: PaperBinding, id: string): Details {
  const read = useCallback((): Details => {
    const block = blockWithId(binding.body, id)
    return block === undefined ? NO_DETAILS : detailsOf(block)
  }, [binding, id])
  const [details, setDetails] = useState(read)
  useEffect(() => {
    const look = () =>
      setDetails((before) => {
        const now = read()
        return JSON.stringify(before) === JSON.stringify(now) ? before : now
      })
    look()
    binding.body.observeDeep(look)
    return () => binding.body.unobserveDeep(look)
  }, [binding, read])
  return details
}
