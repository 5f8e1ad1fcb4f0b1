/** The orders that a caller may state. */
export const DATE_ORDERS = ['day-month-year', 'month-day-year', 'year-month-day'] as const
export type DateOrder = (typeof DATE_ORDERS)[number]

/** Which groups of a pattern are the year, the month and the day. */
interface Reading {
  readonly parts: readonly number[]
  readonly orders: readonly DateOrder[]
}

/** A way in which people write days or months, as a pattern of texts without accents and capitals. */
export interface Way {
  readonly pattern: string
  /** The year first. */
  readonly parts: readonly number[]
  /** Where several orders are written alike; `parts` is then the usual one, if `assumed` says so. */
  readonly readings?: readonly Reading[]
  /** How it is read unless the caller or another row says how; absent where it can mean one thing alone, or has to be asked. */
  readonly assumed?: DateOrder
  /** Months are names. */
  readonly isNamed?: true
  /** Years have two digits. */
  readonly isShort?: true
  /** Eight figures: a day where all rows have them, and a code or a slip among days with marks. */
  readonly isBare?: true
  /** A number: October may have lost its zero. */
  readonly isNumber?: true
}

const YEAR = '((?:19|20)[0-9]{2})'
const SHORT = '([0-9]{2})'
const PART = '([0-9]{1,2})'
const NAME = '([a-z]{3,10})'
const DAY = `${PART}(?:er|st|nd|rd|th|[.º°])?`
/** Between a name and a number: `4-Mar-2024`, `Jan. 2024`, `1 de enero de 2024`. */
const GAP = '[ .,/-]{1,3}(?:de )?'
/** What programs write behind a day: its midnight, in the time of whatever place. */
const MIDNIGHT =
  '(?:[t ](?:0{1,2}:00(?::00(?:[.]0{1,9})?)?(?:z|[+-][0-9]{2}(?::?[0-9]{2})?)?|12:00(?::00)? am))?'

const DAY_FIRST: Reading = { parts: [3, 2, 1], orders: ['day-month-year'] }
const MONTH_FIRST: Reading = { parts: [3, 1, 2], orders: ['month-day-year'] }
const YEAR_FIRST: Reading = { parts: [1, 2, 3], orders: ['year-month-day'] }

/** In the order in which they are tried. */
export const WAYS: readonly Way[] = [
  { pattern: `${YEAR}[/.-]${PART}[/.-]${PART}${MIDNIGHT}`, parts: [1, 2, 3] },
  // Years that a program kept as numbers with a fraction.
  { pattern: `${YEAR}[.]0`, parts: [1] },
  { pattern: `${YEAR}[.]${PART}`, parts: [1, 2], isNumber: true },
  { pattern: `${YEAR}[/-]${PART}`, parts: [1, 2] },
  { pattern: `${YEAR}([0-9]{2})([0-9]{2})`, parts: [1, 2, 3], isBare: true },
  { pattern: `${YEAR}年 ?${PART}月 ?${PART}日`, parts: [1, 2, 3] },
  { pattern: `${YEAR}年 ?${PART}月`, parts: [1, 2] },
  { pattern: `${YEAR}年`, parts: [1] },
  { pattern: `${SHORT}年 ?${PART}月 ?${PART}日`, parts: [1, 2, 3], isShort: true },
  { pattern: `${SHORT}年 ?${PART}月`, parts: [1, 2], isShort: true },
  {
    // Countries that part dates by points write the day first.
    pattern: `${PART}[.] ?${PART}[.] ?${YEAR}${MIDNIGHT}`,
    parts: DAY_FIRST.parts,
    readings: [DAY_FIRST, MONTH_FIRST],
    assumed: 'day-month-year',
  },
  {
    pattern: `${PART}[/-]${PART}[/-]${YEAR}${MIDNIGHT}`,
    parts: DAY_FIRST.parts,
    readings: [DAY_FIRST, MONTH_FIRST],
  },
  { pattern: `${PART}[./-]${YEAR}`, parts: [2, 1] },
  {
    pattern: `${PART}[./-] ?${PART}[./-] ?${SHORT}${MIDNIGHT}`,
    parts: DAY_FIRST.parts,
    readings: [DAY_FIRST, MONTH_FIRST, YEAR_FIRST],
    isShort: true,
  },
  {
    pattern: `${PART}[./-]${SHORT}`,
    parts: [2, 1],
    readings: [
      { parts: [2, 1], orders: ['day-month-year', 'month-day-year'] },
      { parts: [1, 2], orders: ['year-month-day'] },
    ],
    isShort: true,
  },
  { pattern: `${NAME}${GAP}${YEAR}`, parts: [2, 1], isNamed: true },
  { pattern: `${YEAR}${GAP}${NAME}`, parts: [1, 2], isNamed: true },
  { pattern: `${DAY}${GAP}${NAME}${GAP}${YEAR}${MIDNIGHT}`, parts: [3, 2, 1], isNamed: true },
  { pattern: `${NAME}${GAP}${DAY}${GAP}${YEAR}${MIDNIGHT}`, parts: [3, 1, 2], isNamed: true },
  { pattern: `${YEAR}${GAP}${NAME}${GAP}${PART}`, parts: [1, 2, 3], isNamed: true },
  // A period has a year: `Jan-24` is no day of January.
  { pattern: `${NAME}${GAP}['’]?${SHORT}`, parts: [2, 1], isNamed: true, isShort: true },
  {
    pattern: `${DAY}${GAP}${NAME}${GAP}['’]?${SHORT}`,
    parts: [3, 2, 1],
    readings: [
      { parts: [3, 2, 1], orders: ['day-month-year', 'month-day-year'] },
      { parts: [1, 2, 3], orders: ['year-month-day'] },
    ],
    assumed: 'day-month-year',
    isNamed: true,
    isShort: true,
  },
]

/** Names of months in six languages, short and long, without accents. */
const MONTH_NAMES: readonly string[] = [
  'jan january januar janner ene enero janv janvier janeiro',
  'feb february februar febrero fev fevr fevrier fevereiro',
  'mar march marz mrz maerz marzo mars marco',
  'apr april abr abril avr avril',
  'may mai mayo maio',
  'jun june juni junio juin junho',
  'jul july juli julio juil juillet julho',
  'aug august ago agosto aout',
  'sep sept september septiembre setiembre septembre set setembro',
  'oct october okt oktober octubre octobre out outubro',
  'nov november noviembre novembre novembro',
  'dec december dez dezember dic diciembre decembre dezembro',
]

/** The number of a month, of two digits, by each of its names. */
export const MONTHS: Readonly<Record<string, string>> = Object.fromEntries(
  MONTH_NAMES.flatMap((names, at) =>
    names.split(' ').map((name) => [name, String(at + 1).padStart(2, '0')] as const),
  ),
)
