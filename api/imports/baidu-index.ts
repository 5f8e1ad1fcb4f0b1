import type { Fault } from '../request/failure.ts'
import { factSelect } from './fact-select.ts'
import { refuseFaults } from './import-option.ts'
import type { Importer } from './importer.ts'
import { requireShallowJson } from './json-depth.ts'
import { periodOfDay } from './period.ts'
import { shieldedDatabase } from './shielded-database.ts'
import { sqlMapping, sqlText } from './sql-text.ts'

const FLOW_OF_TYPE = { move_in: 'inbound', move_out: 'outbound' }
const OPTIONS = {
  city: 'id of the city that the curve describes',
  type: `direction of the curve: ${Object.keys(FLOW_OF_TYPE).join(' or ')}`,
}

const MAX_FILE_BYTES = 4_000_000
const DAY = "TRY_STRPTIME(key, '%Y%m%d')"
const VALUE = "TRY_CAST(value ->> '$' AS DOUBLE)"

/**
 * A Baidu migration index of one city (`historycurve`), JSON or JSONP: a number for each day, without a unit. Only its
 * course over time can be used. Ranks of cities (`cityrank`) are refused: they are shares of one day's flow, not a course.
 */
export const baiduIndex: Importer = {
  format: 'baidu-index',
  title: 'Baidu migration index of a city (historycurve)',
  countsNobody: true,
  containers: ['json'],
  options: OPTIONS,
  required: ['city', 'type'],
  words: { type: Object.keys(FLOW_OF_TYPE) },
  read: async (file, store, dataset, options) => {
    if (file.bytes > MAX_FILE_BYTES)
      refuseFaults([
        { code: 'file-too-large', detail: 'The file is larger than 4 MB, the most that a curve can have.' },
      ])
    await requireShallowJson(file.path, { form: 'document', isPacked: false })
    const database = shieldedDatabase(store)
    await database.run(
      `CREATE OR REPLACE TEMP TABLE source_row AS SELECT key, value FROM (
        SELECT TRY_CAST(regexp_extract(content, '[{].*[}]', 0, 's') AS JSON) AS curve FROM read_text(${sqlText(file.path)})
      ), json_each(curve, '$.data.list')`,
    )
    const [found] = await database.rows<Found>(
      `SELECT count(*) AS rows, count(*) FILTER (WHERE ${DAY} IS NULL) AS no_days,
        count(*) FILTER (WHERE ${VALUE} IS NULL OR ${VALUE} < 0 OR ${VALUE} > 1e6) AS no_numbers,
        count(*) - count(DISTINCT key) AS repeated, CAST(date_diff('day', min(${DAY}), max(${DAY})) AS BIGINT) AS span
      FROM source_row`,
    )
    const rows = Number(found?.rows ?? 0)
    refuseFaults(faultsOf(found, rows))
    const gaps = Number(found?.span ?? 0) + 1 - rows
    return {
      facts: factSelect(
        {
          period: periodOfDay(DAY, dataset.grain),
          city: sqlText(options['city'] ?? ''),
          flow: sqlMapping(sqlText(options['type'] ?? ''), FLOW_OF_TYPE),
          index_value: `avg(${VALUE})`,
        },
        'source_row',
      ),
      rowsRead: rows,
      notices: [
        {
          code: 'import-assumption',
          detail: 'The index has no unit: it can scale a known year, but it gives no number of trips.',
        },
        ...(gaps > 0
          ? [{ code: 'import-gaps', detail: `${gaps} days between the first and the last have no index.` }]
          : []),
      ],
    }
  },
}

interface Found {
  readonly rows: bigint
  readonly no_days: bigint
  readonly no_numbers: bigint
  readonly repeated: bigint
  readonly span: bigint | null
}

function faultsOf(found: Found | undefined, rows: number): Fault[] {
  if (rows === 0 || found === undefined)
    return [
      {
        code: 'file-unreadable',
        detail: 'The JSON has no curve of days and numbers under data.list.',
      },
    ]
  const faults: Fault[] = []
  const push = (code: Fault['code'], column: string, detail: string, count: bigint): void => {
    if (count > 0n) faults.push({ code, column, detail, count: Number(count) })
  }
  push('value-not-read', 'date', 'A curve needs days written like 20200131.', found.no_days)
  push('value-not-read', 'index', 'Values must be numbers from 0 to 10^6.', found.no_numbers)
  push('duplicate-key', 'date', 'Each day may stand only once (rule I4).', found.repeated)
  return faults
}
