type Expected = 'value' | 'value-or-end' | 'name' | 'name-or-end' | 'colon' | 'comma' | 'end'

const WORDS: Readonly<Record<Expected, string>> = {
  value: 'a value',
  'value-or-end': 'a value or ]',
  name: 'a name in double quotes',
  'name-or-end': 'a name in double quotes or }',
  colon: 'a colon',
  comma: 'a comma, or the end of the object or list',
  end: 'nothing more',
}

const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

/**
 * Where a text stops being JSON (RFC 8259) and what it needs there, without a word of the text: what the engine says would
 * repeat it, and often has no place. Takes one pass, whatever the text.
 *
 * @returns undefined if the text is JSON
 */
export function jsonFault(text: string): string | undefined {
  const open: ('{' | '[')[] = []
  let expected: Expected = 'value'
  const close = (): void => {
    open.pop()
    expected = open.length > 0 ? 'comma' : 'end'
  }
  for (let at = 0; ; ) {
    while (isSpace(text[at])) at += 1
    const sign = text[at]
    if (sign === undefined) return expected === 'end' ? undefined : said(text, at, WORDS[expected])
    const isValue: boolean = expected === 'value' || expected === 'value-or-end'
    const isName: boolean = expected === 'name' || expected === 'name-or-end'
    if (sign === '"' && (isValue || isName)) {
      const end = endOfString(text, at)
      if (text[end] !== '"') return said(text, end, 'the string to end or go on in characters that JSON has')
      at = end + 1
      expected = isName ? 'colon' : open.length > 0 ? 'comma' : 'end'
      continue
    }
    const isEnd = expected === 'comma' || expected === (open.at(-1) === '{' ? 'name-or-end' : 'value-or-end')
    if (isEnd && sign === (open.at(-1) === '{' ? '}' : ']')) close()
    else if (expected === 'comma' && sign === ',') expected = open.at(-1) === '{' ? 'name' : 'value'
    else if (expected === 'colon' && sign === ':') expected = 'value'
    else if (isValue && (sign === '{' || sign === '[')) {
      open.push(sign)
      expected = sign === '{' ? 'name-or-end' : 'value-or-end'
    } else {
      SCALAR.lastIndex = at
      const scalar = isValue ? SCALAR.exec(text)?.[0] : undefined
      if (scalar === undefined) return said(text, at, WORDS[expected])
      at += scalar.length - 1
      expected = open.length > 0 ? 'comma' : 'end'
    }
    at += 1
  }
}

const isSpace = (sign: string | undefined): boolean =>
  sign === ' ' || sign === '\n' || sign === '\r' || sign === '\t'

/** Where the string ends that begins here, or where it goes wrong. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    const sign = text[at] ?? ''
    if (sign === '"' || sign < ' ') return at
    if (sign !== '\\') continue
    ESCAPE.lastIndex = at
    const escaped = ESCAPE.exec(text)?.[0]
    if (escaped === undefined) return at
    at += escaped.length - 1
  }
  return text.length
}

function said(text: string, at: number, needs: string): string {
  const before = text.slice(0, at)
  const line = before.split('\n').length
  const column = at - before.lastIndexOf('\n')
  return `at line ${line}, column ${column} it needs ${needs}`
}
