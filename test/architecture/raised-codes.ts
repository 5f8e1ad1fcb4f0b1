import ts from 'typescript'

/** Calls whose first argument is a title, which asserts nothing. */
const TITLED = /^(test|it|describe)\b/
/** A code written there is what a caller stands by, and not an answer. */
const NOT_ANSWERS = new Set(['acknowledge', 'acknowledged'])

/** Tests write a fault as its code alone, before its place or detail, or after its place. */
const WRITTEN = [/^([a-z0-9-]+)(?=$|: | at | \/)/, /: ([a-z0-9-]+)$/]

/**
 * The codes that a test asserts: texts in its code that are one, or a fault written with one. Comments, titles, and the
 * codes that a request acknowledges are none.
 */
export function codesAsserted(source: string): ReadonlySet<string> {
  const codes = new Set<string>()
  const visit = (node: ts.Node): void => {
    const text = textOf(node)
    if (text !== undefined && !isTitle(node))
      for (const written of WRITTEN) {
        const code = written.exec(text)?.[1]
        if (code !== undefined) codes.add(code)
      }
    if (ts.isPropertyAssignment(node) && NOT_ANSWERS.has(node.name.getText())) return
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('a.test.ts', source, ts.ScriptTarget.Latest, true))
  return codes
}

/** Of a text, of one up to its first insertion, or of a pattern that begins where the text does. */
function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) return node.text
  if (ts.isRegularExpressionLiteral(node) && node.text.startsWith('/^'))
    return node.text.slice(2).replaceAll('\\/', '/')
  return undefined
}

function isTitle(text: ts.Node): boolean {
  const { parent } = text
  return (
    ts.isCallExpression(parent) && TITLED.test(parent.expression.getText()) && parent.arguments[0] === text
  )
}
