// The one way into the host: parse with zod, call, and answer with data. Both shells use it for every call of the editor.
// It must never let an error's message or stack cross: codes only.
import type { ZodType } from 'zod'
import type { EditorMethods, Reply } from '../../../shared/contract/editor-api.ts'
import { codeOf } from '../../../shared/contract/errors.ts'

/** One declaration per method: what goes in and what comes out. */
export type Methods = Readonly<Record<string, { readonly input: ZodType; readonly output: ZodType }>>

/** Handlers are looked up by a name that a page sent, so their types are checked where they are composed, not here. */
export type Handlers<Declared extends Methods> = {
  readonly [Method in keyof Declared]: (input: never) => Promise<unknown>
}

/**
 * Calls one method. Never rejects: an unknown method or an input outside its schema is `E_BAD_REQUEST`, a thrown
 * `RapporteurError` its code, anything else `E_INTERNAL`, of which `onBug` is told.
 */
export async function dispatch<Declared extends Methods = EditorMethods>(
  methods: Declared,
  handlers: Handlers<Declared>,
  method: unknown,
  input: unknown,
  onBug: (error: unknown) => void = () => undefined,
): Promise<Reply<unknown>> {
  if (typeof method !== 'string' || !Object.hasOwn(methods, method))
    return { ok: false, code: 'E_BAD_REQUEST' }
  const parsed = methods[method]?.input.safeParse(input)
  if (parsed?.success !== true) return { ok: false, code: 'E_BAD_REQUEST' }
  try {
    return { ok: true, data: await handlers[method as keyof Declared](parsed.data as never) }
  } catch (error) {
    const code = codeOf(error)
    if (code === 'E_INTERNAL') onBug(error)
    return { ok: false, code }
  }
}
