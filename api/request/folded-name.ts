/** Letters of other scripts that look like Latin ones, and what they are taken for. */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: 'аαɑ',
    b: 'ьβ',
    c: 'сϲ',
    d: 'ԁ',
    e: 'еεҽ',
    g: 'ɡ',
    h: 'һ',
    i: 'іιıɩ',
    j: 'јϳ',
    k: 'кκ',
    l: 'ӏ',
    m: 'мμ',
    n: 'пη',
    o: 'оοσօ',
    p: 'рρ',
    q: 'ԛ',
    s: 'ѕ',
    t: 'тτ',
    u: 'υս',
    v: 'ѵν',
    w: 'ԝω',
    x: 'хχ',
    y: 'уүγ',
  }).flatMap(([latin, others]) => [...others].map((other) => [other, latin] as const)),
)

/**
 * A column's name in one spelling: compatibility forms folded, marks and invisible characters removed, look-alikes
 * taken for Latin letters, words apart by `_`.
 */
export function foldedName(name: string): string {
  return (
    (isAscii(name) ? name : latinOf(name))
      .replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, '$1_$2')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
      // Between words there is one mark now, and at most one at either end.
      .replaceAll(/^_|_$/g, '')
  )
}

/** Whether a text has no character that could look like another: most have none. */
export const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text)

const latinOf = (name: string): string =>
  [...name.normalize('NFKC').normalize('NFD')]
    .filter((character) => !/[\p{M}\p{Cf}]/u.test(character))
    .map((character) => lookAlike(character))
    .join('')

/** What two spellings of a column's name have in common. */
export const plainName = (name: string): string => foldedName(name).replaceAll('_', '')

/** The letter stays a capital, so that words that begin with one are still told apart. */
function lookAlike(character: string): string {
  const small = character.toLowerCase()
  const latin = LOOK_ALIKES.get(small)
  if (latin === undefined) return character
  return small === character ? latin : latin.toUpperCase()
}
