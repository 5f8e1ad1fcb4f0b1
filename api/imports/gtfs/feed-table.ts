import type { Fault } from '../../request/failure.ts'
import { plainName } from '../../request/folded-name.ts'
import type { ImportDatabase, ImportNotice } from '../../store/intake.ts'
import { sqlName } from '../sql-text.ts'
import { openRelation } from '../utf8-file.ts'

/** The columns to read from each table; `?` marks those that a feed may leave out. Others are never read. */
const COLUMNS = {
  routes: ['route_id', 'route_type'],
  trips: ['trip_id', 'route_id', 'service_id', 'direction_id?', 'shape_id?'],
  stop_times: [
    'trip_id',
    'stop_id',
    'stop_sequence',
    'arrival_time',
    'departure_time',
    'pickup_type?',
    'start_pickup_drop_off_window?',
    'location_id?',
    'location_group_id?',
  ],
  stops: ['stop_id', 'stop_lat', 'stop_lon'],
  shapes: ['shape_id', 'shape_pt_lat', 'shape_pt_lon', 'shape_pt_sequence'],
  calendar: [
    'service_id',
    'monday',
    'tuesday',
    'wednesday',
    'thursday',
    'friday',
    'saturday',
    'sunday',
    'start_date',
    'end_date',
  ],
  calendar_dates: ['service_id', 'date', 'exception_type'],
  frequencies: ['trip_id', 'start_time', 'end_time', 'headway_secs'],
} as const

export type FeedTableName = keyof typeof COLUMNS
/** Paths of the unpacked tables of a feed. */
export type UnpackedFeed = ReadonlyMap<FeedTableName, string>
export const FEED_TABLES = Object.keys(COLUMNS) as readonly FeedTableName[]

const REQUIRED: readonly FeedTableName[] = ['routes', 'trips', 'stop_times', 'stops']

/**
 * Makes a `feed_<table>` for each table of the feed, with trimmed texts; a table that the feed leaves out is empty.
 *
 * @returns what is missing, and what to say of the texts
 */
export async function openFeedTables(feed: UnpackedFeed, database: ImportDatabase): Promise<OpenedFeed> {
  const notices: ImportNotice[] = []
  const faults: Fault[] = REQUIRED.filter((name) => !feed.has(name)).map(missingTable)
  if (!feed.has('calendar') && !feed.has('calendar_dates')) faults.push(missingTable('calendar'))
  for (const name of FEED_TABLES) {
    const opened = await openTable(name, feed.get(name), database)
    for (const { code, detail } of opened.notices) notices.push({ code, detail: `${name}.txt: ${detail}` })
    faults.push(...opened.faults)
  }
  return { faults, notices }
}

/** What is missing in a feed, and in which encoding its texts are if not in UTF-8. */
export interface OpenedFeed {
  readonly faults: readonly Fault[]
  readonly notices: readonly ImportNotice[]
}

const missingTable = (name: FeedTableName): Fault => ({
  code: 'column-missing',
  column: name,
  detail: `The feed has no ${name}.txt.`,
})

async function openTable(
  name: FeedTableName,
  path: string | undefined,
  database: ImportDatabase,
): Promise<OpenedFeed> {
  const file = path === undefined ? undefined : await openRelation({ path, container: 'csv' })
  const described = file
    ? await database.rows<{ column_name: string }>(`DESCRIBE SELECT * FROM ${file.relation}`)
    : []
  const headers = new Map(described.map(({ column_name: header }) => [plainName(header), header]))
  const faults: Fault[] = []
  const expressions = COLUMNS[name].map((entry) => {
    const column = entry.replace('?', '')
    const header = headers.get(plainName(column))
    if (header === undefined && file && !entry.endsWith('?'))
      faults.push({
        code: 'column-missing',
        column: `${name}.${column}`,
        detail: 'The feed needs this column.',
      })
    return `${header === undefined ? 'CAST(NULL AS VARCHAR)' : `nullif(${file?.mayHaveBlanks ? `trim(${sqlName(header)})` : sqlName(header)}, '')`} AS ${column}`
  })
  const from = file ? ` FROM ${file.relation}` : ' WHERE false'
  // The two large tables are read only once, where they are used; the others often.
  const kind = name === 'stop_times' || name === 'shapes' ? 'VIEW' : 'TABLE'
  await database.run(`CREATE OR REPLACE TEMP ${kind} feed_${name} AS SELECT ${expressions.join(', ')}${from}`)
  return { faults, notices: file?.notices ?? [] }
}
