// The details of recommendations that were copied or cut last, known again by their words when they are pasted. They stay in this window's
// memory: on the clipboard any other program could read the evidence. Forgotten when the vault is locked; never given to another group.
import type { Fragment, Node as PmNode } from '@tiptap/pm/model'
import { type CarriedFacts, factsToCarry } from '../../../../../shared/paper/recommendation-carry.ts'
import { blockWithId } from '../../../../../shared/paper/recommendations.ts'
import type { PaperBinding } from '../binding/binding.ts'

interface Copied {
  readonly group: string
  readonly items: readonly { readonly text: string; readonly facts: CarriedFacts }[]
}

let last: Copied | null = null

export function forgetCopiedDetails(): void {
  last = null
}

/** Before a copy or a cut. One of which only a part is copied leaves its details where they are. */
export function rememberDetails(group: string, { body }: PaperBinding, doc: PmNode, copied: Fragment): void {
  const whole = new Map<unknown, string>()
  doc.forEach(({ attrs, textContent }) => {
    if (attrs.kind === 'recommendation' && attrs.id !== '') whole.set(attrs.id, textContent)
  })
  const items: { text: string; facts: CarriedFacts }[] = []
  copied.forEach(({ attrs, textContent: text }) => {
    if (text === '' || whole.get(attrs.id) !== text) return
    const block = blockWithId(body, attrs.id)
    if (block !== undefined) items.push({ text, facts: factsToCarry(block) })
  })
  last = { group, items }
}

/** For each pasted block the details that it had where it was copied; undefined for all others. */
export function recallDetails(
  group: string,
  pasted: readonly PmNode[],
): readonly (CarriedFacts | undefined)[] {
  const items = last?.group === group ? [...last.items] : []
  return pasted.map(({ attrs, textContent }) => {
    if (attrs.kind !== 'recommendation') return undefined
    const at = items.findIndex(({ text }) => text === textContent)
    return at < 0 ? undefined : items.splice(at, 1)[0]?.facts
  })
}
