import { AREAS, type AreaCode } from './intake-areas.ts'
import { CITIES, countsOf, csvOf, digitsOf, PAIRS, pairFile, pairRows, type Row } from './intake-files.ts'
import { OPEN, type Sent } from './intake-target.ts'
import { randomOf } from './people.ts'

/** Files of honest suppliers: codes as their offices write them, filled with numbers of our own. None may be refused. */
export interface HonestClass {
  readonly name: string
  readonly files: readonly Sent[]
}

const pad = (value: number, length: number): string => String(value).padStart(length, '0')

const distinct = (code: AreaCode, seed: number, count = 12): readonly string[] => {
  const random = randomOf(seed)
  const codes = new Set<string>()
  for (let at = 0; codes.size < count; at += 1) codes.add(code(at, random))
  return [...codes]
}

const zones: HonestClass = {
  name: 'codes of zones',
  files: Object.entries(AREAS).map(([name, code], nth) => ({
    name,
    file: pairFile(distinct(code, 200 + nth), nth + 1),
  })),
}

const TOWNS = Array.from({ length: 30 }, (_, at) => `town-${at + 1}`)
const counted = (
  contributors: (at: number, random: () => number) => number,
  rows = 200,
  round = 1,
): string => {
  const random = randomOf(rows + round)
  return csvOf(
    CITIES,
    Array.from({ length: rows }, (_, at): Row => {
      const mode = ['car', 'bus', 'rail'][at % 3] ?? 'car'
      const n = Math.round(contributors(at, random) / round) * round
      const [trips, km] = countsOf(n, random, mode)
      return [
        `2024-03-${pad(1 + (Math.floor(at / 90) % 28), 2)}`,
        TOWNS[Math.floor(at / 3) % 30] ?? '',
        mode,
        Math.max(n, Math.round(trips / round) * round),
        km,
        n,
      ]
    }),
  )
}
/** Few make a second trip on the pair: with 5 % or fewer, most cells have as many trips as contributors. */
const fewSecond = (share: number): string => {
  const random = randomOf(Math.round(share * 1000))
  return csvOf(
    PAIRS,
    pairRows(TOWNS, 3, 300).map((row): Row => {
      const contributors = 10 + Math.floor(60 * random() ** 2)
      let trips = contributors
      for (let one = 0; one < contributors; one += 1) if (random() < share) trips += 1
      return [...row.slice(0, 4), trips, Math.round(trips * (4 + 20 * random()) * 10) / 10, contributors]
    }),
  )
}
const large = (_: number, random: () => number): number => 12 + Math.floor(900 * random() ** 2)
const withMark = (mark: string, where: 'count' | 'all'): string =>
  csvOf(
    CITIES,
    counted(large, 240)
      .trim()
      .split('\n')
      .slice(1)
      .map((line, at): Row => {
        const cells = line.split(',')
        if (at % 12 !== 5) return cells
        return where === 'count'
          ? [...cells.slice(0, 3), '', '', mark]
          : [...cells.slice(0, 3), mark, mark, mark]
      }),
  )
const byYear = (rows: readonly Row[], head: readonly string[]) => ({
  facts: { grain: 'year' },
  file: csvOf(head, rows),
})

const counts: HonestClass = {
  name: 'small counts',
  files: [
    { name: 'counts of all sizes', file: counted(large) },
    ...[0.05, 0.03, 0.01].map((share) => ({
      name: `pairs by day, ${share * 100} % make a second trip`,
      file: fewSecond(share),
    })),
    { name: 'rural, 10 to 13', file: counted((_, random) => 10 + Math.floor(random() * 4)) },
    {
      name: 'rural, 10 to 20, the smaller the more',
      file: counted((_, random) => 10 + Math.floor(11 * random() ** 3)),
    },
    { name: 'rounded to 5', file: counted(large, 200, 5) },
    { name: 'rounded to 10', file: counted(large, 200, 10) },
    {
      name: 'rounded to 5, declared',
      facts: { roundedTo: 5 },
      file: counted((_, random) => 10 + 40 * random() ** 2, 200, 5),
    },
    {
      name: 'rounded to 10, an option of the file',
      options: { roundedTo: '10' },
      file: counted((_, random) => 10 + 60 * random(), 200, 10),
    },
    {
      name: 'one cell of 9 in 2000',
      file: csvOf(
        PAIRS,
        pairRows(TOWNS, 9, 2000).map(
          (row, at): Row => (at === 1000 ? [...row.slice(0, 4), 12, 60.5, 9] : row),
        ),
      ),
    },
    { name: 'withheld as -1', file: withMark('-1', 'all') },
    { name: 'withheld as <10', file: withMark('<10', 'count') },
    { name: 'withheld as an empty cell', file: withMark('', 'all') },
    { name: 'withheld as *', file: withMark('*', 'all') },
    { name: 'withheld as ..', file: withMark('..', 'count') },
    {
      name: 'a ferry of 30 000 trips a year',
      ...byYear(
        [['2023', 'island', 'ferry', 30_000, 420_000]],
        ['period', 'city', 'mode', 'trips', 'passenger_distance_pkm'],
      ),
    },
    {
      name: 'tonne-km of regions',
      ...byYear(
        TOWNS.slice(0, 9).map(
          (town, at): Row => ['2023', town, 'articulated-truck', 41_000_000 + 7_300_000 * at],
        ),
        ['period', 'city', 'mode', 'tonne_distance_tkm'],
      ),
    },
    {
      name: 'vehicle-km of cities, by a statistics office',
      facts: { grain: 'year', legalBasis: 'public-task', contributorUnit: undefined },
      file: csvOf(
        ['period', 'city', 'mode', 'vehicle_distance_vkm'],
        TOWNS.map((town, at): Row => ['2023', town, 'car', 90_000_000 + 31_000_000 * at]),
      ),
    },
    {
      name: 'a panel of 500 by month',
      facts: { grain: 'month' },
      file: csvOf(
        CITIES,
        Array.from(
          { length: 12 },
          (_, at): Row => [
            `2023-${pad(at + 1, 2)}`,
            'leeds',
            'car',
            41_237 + 517 * at,
            380_000 + 4100 * at,
            500,
          ],
        ),
      ),
    },
  ],
}

const yearly = [1_210_000_000, 1_480_000_000, 1_730_000_000, 2_090_000_000]
const numbers: HonestClass = {
  name: 'large numbers',
  files: [
    {
      name: 'a thousand million vehicle-km a year',
      facts: { ...OPEN, grain: 'year' },
      file: csvOf(
        ['period', 'city', 'mode', 'vehicle_distance_vkm'],
        yearly.map((vkm, at): Row => [String(2020 + at), 'leeds', 'car', vkm]),
      ),
    },
    {
      name: 'uk-dft',
      facts: { ...OPEN, country: 'GB', grain: 'year' },
      format: 'uk-dft',
      file: csvOf(
        ['local_authority_code', 'year', 'cars_and_taxis', 'all_motor_vehicles'],
        yearly.map((vkm, at): Row => ['E08000035', String(2020 + at), vkm, vkm + 9_000_000]),
      ),
    },
    {
      name: 'epa-nei',
      facts: { ...OPEN, country: 'US', grain: 'year' },
      format: 'epa-nei',
      file: csvOf(
        ['region_cd', 'scc', 'activity_type', 'ann_parm_value', 'calc_year'],
        yearly.map((vmt, at): Row => ['27053', '220121', 'VMT', vmt, String(2020 + at)]),
      ),
    },
  ],
}

const commuters = (ones: number): string => {
  const random = randomOf(77)
  return csvOf(
    ['period', 'origin', 'destination', 'trips'],
    Array.from(
      { length: 400 },
      (_, at): Row => [
        '2021',
        `06037${pad(206000 + at, 6)}`,
        `06037${pad(207000 + ((at * 7) % 400), 6)}`,
        random() < ones ? 1 : 2 + Math.floor(30 * random() ** 2),
      ],
    ),
  )
}
const open: HonestClass = {
  name: 'open tables',
  files: [
    {
      name: 'commuters, 62 % ones',
      facts: { ...OPEN, grain: 'year', url: 'https://lehd.ces.census.gov/data/' },
      file: commuters(0.62),
    },
    { name: 'flows between zones', facts: { ...OPEN, grain: 'day' }, file: pairFile(TOWNS) },
  ],
}

const named = (title: string, owner = 'City of Leeds'): Sent => ({
  name: title,
  facts: { title, owner },
  file: counted(large),
})
const names: HonestClass = {
  name: 'names',
  files: [
    ...[
      'S-E 12',
      'B-W 2020',
      'HH-A 12',
      '12.345, 67.890',
      'Street counts 2024',
      'Household travel survey 2023',
      'Flows of 2024-03-01 to 2024-03-31',
      'Line 12, Route de Lyon',
      'Comptages – avenue de la République',
      'Verkehr in der Straße und auf der Schiene',
      '北京市通勤调查',
      'Trips (all modes), v2.1',
      'M25 J12 to J15',
      'A1 North',
      'IMSI-based counts, aggregated',
      'Personenverkehr 2019',
    ].map((title) => named(title)),
    named('Counts of taps', 'Verkehrsbetriebe Familie-Scholl-Platz AG'),
  ],
}

const given: HonestClass = {
  name: 'given out',
  files: [
    {
      name: 'a borough of 50 million car-km',
      facts: { legalBasis: 'public-task', country: 'GB', grain: 'year' },
      format: 'uk-dft',
      file: csvOf(
        ['local_authority_code', 'year', 'cars_and_taxis', 'all_motor_vehicles'],
        [['E09000033', '2023', 50_000_000, 58_000_000]],
      ),
    },
  ],
}

/** All but files with further columns, which are refused on purpose: a format is closed. */
export const HONEST: readonly HonestClass[] = [zones, counts, numbers, open, names, given]

/** A further column, by the head that an honest supplier gives it. */
export const FURTHER_COLUMNS = [
  'zone_id',
  'origin_id',
  'region_name',
  'date',
  'age_group',
  'weight',
  'source',
  'note',
  'purpose',
  'quality',
  'sample_size',
  'year',
  'unit',
  'weekday',
  'share',
] as const

export const furtherColumn = (column: string): string =>
  csvOf(
    [...PAIRS, column],
    pairRows(TOWNS).map((row, at) => [...row, digitsOf(randomOf(at + 1), 2)]),
  )
