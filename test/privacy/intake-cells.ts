import { CITIES, csvOf, personRows, type Row } from './intake-files.ts'
import { OPEN, type Try, type TryClass } from './intake-target.ts'

/** Rows of single persons, in the cells of tables and in formats that count nobody. */

const AREAS = Array.from({ length: 12 }, (_, at) => `Z${String(101 + at)}`)
const persons = (count: number) => personRows(count)
const day = (at: number): string => `2024-03-${String(1 + (at % 28)).padStart(2, '0')}`

const cityRows = (rows: readonly Row[], head: readonly string[] = CITIES): string => csvOf(head, rows)
const invented = (at: number): number => 14 + ((at * 7) % 43)
const personCities = (
  count: number,
  of: (at: number, one: { trips: number; km: number; mode: string }) => Row,
) => cityRows(persons(count).map((one, at): Row => [day(at), `Z${100 + at}`, ...of(at, one)]))
const jitter = (at: number): number => ((at * 5) % 3) - 1

export const PERSON_PER_ROW: TryClass = {
  name: 'I5 to I9 one person per row, under an agreement',
  tries: [
    { name: 'contributors 1', file: personCities(40, (_, { mode, trips, km }) => [mode, trips, km, 1]) },
    { name: 'contributors 9', file: personCities(40, (_, { mode, trips, km }) => [mode, trips + 9, km, 9]) },
    { name: 'a zero of contributors', file: personCities(40, (_, { mode, km }) => [mode, '', km, 0]) },
    { name: 'an empty count', file: personCities(40, (_, { mode, trips, km }) => [mode, trips, km, '']) },
    {
      name: 'a mark for the count',
      file: personCities(40, (_, { mode, trips, km }) => [mode, trips, km, '<10']),
    },
    {
      name: 'a minus one for the count',
      file: personCities(40, (_, { mode, trips, km }) => [mode, trips, km, -1]),
    },
    {
      name: 'a part of a person',
      file: personCities(40, (_, { mode, trips, km }) => [mode, trips * 9, km, 5.13]),
    },
    {
      name: '49 rows of 10',
      file: personCities(49, (_, { mode, trips, km }) => [mode, trips * 10, km * 10, 10]),
    },
    {
      name: 'two files of 30',
      file: personCities(30, (_, { mode, trips, km }) => [mode, trips * 10, km * 10, 10]),
    },
    {
      name: 'all times 25',
      file: personCities(60, (_, { mode, trips, km }) => [mode, trips * 25, km * 25, 25]),
    },
    {
      name: 'all times 25, a little off',
      file: personCities(60, (at, { mode, trips, km }) => [
        mode,
        trips * 25 + jitter(at),
        Math.round(km * 250) / 10 + 0.3,
        25 + jitter(at + 1),
      ]),
    },
    {
      name: 'contributors of 10, 11 and 12',
      file: personCities(60, (at, { mode, trips, km }) => [
        mode,
        trips * 11 + jitter(at),
        km * 11,
        11 + jitter(at + 1),
      ]),
    },
    {
      name: 'invented contributors, the true km',
      file: personCities(60, (at, { mode, trips, km }) => [mode, trips + invented(at), km, invented(at)]),
    },
    {
      name: 'invented contributors, the true km, no trips',
      file: cityRows(
        persons(60).map(({ mode, km }, at): Row => [day(at), `Z${at}`, mode, km, invented(at)]),
        ['period', 'city', 'mode', 'passenger_distance_pkm', 'contributors'],
      ),
    },
    {
      name: 'trips alone, 100 for all, the true km',
      file: cityRows(
        persons(60).map(({ mode, km }, at): Row => [day(at), `Z${at}`, mode, 100, km]),
        ['period', 'city', 'mode', 'trips', 'passenger_distance_pkm'],
      ),
    },
    {
      name: 'trips alone, times 100, the true vehicle-km',
      file: cityRows(
        persons(60).map(({ trips, km }, at): Row => [day(at), `Z${at}`, 'car', trips * 100, km]),
        ['period', 'city', 'mode', 'trips', 'vehicle_distance_vkm'],
      ),
    },
    {
      name: 'kilometres alone',
      file: cityRows(
        persons(60).map(({ mode, km }, at): Row => [day(at), `Z${at}`, mode, km]),
        ['period', 'city', 'mode', 'passenger_distance_pkm'],
      ),
    },
    {
      name: 'vehicle-km alone',
      file: cityRows(
        persons(60).map(({ km }, at): Row => [day(at), `Z${at}`, 'car', km]),
        ['period', 'city', 'mode', 'vehicle_distance_vkm'],
      ),
    },
    {
      name: 'fewer trips than contributors',
      file: personCities(40, (at, { mode, trips, km }) => [mode, trips, km, invented(at)]),
    },
    {
      name: 'more trips than anybody makes',
      file: personCities(40, (_, { mode, km }) => [mode, 4000, km * 100, 12]),
    },
    {
      name: 'trips with one mean length of all',
      file: personCities(60, (at, { mode, trips }) => [mode, 2 * invented(at) + trips, 1, invented(at)]),
    },
  ],
}

export const OPEN_WORD: TryClass = {
  name: 'open-licence as a word',
  tries: [
    {
      name: 'a licence that says the contrary',
      facts: { ...OPEN, licence: 'internal, confidential' },
      file: personCities(40, (_, { mode, trips, km }) => [mode, trips, km, 50]),
    },
    {
      name: 'a licence x',
      facts: { ...OPEN, licence: 'x' },
      file: personCities(40, (_, { mode, trips, km }) => [mode, trips, km, 50]),
    },
    {
      name: 'single trips',
      facts: OPEN,
      file: cityRows(
        AREAS.map((zone, at): Row => [day(at), zone, 'car', 1]),
        ['period', 'city', 'mode', 'trips'],
      ),
    },
    {
      name: 'trips of one person, 2 to 6',
      facts: OPEN,
      file: cityRows(
        persons(40).map(({ mode, trips, km }, at): Row => [day(at), `Z${at}`, mode, trips, km]),
        ['period', 'city', 'mode', 'trips', 'passenger_distance_pkm'],
      ),
    },
    {
      name: 'no trips at all',
      facts: OPEN,
      file: cityRows(
        persons(40).map(({ mode, km }, at): Row => [day(at), `Z${at}`, mode, km]),
        ['period', 'city', 'mode', 'passenger_distance_pkm'],
      ),
    },
    {
      name: 'trips of 1.0001',
      facts: OPEN,
      file: cityRows(
        persons(40).map(({ mode, km }, at): Row => [day(at), `Z${at}`, mode, 1.0001, km]),
        ['period', 'city', 'mode', 'trips', 'passenger_distance_pkm'],
      ),
    },
    {
      name: 'half of them ones, and contributors 1',
      facts: OPEN,
      file: personCities(40, (at, { mode, km }) => [mode, 1 + (at % 2), km, 1]),
    },
  ],
}

const uncounted = (facts: object = {}) => ({ grain: 'year', ...facts })
const STREETLIGHT =
  'Data Period,Mode of Travel,Origin Zone ID,Origin Zone Is Pass-Through,Destination Zone ID,Destination Zone Is Pass-Through,Day Type,Day Part,Average Daily O-D Traffic (StL Index)'
export const UNCOUNTED: TryClass = {
  name: 'formats that count nobody',
  tries: [
    ...['12000', '31000', '8000', '45'].map(
      (miles): Try => ({
        name: `uk-dft, an authority of ${miles} miles`,
        facts: uncounted(),
        format: 'uk-dft',
        file: `local_authority_code,year,cars_and_taxis,all_motor_vehicles\nE06000001,2023,${miles},${miles}\n`,
      }),
    ),
    ...['40', '25'].map(
      (miles): Try => ({
        name: `emfac, a region of ${miles} miles a day`,
        facts: uncounted(),
        format: 'emfac',
        options: { per: 'day' },
        file: `Region,Calendar Year,Vehicle Category,Fuel,Total VMT\nAlameda,2020,LDA,Gasoline,${miles}\n`,
      }),
    ),
    ...['9000', '700'].map(
      (miles): Try => ({
        name: `epa-nei, a county of ${miles} miles`,
        facts: uncounted(),
        format: 'epa-nei',
        file: `region_cd,scc,activity_type,ann_parm_value,calc_year\n27053,220121,VMT,${miles},2020\n`,
      }),
    ),
    {
      name: 'streetlight, an index of a pair',
      facts: uncounted(),
      format: 'streetlight',
      options: { period: '2024', measure: 'index' },
      file: `${STREETLIGHT}\n,Personal,H17,no,W17,no,0: All Days,0: All Day,2\n`,
    },
    {
      name: 'baidu-index, a curve of somebody',
      facts: { grain: 'day' },
      format: 'baidu-index',
      options: { city: 'p00017', type: 'move_out' },
      file: 'cb({"errno":0,"errmsg":"SUCCESS","data":{"list":{"20240301":1,"20240302":0}}})',
    },
    {
      name: 'baidu-index, a curve of no city',
      facts: { grain: 'day' },
      format: 'baidu-index',
      options: { city: 'jane', type: 'move_out' },
      file: 'cb({"errno":0,"errmsg":"SUCCESS","data":{"list":{"20240301":1,"20240302":0}}})',
    },
    {
      name: 'liisa, a municipality of 0.01 million km',
      facts: uncounted({ country: 'FI' }),
      format: 'liisa',
      options: { year: '2022' },
      file: 'Kunta,Ajoneuvotyyppi,suorite [Mkm]\nHelsinki,Henkilöautot,0.01\n',
    },
    {
      name: 'hpms, a section of one car',
      facts: uncounted(),
      format: 'hpms',
      file: 'Year_Record,State_Code,Urban_Code,Begin_Point,End_Point,AADT\n2019,27,57628,1,11,2\n',
    },
  ],
}
