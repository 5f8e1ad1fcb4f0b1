import type { Fault } from '../request/failure.ts'

/** Words that stand for many, in six languages; `miles` alone is a length. */
const SCALES = [
  'thousands?',
  'millions?',
  'billions?',
  'tausend',
  'tsd',
  'mio',
  'mrd',
  'millionen',
  'miles de',
  'millones',
  'milliers',
  'milhares',
  'milhões',
]
export const IN_WORDS = new RegExp(`(?:^|[^\\p{L}])(?:${SCALES.join('|')})(?![\\p{L}])`, 'iu')
const IN_FIGURES = /(?:\b(?:in|en|em) |[x×] ?)1[.,' ]?000\b|\(?['’]?000s?\)/iu
const IN_CHINESE = /单位[^\n]{0,12}[千万亿]|[千万亿](?:人|辆|车|公里|吨|次)/u

/** Whether a text says that figures are of thousands, millions or the like. */
export const saysScale = (text: string): boolean =>
  IN_WORDS.test(text) || IN_FIGURES.test(text) || IN_CHINESE.test(text)

/** What a title says of the unit of all figures must not be passed over. */
export const scaleFaults = (above: string): readonly Fault[] =>
  saysScale(above)
    ? [
        {
          code: 'value-not-read',
          detail:
            'The lines above the head speak of thousands or millions: write the figures out in full, 1200000 and not 1.2, and leave these lines out.',
        },
      ]
    : []

/** A note below a table, or beside it, that says so. */
export const SCALED_BY_NOTE: Pick<Fault, 'code' | 'detail'> = {
  code: 'value-not-read',
  detail:
    'A note of the table speaks of thousands or millions: write the figures out in full, 1200000 and not 1.2, and leave the note out.',
}
