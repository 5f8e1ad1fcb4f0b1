/** The decimal mark in the texts of a file. */
export type DecimalMark = '.' | ','

/** The number in a text, or why there is none. */
export type ReadNumber = { readonly value: number } | { readonly why: string }

const SPACES = /[\s\u00a0\u2007\u2009\u202f'’]/g
const PLAIN = /^-?\d+(\.\d+)?e[+-]?\d{1,3}$/i
const GROUPED = /^-?\d{1,3}(?:(?:\.\d{3}){2,}|(?:,\d{3}){2,})$/
const BOTH = /^-?\d{1,3}(?:(?:\.\d{3})+,\d+|(?:,\d{3})+\.\d+)$/
const MARK = /[.,]/
const ONE_MARK = /^-?\d*([.,])\d+$/
const WHOLE = /^-?\d+$/
/** One mark with three digits after it and one to three before, the first not 0: thousands or decimals. */
const AMBIGUOUS = /^-?[1-9]\d{0,2}[.,]\d{3}$/
const UNIT = /(metric tonnes|tonnes?|t)\s*(co2e?|co2[ -]?eq)?$/i

/**
 * The decimal mark that the texts of a file agree on; undefined if no text decides, or if they contradict each other.
 *
 * `1,234.5` decides, and so does `0,5`; `1,234` does not.
 */
export function decimalMarkOf(texts: Iterable<string>): DecimalMark | undefined {
  const found = new Set<DecimalMark>()
  for (const text of texts) {
    const mark = decided(compact(text))
    if (mark) found.add(mark)
  }
  const [only, other] = found
  return other === undefined ? only : undefined
}

/**
 * The number in the text of a cell.
 *
 * @param mark decimal mark of the file, which decides what `1,234` means
 * @param isTonnes whether a unit of tonnes may follow
 */
export function readNumber(text: string, mark: DecimalMark | undefined, isTonnes = false): ReadNumber {
  if (/%/.test(text)) return { why: 'a share, where an amount belongs' }
  const digits = compact(isTonnes ? text.replace(UNIT, '') : text)
  if (hasTwoNumbers(text)) return { why: 'more than one number' }
  if (PLAIN.test(digits)) return { value: Number(digits) }
  if (WHOLE.test(digits)) return { value: Number(digits) }
  const used = AMBIGUOUS.test(digits) ? mark : decided(digits)
  if (AMBIGUOUS.test(digits) && used === undefined)
    return { why: 'thousands or a decimal: nothing else in the file tells which' }
  if (used === undefined) return { why: 'not a number' }
  const thousands = used === '.' ? ',' : '.'
  return { value: Number(digits.replaceAll(thousands, '').replace(used, '.')) }
}

/** Spaces may group digits by three; elsewhere they separate two numbers. */
function hasTwoNumbers(text: string): boolean {
  const runs = [...text.matchAll(/\d+/g)]
  return runs.some(({ 0: digits, index }, at) => {
    const before = runs[at - 1]
    if (before === undefined) return false
    const between = text.slice(before.index + before[0].length, index)
    return between.trim() === '' && (digits.length !== 3 || before[0].length > 3)
  })
}

const compact = (text: string): string => text.trim().replace(/^[−–]/, '-').replaceAll(SPACES, '')

/** The decimal mark that a text without spaces shows on its own. */
function decided(digits: string): DecimalMark | undefined {
  // The first mark is one of thousands.
  if (GROUPED.test(digits) || BOTH.test(digits)) return MARK.exec(digits)?.[0] === ',' ? '.' : ','
  if (AMBIGUOUS.test(digits)) return undefined
  return ONE_MARK.exec(digits)?.[1] as DecimalMark | undefined
}
