import { gzipSync } from 'node:zlib'
import { archiveOf, partsOf, SMALL_SHEET } from '../fixtures/workbook.ts'
import { zipArchive } from '../fixtures/zip-archive.ts'
import type { Random } from './random.ts'
import type { Case } from './request-cases.ts'

/** A file that is taken in, or would be if it were whole. */
export interface Seed {
  readonly query: string
  readonly type: string
  readonly bytes: Buffer
}

const csv = (query: string, ...lines: readonly string[]): Seed => ({
  query,
  type: 'text/csv',
  bytes: Buffer.from(`${lines.join('\n')}\n`),
})

const FEED = {
  'routes.txt': 'route_id,route_type\nR,3\n',
  'trips.txt': 'route_id,service_id,trip_id\nR,W,out\n',
  'stops.txt': 'stop_id,stop_name,stop_lat,stop_lon\nA,First,0,0\nB,Last,0,0.1\n',
  'stop_times.txt':
    'trip_id,arrival_time,departure_time,stop_id,stop_sequence\nout,23:50:00,23:50:00,A,1\nout,24:20:00,24:20:00,B,2\n',
  'calendar.txt':
    'service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\nW,1,1,1,1,1,0,0,20240304,20240310\n',
}

/** A small file of each format. */
export const seedsOf = (parquet: Buffer): readonly Seed[] => [
  csv('format=tidy', 'period,city,mode,trips', '2024-01-01,leeds,car,1000', '2024-01-02,leeds,bus,2000'),
  {
    query: 'format=tidy',
    type: 'application/x-ndjson',
    bytes: Buffer.from('{"period":"2024-01-03","city":"leeds","mode":"car","trips":1000}\n'),
  },
  { query: 'format=tidy', type: 'application/vnd.apache.parquet', bytes: parquet },
  csv(
    'format=google-eie&city=leeds',
    '"mode","travel_bounds","trips","full_distance_km","gpc_distance_km","full_co2e_tons","gpc_co2e_tons","year"',
    '"AUTOMOBILE","IN-BOUNDARY","1000","3000","3000","0.9","0.9","2021"',
  ),
  csv(
    'format=mitma-v2',
    'fecha|periodo|origen|destino|distancia|actividad_origen|actividad_destino|estudio_origen_posible|estudio_destino_posible|residencia|renta|edad|sexo|viajes|viajes_km',
    '20220301|07|01001|0100902|2-10|casa|frecuente|no|no|28|10-15|25-45|hombre|160.5|300.25',
  ),
  csv(
    'format=uk-dft',
    '"local_authority_id","local_authority_name","local_authority_code","year","link_length_km","link_length_miles","cars_and_taxis","all_motor_vehicles"',
    '1,"Isles of Scilly","E06000053",1993,36.01,22.38,9e+05,1400000',
  ),
  csv(
    'format=emfac',
    'Region,Calendar Year,Vehicle Category,Model Year,Speed,Fuel,Population,Total VMT,CVMT,EVMT,Trips,Energy Consumption,CO2_TOTEX,CH4_TOTEX,N2O_TOTEX,Fuel Consumption',
    'Alameda,2020,LDA,Aggregate,Aggregate,Gasoline,10,1000,1000,0,5,0,0.3,0,0,1',
  ),
  csv(
    'format=city-pairs',
    'date,origin_city,destination_city,users,distance_km',
    '20200124,110100,310100,1240,1213',
  ),
  csv(
    'format=streetlight',
    'Zone Name,Day Type,Day Part,Average Daily Zone Traffic (StL Volume)',
    'A,0: All Days,0: All Day,1000',
  ),
  csv('format=epa-nei', 'fips,scc,vmt,year', '06001,2201110080,1000,2020'),
  { query: 'format=gtfs&city=leeds', type: 'application/zip', bytes: zipArchive(FEED) },
  {
    query: 'format=baidu-index&city=c&type=move_in',
    type: 'application/json',
    bytes: Buffer.from('{"data":{"list":{"20240101":12.3}}}'),
  },
]

const PIECES = [
  '"',
  ',',
  ';',
  '|',
  '\t',
  '\n',
  '\r',
  '\u0000',
  '\ufeff',
  '\u001f',
  '=1+1',
  'NaN',
  '1e400',
  "';DROP TABLE x;--",
  '-5',
  'é',
  '北',
  '{',
  '[',
  'household_id',
  '+49 170 1234567',
]

/** Small workbooks: one that is read, and with links, macros, hidden sheets, and much in little. */
export const workbookSeeds = (): readonly Buffer[] => {
  const parts = partsOf(SMALL_SHEET)
  const hidden = parts.map(({ name, content }) => ({
    name,
    content: String(content).replace('name="eCRF_3"', 'name="eCRF_3" state="veryHidden"'),
  }))
  return [
    archiveOf(parts),
    archiveOf(hidden),
    archiveOf([...parts, { name: 'xl/vbaProject.bin', content: 'macro' }]),
    archiveOf([...parts, { name: 'xl/externalLinks/externalLink1.xml', content: '<externalLink/>' }]),
    archiveOf([
      ...parts,
      { name: 'xl/sharedStrings.xml', content: `<sst>${'<si><t>x</t></si>'.repeat(20_000)}</sst>` },
    ]),
    archiveOf(partsOf(`<!DOCTYPE a [<!ENTITY b "${'c'.repeat(1000)}">]>${'&b;'.repeat(1000)}`)),
    archiveOf(partsOf('<row r="1">'.repeat(5000))),
    archiveOf([...parts, { name: 'xl/worksheets/sheet2.xml', content: Buffer.alloc(20_000_000, ' ') }]),
  ]
}

/** Files that were made to cost much or to break something. */
const BOMBS: readonly ((random: Random) => readonly [string, Buffer])[] = [
  (random) => ['one byte', random.bytes(1)],
  () => ['nothing', Buffer.alloc(0)],
  (random) => ['depth', Buffer.from(`${'{"a":'.repeat(1000 + random.below(30_000))}1`)],
  (random) => ['lists', Buffer.from('['.repeat(1000 + random.below(100_000)))],
  (random) => ['signs', Buffer.from(`${'a-'.repeat(40 + random.below(4000))}=,city\n`)],
  (random) => [
    'columns',
    Buffer.from(`${Array.from({ length: random.below(30_000) }, (_, i) => `c${i}`).join(',')}\n`),
  ],
  (random) => ['commas', Buffer.alloc(random.below(2_000_000), ',')],
  (random) => ['quotes', Buffer.alloc(random.below(2_000_000), '"')],
  (random) => ['cell', Buffer.from(`period,city,trips\n2024,${'x'.repeat(random.below(3_000_000))},1\n`)],
  (random) => ['gzip bomb', gzipSync(Buffer.alloc(1_000_000 + random.below(60_000_000)))],
  (random) => ['gzip of gzip', gzipSync(gzipSync(random.bytes(500)))],
  (random) => [
    'zip bomb',
    archiveOf([{ name: 'stop_times.txt', content: Buffer.alloc(1_000_000 + random.below(60_000_000), 'a') }]),
  ],
  () => [
    'lying size',
    archiveOf([{ name: 'stop_times.txt', content: Buffer.alloc(5_000_000, 'a'), saysBytes: 10 }]),
  ],
  () => ['paths', zipArchive({ '../../x.txt': 'a', '/etc/passwd': 'b', 'a\\b': 'c' })],
  () => ['entries', zipArchive(Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`${i}.txt`, ''])))],
]

/** Files of all formats, broken, and files that were made to be. */
export function fileCases(seeds: readonly Seed[], workbooks: readonly Buffer[], dataset: string) {
  const put = (name: string, query: string, type: string, body: Buffer): Case => ({
    name,
    method: 'PUT',
    path: `/v1/datasets/${dataset}/content?${query}&sameKeys=add`,
    headers: { 'content-type': type },
    body,
  })
  return (random: Random): Case => {
    if (random.chance(0.25))
      return {
        name: 'workbook',
        method: 'POST',
        path: '/v1/filed-inventories',
        headers: { 'content-type': 'application/octet-stream' },
        body: broken(random.pick(workbooks), random),
      }
    const seed = random.pick(seeds)
    if (random.chance(0.15)) {
      const [name, bytes] = random.pick(BOMBS)(random)
      return put(name, seed.query, seed.type, bytes)
    }
    // The file of one format, said to be of another, now and then.
    const other = random.chance(0.1) ? random.pick(seeds) : seed
    const bytes = broken(seed.bytes, random)
    return put(
      seed.query,
      other.query,
      other.type,
      random.chance(0.15) ? broken(gzipSync(bytes), random) : bytes,
    )
  }
}

/** Bytes with some flipped, cut, doubled, or replaced by pieces that mean something. */
function broken(bytes: Buffer, random: Random): Buffer {
  let made = Buffer.from(bytes)
  for (let times = random.below(4); times > 0; times -= 1) {
    const at = random.below(made.length + 1)
    const how = random.below(5)
    const rest = made.subarray(at)
    if (how === 0 && made.length > 0) made[Math.min(at, made.length - 1)] = random.below(256)
    else if (how === 1) made = made.subarray(0, at) as typeof made
    else if (how === 2) made = Buffer.concat([made.subarray(0, at), Buffer.from(random.pick(PIECES)), rest])
    else if (how === 3) made = Buffer.concat([made, rest])
    else made = Buffer.concat([made.subarray(0, at), random.bytes(random.below(20)), rest])
  }
  return made
}
