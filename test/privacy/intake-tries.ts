import { gzipSync } from 'node:zlib'
import { OPEN_WORD, PERSON_PER_ROW, UNCOUNTED } from './intake-cells.ts'
import { BASE64, csvOf, digitsOf, lettersOf, PAIRS, pairFile, pairRows, type Row } from './intake-files.ts'
import { NAMES, REQUESTS } from './intake-names.ts'
import { DISGUISES } from './intake-persons.ts'
import type { Try, TryClass } from './intake-target.ts'
import { randomOf } from './people.ts'

const AREAS = Array.from({ length: 12 }, (_, at) => `Z${String(101 + at)}`)
const day = (at: number): string => `2024-03-${String(1 + (at % 28)).padStart(2, '0')}`

const EXTRA_COLUMNS = [
  'user_id',
  'UserID',
  'person',
  'device',
  'dev\u0456ce',
  'ｄｅｖｉｃｅ',
  'h\u0430sh',
  'imsi',
  'im\u0435i',
  'msisdn',
  'tok\u200ben',
  'card',
  'session',
  'vin',
  'licence plate',
  'mac',
  'MAC address',
  'email',
  'phone',
  'ph\u043ene',
  'name',
  'first name',
  'age',
  'sex',
  'income',
  'home_lat',
  'lon',
  'geom',
  'timestamp',
  'start time',
  'household',
  '用户',
  '设备号',
  'HOUSEID',
] as const

const extraColumns: TryClass = {
  name: 'I1 extra columns, nested NDJSON, ragged rows',
  tries: [
    ...EXTRA_COLUMNS.map((column, nth): Try => {
      const random = randomOf(nth + 1)
      return {
        name: `a column ${column}`,
        file: csvOf(
          [...PAIRS, column],
          pairRows(AREAS).map((row) => [...row, digitsOf(random, 6)]),
        ),
      }
    }),
    {
      name: 'an object in a line of JSON',
      file: pairRows(AREAS)
        .map((row) =>
          JSON.stringify({
            ...Object.fromEntries(PAIRS.map((name, at) => [name, row[at]])),
            origin: { zone: row[1], user: 'u1' },
          }),
        )
        .join('\n'),
    },
    {
      name: 'a row with more cells than the head',
      file: `${pairFile(AREAS)}2024-03-29,Z101,Z102,car,501,4000.1,200,p00017\n`,
    },
  ],
}

const inZones: TryClass = {
  name: 'I2 a person in the code of a zone or city',
  tries: Object.entries(DISGUISES).map(([name, disguise], nth): Try => {
    const random = randomOf(100 + nth)
    const codes = Array.from({ length: 12 }, (_, at) => disguise(at + 17, random))
    return { name, file: pairFile(codes), canary: codes[0] ?? '' }
  }),
}

const withColumn = (column: string, values: (at: number) => string | number): string =>
  csvOf(
    [...PAIRS, column],
    pairRows(AREAS).map((row, at) => [...row, values(at)]),
  )
const withMeasure = (name: (typeof PAIRS)[number], values: (at: number) => string | number): string =>
  csvOf(
    PAIRS,
    pairRows(AREAS).map((row, at) => row.map((cell, of) => (PAIRS[of] === name ? values(at) : cell))),
  )

const inNumbers: TryClass = {
  name: 'I2 a person in bands and numbers',
  tries: [
    {
      name: 'a home as a band',
      file: withColumn('distance_band_km', () => '52.5163-13.3777'),
      canary: '52.5163',
    },
    {
      name: 'a home as a rising band',
      file: withColumn('distance_band_km', () => '13.3777-52.5163'),
      canary: '52.5163',
    },
    {
      name: 'a number as a band',
      file: withColumn('distance_band_km', () => '4711-4712'),
      canary: '4711-4712',
    },
    {
      name: 'a band for each row',
      file: csvOf(
        [...PAIRS, 'distance_band_km'],
        pairRows(AREAS, 1, 40).map((row, at) => [...row, `${100 + 7 * at}-${104 + 7 * at}`]),
      ),
      canary: '100-104',
    },
    {
      name: 'a time of day as a speed',
      file: withColumn('speed_band_km_per_h', () => '815-830'),
      canary: '815-830',
    },
    { name: 'a number as a mean speed', file: withColumn('mean_speed_km_per_h', (at) => 4711 + at) },
    {
      name: 'digits behind the kilometres',
      file: withMeasure('passenger_distance_pkm', (at) => `${4000 + 100 * at}.0000471${at}`),
      canary: '0000471',
    },
    { name: 'a device as trips', file: withMeasure('trips', (at) => 490154203237518 + at) },
    {
      name: 'seconds as trips',
      file: csvOf(
        ['period', 'city', 'mode', 'trips'],
        AREAS.map((zone, at): Row => [day(at), zone, 'car', 1710489600 + 60 * at]),
      ),
    },
    {
      name: 'minutes as trips',
      file: csvOf(
        ['period', 'city', 'mode', 'trips'],
        AREAS.map((zone, at): Row => [day(at), zone, 'car', 28508160 + 15 * at]),
      ),
    },
    {
      name: 'milliseconds as kilometres',
      file: withMeasure('passenger_distance_pkm', (at) => 1710489600123 + at),
    },
    { name: 'a number as contributors', file: withMeasure('contributors', (at) => 4711001 + at) },
    {
      name: 'a number as vehicle-km beside trips',
      file: withColumn('vehicle_distance_vkm', (at) => 4_711_001_000 + at),
    },
  ],
}

const withPeriod = (period: string): string =>
  csvOf(
    PAIRS,
    pairRows(AREAS).map(([_, ...row]) => [period, ...row]),
  )
const periods: TryClass = {
  name: 'I3 periods',
  tries: [
    '2024-03-15T07',
    '2024-03-15 07:10',
    '2024-03-15T07:10:23Z',
    '20240315',
    '2024-W11',
    '1710489600',
    '15.03.2024 07h',
    '2024-075',
    '2024-03-15/07',
    '07:10',
    '2024-03-15a',
  ]
    .map((period): Try => ({ name: `a period ${period}`, file: withPeriod(period) }))
    .concat({
      name: 'days in a dataset by month',
      facts: { grain: 'month' },
      file: pairFile(AREAS),
    }),
}

const keys: TryClass = {
  name: 'I4 keys',
  tries: [
    { name: 'a row twice', file: pairFile(AREAS) + pairFile(AREAS).split('\n').slice(1, 2).join('\n') },
    {
      name: 'a key that differs in its blanks',
      file: `${pairFile(AREAS)}2024-03-01, Z101,Z102,car,501,4000.1,200\n`,
    },
    {
      name: 'a name twice in a line of JSON',
      file: '{"period":"2024-03-01","city":"a","city":"p00017","mode":"car","trips":501,"contributors":200}\n',
    },
    {
      name: 'a column twice',
      file: csvOf(
        [...PAIRS, 'pkm'],
        pairRows(AREAS).map((row) => [...row, 7]),
      ),
    },
  ],
}

const random = randomOf(8)
const packed: TryClass = {
  name: 'headers of gzip, a second member, columns of other formats',
  tries: [
    {
      name: 'a person behind the end of the table',
      file: Buffer.concat([gzipSync(pairFile(AREAS)), gzipSync('2024-03-29,p00017,Z1,car,501,4000.1,200\n')]),
      canary: 'p00017',
    },
    {
      name: 'a person in a second member with a head',
      file: Buffer.concat([
        gzipSync(pairFile(AREAS)),
        gzipSync(`${PAIRS.join(',')}\n2024-03-29,p00017,Z1,car,501,4000.1,200\n`),
      ]),
      canary: 'p00017',
    },
    {
      name: 'a comment above the head',
      file: `# p00017 52.51631,13.37771\n${pairFile(AREAS)}`,
      canary: 'p00017',
    },
    { name: 'a title above the head', file: `Trips of p00017\n${pairFile(AREAS)}`, canary: 'p00017' },
    { name: 'a file of zeros', file: gzipSync(Buffer.alloc(1000)) },
    {
      name: 'invisible bits in codes',
      file: pairFile(AREAS.map((zone, at) => `${zone}${at % 2 ? '\ufe0f' : '\ufe0e'}`)),
    },
    {
      name: 'marks on the digits of codes',
      file: pairFile(AREAS.map((zone, at) => `${zone}${at % 2 ? '\u0301' : '\u0300'}`)),
    },
    {
      name: 'tokens in two columns',
      file: pairFile(AREAS.map(() => `${lettersOf(random, 6, BASE64)}-${lettersOf(random, 6, BASE64)}9a9b`)),
    },
  ],
}

/**
 * What was tried on the first build, by class: 227 ways to bring persons in. Each is a file or a request as somebody would
 * send it who has persons' rows, and wants them stored.
 */
export const TRIES: readonly TryClass[] = [
  extraColumns,
  inZones,
  inNumbers,
  periods,
  keys,
  PERSON_PER_ROW,
  OPEN_WORD,
  UNCOUNTED,
  NAMES,
  REQUESTS,
  packed,
]
