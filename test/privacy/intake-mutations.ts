import { AREAS } from './intake-areas.ts'
import { CITIES, csvOf, digitsOf, PAIRS, pairRows, personRows, type Row } from './intake-files.ts'
import { DISGUISES } from './intake-persons.ts'
import { OPEN, type Try } from './intake-target.ts'
import { randomOf } from './people.ts'

/** Names that no form tells from those of places: they are tried by name in the table, and not a thousand times. */
const NOT_BY_FORM = ['a name with a number, jane-doe-3']
const SPELLINGS = Object.entries(DISGUISES).filter(([name]) => !NOT_BY_FORM.includes(name))
const SYSTEMS = Object.entries(AREAS)

type Random = () => number
const of = <Item>(items: readonly Item[], random: Random): Item =>
  items[Math.floor(random() * items.length)] as Item
const whole = (least: number, most: number, random: Random): number =>
  least + Math.floor((most - least + 1) * random())
const day = (at: number): string => `2024-03-${String(1 + (at % 28)).padStart(2, '0')}`

/** Other writings of a code. */
const WRITINGS: readonly ((code: string, random: Random) => string)[] = [
  (code) => code,
  (code) => code,
  (code) => code.toUpperCase(),
  (code) => code.toLowerCase(),
  (code) => `zone-${code}`,
  (code) => `Z_${code}`,
  (code) => ` ${code} `,
  (code) => `${code.slice(0, 3)}\u200b${code.slice(3)}`,
  (code) => code.replaceAll(/[0-9]/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
]

function inCodes(random: Random): Try {
  const [name, disguise] = of(SPELLINGS, random)
  const [system, area] = of(SYSTEMS, random)
  const write = of(WRITINGS, random)
  const from = whole(10, 900, random)
  const places = Array.from({ length: 30 }, (_, at) => area(at, random))
  const rows = pairRows(places, 1 + Math.floor(random() * 1000))
  const share = of([1, 1, 0.5, 0.1], random)
  const column = of([1, 2], random)
  const changed = new Set([...rows.keys()].filter((at) => at === 7 || random() < share))
  const file = csvOf(
    PAIRS,
    rows.map((row, at) =>
      row.map((cell, index) =>
        changed.has(at) && index === column ? write(disguise(from + at, random), random) : cell,
      ),
    ),
  )
  return { name: `${name}, written otherwise, among ${system}`, file }
}

const NAMES = [
  'user_id',
  'device',
  'imei',
  'home_lat',
  'trip_id',
  'vin',
  'timestamp',
  'person',
  'card token',
  'hash',
]
const NAME_WRITINGS: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => name.toUpperCase(),
  (name) => name.replaceAll('_', ' '),
  (name) => name.replaceAll('e', '\u0435').replaceAll('i', '\u0456').replaceAll('a', '\u0430'),
  (name) => `${name.slice(0, 2)}\u200b${name.slice(2)}`,
  (name) => `${name}2`,
  (name) => `my_${name}`,
]

function inColumn(random: Random): Try {
  const name = of(NAME_WRITINGS, random)(of(NAMES, random))
  const [, area] = of(SYSTEMS, random)
  const places = Array.from({ length: 12 }, (_, at) => area(at, random))
  return {
    name: `a column ${name}`,
    file: csvOf(
      [...PAIRS, name],
      pairRows(places).map((row) => [...row, digitsOf(random, 7)]),
    ),
  }
}

/** Rows of single persons, times a number, each a little off. */
function scaled(random: Random): Try {
  const factor = whole(20, 200, random)
  const jitter = of([0, 0, 1, 2], random)
  const off = (): number => whole(-jitter, jitter, random)
  const rows = personRows(whole(40, 90, random), whole(1, 1e6, random)).map(
    ({ mode, trips, km }, at): Row => [
      day(at),
      `Z${100 + at}`,
      mode,
      trips * factor + off() + jitter,
      Math.round(km * factor * 10) / 10,
      factor + off(),
    ],
  )
  return { name: `persons times ${factor}, off by ${jitter}`, file: csvOf(CITIES, rows) }
}

/** The true kilometres of single persons, beside contributors that nobody counted. */
function invented(random: Random): Try {
  const spread = whole(30, 300, random)
  const hasTrips = random() < 0.5
  const rows = personRows(whole(60, 120, random), whole(1, 1e6, random)).map(
    ({ mode, trips, km }, at): Row => {
      const contributors = 10 + Math.floor(spread * random())
      const head = [day(at), `Z${100 + at}`, mode]
      return hasTrips ? [...head, contributors + trips, km, contributors] : [...head, km, contributors]
    },
  )
  const head = hasTrips ? CITIES : ['period', 'city', 'mode', 'passenger_distance_pkm', 'contributors']
  return { name: `invented contributors of 10 to ${10 + spread}`, file: csvOf(head, rows) }
}

function few(random: Random): Try {
  const contributors = of([0, 1, 2, 5, 9, '', 5.13, '<10', -1], random)
  const rows = personRows(whole(12, 60, random), whole(1, 1e6, random)).map(
    ({ mode, trips, km }, at): Row => [
      day(at),
      `Z${100 + at}`,
      mode,
      contributors === 0 ? '' : Math.max(trips, Number(contributors) || 0),
      km,
      contributors,
    ],
  )
  return {
    name: `contributors of ${contributors === '' ? 'nothing' : contributors}`,
    file: csvOf(CITIES, rows),
  }
}

function splitFiles(random: Random): Try {
  const factor = whole(10, 40, random)
  const part = (from: number): string =>
    csvOf(
      CITIES,
      personRows(30, whole(1, 1e6, random)).map(
        ({ mode, trips, km }, at): Row => [
          day(at),
          `Z${from + at}`,
          mode,
          trips * factor,
          km * factor,
          factor,
        ],
      ),
    )
  return { name: `two files of 30 persons, times ${factor}`, file: part(100), second: part(200) }
}

function tripsAlone(random: Random): Try {
  const factor = of([100, 150, 200, 500], random)
  const isSame = random() < 0.5
  const rows = personRows(whole(20, 80, random), whole(1, 1e6, random)).map(
    ({ mode, trips, km }, at): Row => [day(at), `Z${100 + at}`, mode, isSame ? factor : trips * factor, km],
  )
  return {
    name: `trips alone, ${isSame ? '' : 'times '}${factor}`,
    file: csvOf(['period', 'city', 'mode', 'trips', 'passenger_distance_pkm'], rows),
  }
}

function finer(random: Random): Try {
  const time = `${String(whole(0, 23, random)).padStart(2, '0')}:${String(whole(0, 59, random)).padStart(2, '0')}`
  const period = of(
    [
      `2024-03-15T${time}`,
      `2024-03-15 ${time}`,
      `2024-03-15T${time.slice(0, 2)}`,
      `2024-W${whole(10, 52, random)}`,
      String(1_710_489_600 + whole(0, 90_000, random)),
      `20240315${time.slice(0, 2)}`,
      time,
    ],
    random,
  )
  const [, area] = of(SYSTEMS, random)
  const places = Array.from({ length: 12 }, (_, at) => area(at, random))
  return {
    name: `a period like ${period}`,
    file: csvOf(
      PAIRS,
      pairRows(places).map(([_, ...row]) => [period, ...row]),
    ),
  }
}

function saidOpen(random: Random): Try {
  const hasTrips = random() < 0.6
  const rows = personRows(whole(10, 80, random), whole(1, 1e6, random)).map(
    ({ mode, trips, km }, at): Row =>
      hasTrips ? [day(at), `Z${100 + at}`, mode, trips, km] : [day(at), `Z${100 + at}`, mode, km],
  )
  const head = ['period', 'city', 'mode', ...(hasTrips ? ['trips'] : []), 'passenger_distance_pkm']
  return { name: 'persons under a licence that is said to be open', facts: OPEN, file: csvOf(head, rows) }
}

function inBand(random: Random): Try {
  const degrees = (from: number): string => (from + random()).toFixed(whole(3, 6, random))
  const number = whole(1000, 9000, random)
  const minutes = whole(600, 1900, random)
  const [column, band] = of(
    [
      ['distance_band_km', `${degrees(52)}-${degrees(13)}`],
      ['distance_band_km', `${degrees(13)}-${degrees(52)}`],
      ['distance_band_km', `${number}-${number + 1}`],
      ['speed_band_km_per_h', `${minutes}-${minutes + 15}`],
    ] as const,
    random,
  )
  const places = Array.from({ length: 12 }, (_, at) => `Z${100 + at}`)
  return {
    name: `${column} ${band}`,
    file: csvOf(
      [...PAIRS, column],
      pairRows(places).map((row) => [...row, band]),
    ),
  }
}

function inZoneTable(random: Random): Try {
  const [name, disguise] = of(SPELLINGS, random)
  const from = whole(10, 900, random)
  const zones = Array.from({ length: whole(8, 30, random) }, (_, at) => ({
    zone: disguise(from + at, random),
    city: 'anyton',
    ...(random() < 0.3 ? { areaKm2: of([0.0001, 0.01], random) } : {}),
  }))
  return { name: `a table of zones: ${name}`, zones, canary: '"zone"' }
}

const KINDS = [
  inCodes,
  inCodes,
  inCodes,
  inCodes,
  inColumn,
  scaled,
  invented,
  few,
  splitFiles,
  tripsAlone,
  finer,
  saidOpen,
  inBand,
  inZoneTable,
] as const

/** Files into which persons were put, by chance and the same for the same seed. */
export function* mutations(seed: number, count: number): Generator<Try> {
  for (let at = 0; at < count; at += 1) {
    const random = randomOf(seed * 1_000_003 + at * 7919)
    for (let turn = 0; turn < 5; turn += 1) random()
    yield of(KINDS, random)(random)
  }
}
