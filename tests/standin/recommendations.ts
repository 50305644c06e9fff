// The register's part of the stand-in host: papers with recommendations in real Yjs bodies, changed by the product's own code.
import type { EditorHandlers } from '../../shared/contract/editor-api.ts'
import { RapporteurError } from '../../shared/contract/errors.ts'
import { blockElement, bodyOf } from '../../shared/paper/body.ts'
import { newBodyDoc } from '../../shared/paper/body-doc.ts'
import { changeDetails, type DetailsChange } from '../../shared/paper/recommendation-change.ts'
import type { Recommendation } from '../../shared/paper/recommendations.ts'
import { blockWithId, recommendationsIn } from '../../shared/paper/recommendations.ts'

export interface StandInRegister {
  readonly paper: string
  readonly title: string
  readonly mayWrite: boolean
  readonly recommendations: readonly { readonly text: string; readonly changes: readonly DetailsChange[] }[]
}

type Handlers = Pick<EditorHandlers, 'recommendations.list' | 'recommendations.change'>

interface RegisterParts {
  readonly register: readonly StandInRegister[]
  readonly members: () => readonly { readonly member: string; readonly name: string }[]
  changed(group: string): void
}

export function recommendationHandlers({ register, members, changed }: RegisterParts): Handlers {
  let next = 1
  const papers = () => (made ??= register.map(makePaper))
  let made: ReturnType<typeof makePaper>[] | undefined
  const makePaper = ({ recommendations, ...about }: StandInRegister) => {
    const doc = newBodyDoc()
    const body = bodyOf(doc)
    doc.transact(() => {
      for (const { text, changes } of recommendations) {
        const id = (next++).toString(16).padStart(32, 'd')
        const block = blockElement({ kind: 'recommendation', level: 1, indent: 0, id }, [{ text, marks: {} }])
        body.push([block])
        for (const change of changes) changeDetails(block, change)
      }
    })
    return { ...about, body, version: 1, read: undefined as Recommendation[] | undefined }
  }
  return {
    'recommendations.list': async ({ known }) => ({
      papers: papers().map((one) => {
        one.read ??= recommendationsIn(one.body)
        const { paper, title, mayWrite } = one
        const version = `${one.version}`
        const about = { paper, title, archived: false, mayWrite, version }
        return known[paper] === version
          ? about
          : { ...about, recommendations: structuredClone(one.read) as never }
      }),
      members: [...members()],
    }),
    'recommendations.change': async ({ group, paper, id, change }) => {
      const found = papers().find((one) => one.paper === paper)
      const block = found && blockWithId(found.body, id)
      if (found === undefined || block === undefined) throw new RapporteurError('E_NOT_FOUND')
      changeDetails(block, change)
      found.version += 1
      found.read = undefined
      changed(group)
      return {}
    },
  }
}
