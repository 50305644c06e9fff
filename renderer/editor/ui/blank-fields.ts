// Which fields of a form were sent blank. A field is cleared of the blame as soon as something is typed into it, not when it is
// left: a line that vanishes under the pointer would move the button that is being pressed.
import { createContext } from 'react'

export interface BlankFields {
  readonly names: ReadonlySet<string>
  readonly touch: (name: string) => void
}

export const BlankFieldsContext = createContext<BlankFields>({ names: new Set(), touch: () => {} })
