import { DECIMAL_MARKS } from '../../src/index.ts'
import type { Fault } from '../request/failure.ts'
import type { ImportDatabase, ImportNotice } from '../store/intake.ts'
import { factSelect, KM_PER_MILE } from './fact-select.ts'
import { guardTable } from './guard/guard.ts'
import type { Importer, StagedFile } from './importer.ts'
import { measureCheck, patternCheck, presenceCheck } from './row-check.ts'
import { shieldedDatabase } from './shielded-database.ts'
import { openSourceTable, type SourceColumn, type SourceTable } from './source-table.ts'
import { DECIMAL_OPTION, statedMark, writtenMeasures } from './written-measure.ts'

const PLACES = { urban: 'urban_code', county: 'county_code', state: 'state_code' } as const
const OPTIONS = {
  place: `what a city of the facts is: ${Object.keys(PLACES).join(', ')}; default: urban`,
  ...DECIMAL_OPTION,
}
const POINTS = ['begin_point', 'end_point']
const MEASURES = [...POINTS, 'section_length', 'aadt', 'aadt_single_unit', 'aadt_combination']

const COLUMNS: readonly SourceColumn[] = [
  { name: 'year_record', role: 'period', headers: ['Year_Recor', 'data_year', 'datayear'], required: true },
  { name: 'state_code', role: 'code', headers: ['state_id', 'stateid'], required: true },
  { name: 'urban_code', role: 'code', headers: ['urban_id', 'urbanid', 'Urban_Cod'] },
  { name: 'county_code', role: 'code', headers: ['county_id', 'countyid', 'County_Cod'] },
  { name: 'begin_point', role: 'measure', headers: ['Begin_Poin', 'beginpoint', 'bmp'] },
  { name: 'end_point', role: 'measure', headers: ['End_Point', 'endpoint', 'emp'] },
  { name: 'section_length', role: 'measure', headers: ['sectionlength', 'Section_Le'] },
  { name: 'facility_type', role: 'code', headers: ['Facility_T', 'facilityty'] },
  { name: 'aadt', role: 'measure', required: true },
  { name: 'aadt_single_unit', role: 'measure', headers: ['AADT_Singl', 'aadt_su'] },
  { name: 'aadt_combination', role: 'measure', headers: ['AADT_Combi', 'aadt_combo'] },
  // A section of a road, not somebody's way.
  ...['route_id', 'f_system', 'objectid', 'fid', 'shape_length', 'shape__length', 'st_length_shape'].map(
    (name): SourceColumn => ({ name, role: 'unused' }),
  ),
  // The items of the table of sections. Source: FHWA, HPMS Field Manual.
  {
    name: 'other items of the field manual',
    role: 'unused',
    family:
      /^(accesscontrol|accessc(ont)?|atgradeother|basethickness|basetype|capacity|climatezone|comments?|counterpeaklanes|crackinglength|crackingpercent|curve[a-f]?|curveclassification|dirfactor|dirthroughlanes|estroadwidth|faulting|fsystem|futureaadt|grade[a-f]?|gradeclassification|iri|iriyear|isrestricted|kfactor|lanewidth|lastoverlaythickness|maintenanceoperations|managedlanes(type)?|mediantype|medianwidth|nhfn|nhs|numbersignals|ownership|owner|pctdhsingleunit|pctdhcombination|pctgreentime|pctpasssight|peaklanes|peakparking|psr|routename|routenumber|routequalifier|routesigning|rutting|shouldertype|shoulderwidth[lr]|signaltype|soiltype|speedlimit|stopsigns|strahnettype|structuretype|surfacetype|terraintype|thicknessflexible|thicknessrigid|throughlanes|throughla|toll(charged|type|id)|traveltimecode|truck|turnlanes[lr]|wideningpotential|wideningobstacle|yearlastconstruction|yearlastimprov(ement)?)$/,
  },
]

/** Roads whose travel the system counts: one-way and two-way roads; not ramps, other directions or plans. */
const IS_COUNTED = "coalesce(facility_type, '1') IN ('1', '2')"

/** Sections of roads of the US Highway Performance Monitoring System: their length × the vehicles of a mean day. */
export const hpms: Importer = {
  format: 'hpms',
  title: 'US Highway Performance Monitoring System, sections of roads',
  countsNobody: true,
  containers: ['csv', 'csv.gz', 'parquet'],
  columns: COLUMNS,
  options: OPTIONS,
  words: { place: Object.keys(PLACES), decimal: DECIMAL_MARKS },
  read: async (file, store, dataset, options) => {
    const place = PLACES[(options['place'] ?? 'urban') as keyof typeof PLACES]
    const database = shieldedDatabase(store)
    const opened = await openSourceTable(file, database, COLUMNS)
    const lacksPlace = !opened.has(place)
    const source = {
      ...opened,
      faults: [
        ...opened.faults,
        ...(lacksPlace
          ? [{ code: 'column-missing' as const, column: place, detail: 'Option “place” needs this column.' }]
          : []),
        ...lengthFaults(opened),
      ],
    }
    const { number, checks } = await writtenMeasures(file, source, MEASURES, database, {
      stated: statedMark(options),
    })
    source.faults.push(...(await sectionFaults(file, opened, database, number)))
    const [all, single, combined] = ['aadt', 'aadt_single_unit', 'aadt_combination'].map(number)
    // The service of the FHWA gives the length alone; where there are both, the points are the measured ones.
    const hasPoints = POINTS.every(opened.has)
    const miles = hasPoints ? `(${number('end_point')} - ${number('begin_point')})` : number('section_length')
    const { rows, counts, notices } = await guardTable(source, database, dataset, {
      checks: [
        presenceCheck(place),
        presenceCheck('year_record'),
        patternCheck('year_record', '(19|20)[0-9]{2}', 'Years must be written like 2024.'),
        ...checks,
        ...MEASURES.map((name) =>
          measureCheck(name, {
            number: number(name),
            required: hasPoints ? POINTS.includes(name) : name === 'section_length',
          }),
        ),
        {
          code: 'value-not-read',
          column: 'end_point',
          detail: 'Sections must end behind their begin.',
          where: `${miles} < 0`,
        },
        {
          code: 'value-not-read',
          column: 'aadt',
          detail: 'All vehicles must not be fewer than the trucks among them.',
          where: `${all} < coalesce(${single}, 0) + coalesce(${combined}, 0)`,
        },
        {
          code: 'duplicate-key',
          column: 'county_code',
          detail:
            'Codes of counties are told apart within a state, and the file has several states: send those of one state in a file.',
          where: `${place === 'county_code'} AND (SELECT count(DISTINCT state_code) FROM ${source.view}) > 1`,
        },
      ],
      counts: {
        others: `NOT (${IS_COUNTED})`,
        uncounted: `(${IS_COUNTED}) AND aadt IS NULL`,
        unsplit: `(${IS_COUNTED}) AND aadt IS NOT NULL AND (aadt_single_unit IS NULL OR aadt_combination IS NULL)`,
      },
    })
    const isSplit = `${single} IS NOT NULL AND ${combined} IS NOT NULL`
    const days = `(CASE WHEN TRY_CAST(year_record AS INTEGER) % 4 = 0 THEN 366 ELSE 365 END)`
    const part = (mode: string, vehicles: string, where: string): string =>
      `SELECT year_record, ${place} AS place, ${mode} AS mode, (${vehicles}) * ${miles} * ${days} * ${KM_PER_MILE} AS vkm
       FROM ${source.view} WHERE (${IS_COUNTED}) AND aadt IS NOT NULL AND ${where}`
    return {
      facts: factSelect(
        { period: 'year_record', city: 'place', mode: 'mode', vehicle_distance_vkm: 'sum(vkm)' },
        `(${[
          part("'car'", `${all} - ${single} - ${combined}`, isSplit),
          part("'rigid-truck'", `${single}`, isSplit),
          part("'articulated-truck'", `${combined}`, isSplit),
          part('NULL', `${all}`, `NOT (${isSplit})`),
        ].join(' UNION ALL ')})`,
      ),
      rowsRead: rows,
      notices: [...notices, ...sectionNotices(counts)],
    }
  },
}

const lengthFaults = ({ has }: SourceTable): readonly Fault[] =>
  POINTS.every(has) || has('section_length')
    ? []
    : [
        {
          code: 'column-missing',
          column: 'begin_point',
          detail: 'The file needs Begin_Point and End_Point, or the length of the section.',
        },
      ]

/** What tells one section from another; the names of roads are compared and never kept, so they are read apart. */
const ROAD = ['year_record', 'state_code', 'route_id']

/** Points of a road are given to 0.001 mile, so that ends which are rounded may lie so far apart [mi]. */
const MAX_OVERLAP_MILES = 0.0015

/** Sections of which the file has a part several times: their traffic would count as often. */
async function sectionFaults(
  file: Pick<StagedFile, 'path' | 'container'>,
  { header }: SourceTable,
  database: ImportDatabase,
  number: (column: string) => string,
): Promise<readonly Fault[]> {
  const read = [...ROAD, ...POINTS, 'facility_type', 'aadt'].flatMap((name): SourceColumn[] => {
    const head = header(name)
    return head === undefined ? [] : [{ name, headers: [head], role: 'name' }]
  })
  // Without its road and both ends, a section is like many others.
  if ([...ROAD, ...POINTS].some((name) => header(name) === undefined)) return []
  const { view } = await openSourceTable(file, database, read, 'section_row')
  const road = ROAD.join(', ')
  const counted = header('facility_type') === undefined ? 'true' : IS_COUNTED
  const [found] = await database.rows<Readonly<Record<'repeated' | 'overlapping' | 'miles', number>>>(
    `SELECT countif(is_repeated)::DOUBLE AS repeated, countif(shared > ${MAX_OVERLAP_MILES})::DOUBLE AS overlapping,
       coalesce(sum(shared) FILTER (shared > ${MAX_OVERLAP_MILES}), 0) AS miles
     FROM (SELECT nth > 1 AS is_repeated, CASE WHEN nth = 1 THEN least(high, coalesce(reached, low)) - low END AS shared
       FROM (SELECT low, high, row_number() OVER (PARTITION BY ${road}, low, high) AS nth,
           max(high) OVER (PARTITION BY ${road} ORDER BY low, high
             RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE GROUP) AS reached
         FROM (SELECT ${road}, ${number('begin_point')} AS low, ${number('end_point')} AS high
           FROM ${view} WHERE ${counted} AND aadt IS NOT NULL)))`,
  )
  const { repeated = 0, overlapping = 0, miles = 0 } = found ?? {}
  const fault = (detail: string, count: number): readonly Fault[] =>
    count === 0 ? [] : [{ code: 'duplicate-key', column: 'route_id', detail, count }]
  return [
    ...fault(
      'Sections stand in the file several times, with the same road, begin and end: leave one row of each.',
      repeated,
    ),
    ...fault(
      `Sections begin before another one of their road ends, and traffic would count twice on ${miles.toFixed(3)} miles: end the first where the next begins, or leave one of them out.`,
      overlapping,
    ),
  ]
}

function sectionNotices({
  others = 0,
  uncounted = 0,
  unsplit = 0,
}: Readonly<Record<string, number>>): ImportNotice[] {
  const notices: ImportNotice[] = [
    {
      code: 'import-assumption',
      detail:
        'Miles of a section × vehicles of a mean day × days of the year; a mile is 1.609344 km. Single units count as ' +
        'rigid-truck (buses are among them), combinations as articulated-truck, all other vehicles as car (light trucks and motorcycles are among them).',
    },
  ]
  const push = (count: number, code: string, detail: string): void => {
    if (count > 0) notices.push({ code, detail: `${count} ${detail}` })
  }
  push(
    others,
    'rows-left-out',
    'sections were left out: they are ramps, other directions of a road, or plans.',
  )
  push(uncounted, 'import-gaps', 'sections have no traffic (AADT): this is a gap, not 0.')
  push(
    unsplit,
    'mode-unknown',
    'sections do not tell their trucks: all their vehicles stay together, without a mode.',
  )
  return notices
}
