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

/** A town may be called Miles City. */
const IN_MILES =
  /(?:(?:^|[^\p{L}])(?:in|en|em|vehicle|passenger|statute|car) |[([])(?:miles?|meilen|millas|milhas)(?![\p{L}])|(?:^|[^\p{L}])(?:miles (?:travell?ed|driven)|VMT)(?![\p{L}])|英里/iu
/** A survey of daily mobility says nothing of its figures; trips a day do. */
const OF_A_DAY =
  /(?:^|[^\p{L}])(?:(?:per|pro|je|par|por|al) (?:average |mean |mittlerem )?(?:week|work|werk)?(?:day|tag|jour|d[ií]a)|(?:average )?daily (?:trips|traffic|vehicle|volumes?)|average (?:week)?day|(?:viajes|desplazamientos|viagens) di[aá]rios|(?:déplacements|trajets) quotidiens|DTVw?|A?ADT)(?![\p{L}])|日均|每日|每天/iu

/** What a text beside a table of one's own says of all its figures, that its columns cannot say. */
export function unitSaid(text: string, grain: string): Pick<Fault, 'code' | 'detail'> | undefined {
  if (IN_MILES.test(text))
    return {
      code: 'value-not-read',
      detail:
        'A title or note speaks of miles, which in Spanish are thousands: distances are in kilometres and figures in full. Convert them, or leave the line out if it is not about them.',
    }
  if (grain !== 'day' && OF_A_DAY.test(text))
    return {
      code: 'value-not-read',
      detail: `A title or note speaks of figures of a day, and the rows are of a ${grain}: write the sums of the ${grain}, and leave the line out.`,
    }
  return undefined
}
