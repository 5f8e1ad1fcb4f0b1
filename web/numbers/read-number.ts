/** What a text says as a number: one value, or two that it could mean, or that it is none. */
export type ReadNumber =
  | { readonly value: number }
  | { readonly either: readonly [number, number] }
  | { readonly fault: 'unread' | 'negative' }

/** The same reading with each of its numbers changed. */
export function mapReading(read: ReadNumber, change: (value: number) => number): ReadNumber {
  if ('value' in read) return { value: change(read.value) }
  return 'either' in read ? { either: [change(read.either[0]), change(read.either[1])] } : read
}

/** Marks between groups of three digits that are never a decimal mark. */
const SPACES = /[\s\u00a0\u2009\u202f'’]/gu
/** Digits with points and commas, of which the last may be a decimal mark. */
const DIGITS = /^[0-9]+(?:[.,][0-9]+)*[.,]?$|^[.,][0-9]+$/

/**
 * Reads a number as people of any country type it: `3,5` and `3.5` are three and a half, and `1.234,5`, `1 234,5` and
 * `1,234.5` are the same. A text with one mark and three digits behind it, such as `1.234`, has two readings.
 */
export function readNumber(typed: string): ReadNumber {
  const text = halfWidth(typed).trim()
  if (/^[-−]/.test(text)) return { fault: 'negative' }
  const digits = text.replace(SPACES, '')
  if (digits.length > 40 || !DIGITS.test(digits)) return { fault: 'unread' }
  const marks = [...digits].filter((sign) => sign === '.' || sign === ',')
  const last = marks.at(-1)
  if (last === undefined) return { value: Number(digits) }
  const groups = digits.split(/[.,]/)
  const behind = groups.at(-1) ?? ''
  const areGroups = groups.slice(1, -1).every(isGroup) && (groups[0] ?? '').length <= 3
  if (marks.length === 1) {
    const decimal = Number(digits.replace(',', '.'))
    const isEither = isGroup(behind) && /^[1-9][0-9]{0,2}$/.test(groups[0] ?? '')
    return isEither ? { either: [decimal, Number(groups.join(''))] } : { value: decimal }
  }
  const others = new Set(marks.slice(0, -1))
  if (others.size > 1 || !areGroups) return { fault: 'unread' }
  if (others.has(last)) return isGroup(behind) ? { value: Number(groups.join('')) } : { fault: 'unread' }
  return { value: Number(`${groups.slice(0, -1).join('')}.${behind}`) }
}

const isGroup = (digits: string): boolean => digits.length === 3

/** Digits and marks of Chinese and Japanese keyboards as plain ones. */
const halfWidth = (text: string): string =>
  text.replace(/[０-９．，]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
