// Reads the titles of tests from their sources, with the describe blocks around them, without running anything.
// It must never take a string for a title that is not the first argument of a test.
import ts from 'typescript'

const CALLERS = new Set(['test', 'it', 'describe'])

/** Titles from the outermost `describe` to the test, each once, in order. Titles that code puts together are left out. */
export function titlesIn(path: string, text: string): string[][] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const found: string[][] = []
  const walk = (node: ts.Node, around: readonly string[]): void => {
    const title = ts.isCallExpression(node) ? titleOf(node) : undefined
    const within = title === undefined ? around : [...around, title]
    if (title !== undefined) found.push([...within])
    ts.forEachChild(node, (child) => walk(child, within))
  }
  walk(source, [])
  return found
}

function titleOf({ expression, arguments: [first] }: ts.CallExpression): string | undefined {
  if (first === undefined || !CALLERS.has(rootOf(expression))) return undefined
  if (ts.isStringLiteralLike(first)) return first.text
  return ts.isTemplateExpression(first) ? first.head.text : undefined
}

/** `it` of `it('…')`, `it.each([…])('…')` and `it.runIf(…)('…')`. */
function rootOf(expression: ts.Expression): string {
  if (ts.isIdentifier(expression)) return expression.text
  if (ts.isPropertyAccessExpression(expression)) return rootOf(expression.expression)
  return ts.isCallExpression(expression) ? rootOf(expression.expression) : ''
}

/** The threats that a title begins with: `FORK: …`, `TRUNCATE, REORDER: …`, or the name alone. */
export function threatsOf(title: string): string[] {
  const names = /^([A-Z]+(?:_[A-Z]+)*(?:, [A-Z]+(?:_[A-Z]+)*)*)(?=$|:| )/.exec(title)?.[1]
  return names === undefined ? [] : names.split(', ')
}

/** The title without the threats that it begins with. */
export function restOf(title: string): string {
  return title.replace(/^[A-Z_]+(?:, [A-Z_]+)*:? ?/, '')
}
