const TON_READINGS = ['tonne', 'short ton', 'long ton']
const GALLON_READINGS = ['US gal', 'imperial gal']

/** Phrases with more than one common meaning, in lower case, and the possible meanings. */
const AMBIGUOUS = new Map<string, readonly string[]>([
  ['mpg', ['mpg (US)', 'mpg (imperial)']],
  ['mt', ['t', 'Mt']],
  ['mbtu', ['thousand Btu', 'mmBtu']],
])
for (const word of ['ton', 'tons']) AMBIGUOUS.set(word, TON_READINGS)
for (const word of ['gal', 'gals', 'gallon', 'gallons']) AMBIGUOUS.set(word, GALLON_READINGS)
for (const [length, spellings] of [
  ['mile', ['mi', 'mile', 'miles']],
  ['km', ['km', 'kilometre', 'kilometres', 'kilometer', 'kilometers']],
] as const) {
  const readings = TON_READINGS.map((ton) => `${ton}-${length}`.replaceAll(' ', '-'))
  for (const spelling of spellings)
    for (const ton of ['ton', 'tons']) AMBIGUOUS.set(`${ton} ${spelling}`, readings)
}

/** A letter on its own that means a thousand to some people, and a million or a metre to others. */
const AMBIGUOUS_SCALES = new Map<string, readonly string[]>([
  ['k', ['thousand']],
  ['K', ['thousand']],
  ['m', ['million', 'thousand']],
  ['M', ['million', 'thousand']],
  ['mm', ['million']],
  ['MM', ['million']],
  ['G', ['billion']],
  ['b', ['billion']],
  ['B', ['billion']],
])

/** The possible meanings of a phrase; undefined if it has only one. */
export function findReadings(phrase: string): readonly string[] | undefined {
  const readings = AMBIGUOUS.get(phrase.toLowerCase())
  if (readings) return readings
  const [first = '', ...rest] = phrase.split(' ')
  const scales = rest.length > 0 ? AMBIGUOUS_SCALES.get(first) : undefined
  return scales?.map((scale) => `${scale} ${rest.join(' ')}`)
}
