import { mapReading, type ReadNumber, readNumber } from './read-number.ts'

/** A number with a number word and a unit, as people type or paste it: `4,2 Mio. Liter`, `3800万`. */
export interface ReadAmount {
  readonly read: ReadNumber
  /** The power of ten of its number word; 0 if it has none. */
  readonly power: number
  /** What stands behind the number; empty if nothing does. */
  readonly unit: string
}

/** Powers of ten of number words, as the service reads them. `mil` alone is none: it is a thousand to some and a million to others. */
const POWERS: ReadonlyMap<string, number> = new Map(
  (
    [
      [3, 'thousand tsd tausend millier milliers 千'],
      [4, '万 萬'],
      [6, 'million millions mn mln mio millionen millón millones milhão milhões 百万 百萬'],
      [7, '千万 千萬'],
      [8, '亿 億'],
      [9, 'billion bn mrd milliarde milliarden milliard milliards bilhão bilhões 十亿 十億'],
    ] as const
  ).flatMap(([power, words]) => words.split(' ').map((word) => [word, power] as const)),
)
const PAIRS: ReadonlyMap<string, number> = new Map([
  ['mil millones', 9],
  ['mil milhões', 9],
])
const CHINESE = [...POWERS.keys()]
  .filter((word) => /\p{Script=Han}/u.test(word))
  .sort((a, b) => b.length - a.length)

/** No figure with its unit is longer; what is pasted beyond this is a text. */
const MAX_LENGTH = 80

/** Reads a number, its number word and its unit. A text of a number alone is read as {@link readNumber} reads it. */
export function readAmount(typed: string): ReadAmount {
  const text = typed.trim().slice(0, MAX_LENGTH + 1)
  const at = text.search(/[\p{L}%]/u)
  if (at < 1 || text.length > MAX_LENGTH) return { read: readNumber(typed), power: 0, unit: '' }
  const { power, unit } = parted(text.slice(at).trim())
  // A power of ten moves the point, so that no digit changes.
  return {
    read: mapReading(readNumber(text.slice(0, at)), (value) => Number(`${value}e${power}`)),
    power,
    unit,
  }
}

function parted(text: string): { readonly power: number; readonly unit: string } {
  const lower = text.toLowerCase()
  for (const [pair, power] of PAIRS)
    if (lower.startsWith(pair)) return { power, unit: rest(text, pair.length) }
  const [whole = '', word = ''] = /^(\p{L}+)\.?/u.exec(lower) ?? []
  const power = POWERS.get(word)
  if (power !== undefined) return { power, unit: rest(text, whole.length) }
  const chinese = CHINESE.find((one) => lower.startsWith(one))
  if (chinese === undefined) return { power: 0, unit: text }
  return { power: POWERS.get(chinese) ?? 0, unit: rest(text, chinese.length) }
}

/** `3 millones de km`, `3 millions d’habitants`. */
const rest = (text: string, from: number): string =>
  text
    .slice(from)
    .trim()
    .replace(/^(?:de |d['’])/u, '')
