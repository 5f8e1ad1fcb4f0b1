import { DECIMAL_MARKS } from '../../src/index.ts'
import type { Fault } from '../request/failure.ts'
import { factSelect } from './fact-select.ts'
import { guardTable } from './guard/guard.ts'
import { optionFault } from './import-option.ts'
import type { Importer } from './importer.ts'
import { measureCheck, presenceCheck, type RowCheck } from './row-check.ts'
import { shieldedDatabase } from './shielded-database.ts'
import { openSourceTable, type SourceColumn } from './source-table.ts'
import { sqlText } from './sql-text.ts'
import { DECIMAL_OPTION, statedMark, writtenMeasures } from './written-measure.ts'

const OPTIONS = {
  year: 'the year of the table, if it has no column of years',
  ...DECIMAL_OPTION,
}

const COLUMNS: readonly SourceColumn[] = [
  { name: 'municipality', role: 'name', headers: ['Kunta', 'Alue'], required: true },
  {
    name: 'type',
    role: 'name',
    headers: ['Ajoneuvo', 'Ajoneuvotyyppi', 'Ajoneuvolaji', 'Tyyppi', 'vehicle type'],
    required: true,
  },
  { name: 'year', role: 'period', headers: ['Vuosi'] },
  {
    name: 'mileage_mkm',
    role: 'measure',
    headers: ['suorite [Mkm]', 'suorite (Mkm)', 'suorite', 'mileage [Mkm]'],
    required: true,
  },
  { name: 'co2e_t', role: 'measure', headers: ['CO2 ekv. [t]', 'CO2 ekv [t]', 'CO2-ekv. [t]', 'CO2e [t]'] },
  // Gases and particles, fuel and energy of the same rows.
  {
    name: 'pollutants, fuel and energy',
    role: 'unused',
    family:
      /^(co|hc|nox|pm|ch4|n2o|so2|co2|nh3|kulutus|energia|polttoaine|fuel|energy|kuntanumero|kuntanro|maakunta)(t|kg|pj|tj|gwh|mwh)?$/,
  },
]

/** Kinds of vehicle by their first words. Source: VTT, LIISA, the road traffic part of LIPASTO. */
const MODE_OF_TYPE = [
  ['henkilöaut|henkiloaut|ha\\b|passenger car', 'car'],
  ['pakettiaut|pa\\b|van', 'van'],
  ['linja-aut|la\\b|bus', 'bus'],
  ['kuorma-aut.*(ilman|kaip|without)|kaip', 'rigid-truck'],
  ['kuorma-aut.*(perävaunu|peravaunu|kap)|kap\\b', 'articulated-truck'],
  ['moottoripyör|moottoripyor|mp\\b|motorcycle', 'motorcycle'],
  ['mopo|moped', 'moped'],
] as const

const TYPE = 'lower(type)'
const IS_SUM = `regexp_matches(${TYPE}, '^(yhteensä|yhteensa|total|summa|kaikki)')`
const IS_TRUCKS = `regexp_matches(${TYPE}, '^(kuorma-aut|truck)')`
const MODE = `CASE ${MODE_OF_TYPE.map(([pattern, mode]) => `WHEN regexp_matches(${TYPE}, '^(${pattern})') THEN '${mode}'`).join(' ')} END`

/** Vehicle kilometres of Finnish municipalities by the model LIISA of VTT; the city of a fact is the municipality. */
export const liisa: Importer = {
  format: 'liisa',
  title: 'LIISA, road traffic of Finnish municipalities',
  countsNobody: true,
  containers: ['csv', 'csv.gz'],
  columns: COLUMNS,
  options: OPTIONS,
  words: { decimal: DECIMAL_MARKS },
  read: async (file, store, dataset, options) => {
    const database = shieldedDatabase(store)
    const opened = await openSourceTable(file, database, COLUMNS)
    const source = {
      ...opened,
      faults: [...opened.faults, ...yearFaults(opened.has('year'), options['year'])],
    }
    const year = opened.has('year') ? 'year' : sqlText(options['year'] ?? '')
    const written = await writtenMeasures(file, opened, ['mileage_mkm', 'co2e_t'], database, {
      stated: statedMark(options),
      published: [],
    })
    const [mileage, co2e] = [written.number('mileage_mkm'), written.number('co2e_t')]
    const within = withinSums(source.view, mileage)
    const { rows, counts, notices } = await guardTable(source, database, dataset, {
      key: ['municipality', 'type', 'year'],
      checks: [
        ...CHECKS,
        ...written.checks,
        ...(opened.has('mileage_mkm')
          ? [measureCheck('mileage_mkm', { number: mileage, required: true })]
          : []),
        // What is only compared may be missing.
        ...(opened.has('co2e_t') ? [measureCheck('co2e_t', { number: co2e })] : []),
        {
          code: 'duplicate-key',
          column: 'type',
          detail:
            'A row of all vehicles of a kind stands beside rows of some of them, and is not their sum: leave one or the others out.',
          where: within.isOther,
        },
      ],
      counts: {
        sums: `${IS_SUM} OR ${within.isSum}`,
        trucks: `${IS_TRUCKS} AND ${MODE} IS NULL AND NOT ${within.isSum}`,
      },
    })
    const { sums = 0, trucks = 0 } = counts
    const isCounted = `NOT ${IS_SUM} AND NOT ${within.isSum}`
    const from = `${source.view} WHERE ${isCounted} AND mileage_mkm IS NOT NULL`
    return {
      facts: factSelect(
        {
          period: year,
          city: 'municipality',
          mode: MODE,
          vehicle_distance_vkm: `sum(${mileage}) * 1000000`,
        },
        from,
      ),
      ...(opened.has('co2e_t')
        ? {
            comparison: `SELECT municipality AS city, ${year} AS period, ${MODE} AS mode, NULL::VARCHAR AS flow,
              'co2e-tailpipe' AS quantity, sum(${co2e}) AS value, 't' AS unit
              FROM ${source.view} WHERE ${isCounted} AND co2e_t IS NOT NULL GROUP BY ALL`,
          }
        : {}),
      rowsRead: rows,
      notices: [
        ...notices,
        { code: 'import-assumption', detail: 'Distances were read as million vehicle-kilometres of a year.' },
        ...(sums > 0
          ? [{ code: 'rows-left-out', detail: `${sums} rows were left out: they are sums of other rows.` }]
          : []),
        ...(trucks > 0
          ? [
              {
                code: 'mode-unknown',
                detail: `${trucks} rows are of all trucks together: they have no mode.`,
              },
            ]
          : []),
      ],
    }
  },
}

/** Names of all vehicles of a kind: `Kuorma-autot`, `Henkilöautot yhteensä`; not the short names of kinds of trucks. */
const IS_WHOLE_KIND =
  `coalesce(regexp_matches(${TYPE}, '.(yhteensä|yhteensa|yht[.]?|total|summa|kaikki)$') ` +
  `OR (regexp_full_match(${TYPE}, '[a-zäö-]+') AND ${TYPE} NOT IN ('kaip', 'kap')), false)`
const FAMILY = `CASE WHEN ${IS_TRUCKS} OR ${MODE} IN ('rigid-truck', 'articulated-truck') THEN 'trucks' ELSE ${MODE} END`
const KIND = `(coalesce(municipality, ''), coalesce(year, ''), coalesce(${FAMILY}, ''))`
/** Published parts are rounded. */
const SUM_TOLERANCE = 0.01

/** Which rows of all vehicles of a kind are the sum of others of the same place and year, as SQL; and which stand beside others and are not. */
function withinSums(view: string, number: string) {
  const among = (having: string): string =>
    `(${IS_WHOLE_KIND} AND ${KIND} IN (SELECT ${KIND} FROM ${view} WHERE NOT ${IS_SUM} GROUP BY ALL
      HAVING bool_or(${IS_WHOLE_KIND}) AND bool_or(NOT ${IS_WHOLE_KIND}) AND ${having}))`
  const ofParts = `sum(${number}) FILTER (NOT ${IS_WHOLE_KIND})`
  const agrees = `coalesce(abs(sum(${number}) FILTER (${IS_WHOLE_KIND}) - ${ofParts}) <= ${SUM_TOLERANCE} * ${ofParts}, false)`
  return { isSum: among(agrees), isOther: among(`NOT ${agrees}`) }
}

const CHECKS: readonly RowCheck[] = [
  presenceCheck('municipality'),
  presenceCheck('type'),
  {
    code: 'value-not-read',
    column: 'type',
    detail: 'Rows have a kind of vehicle that has no mode here.',
    where: `${MODE} IS NULL AND NOT ${IS_SUM} AND NOT ${IS_TRUCKS}`,
  },
  {
    code: 'value-not-read',
    column: 'year',
    detail: 'Years must be written like 2024.',
    where: "year IS NOT NULL AND NOT regexp_full_match(year, '(19|20)[0-9]{2}')",
  },
]

function yearFaults(hasColumn: boolean, year: string | undefined): readonly Fault[] {
  if (hasColumn)
    return year === undefined ? [] : [optionFault('The file has a column of years: leave out option “year”.')]
  return /^(19|20)\d{2}$/.test(year ?? '')
    ? []
    : [optionFault('The file has no column of years: set option “year”, such as 2022.')]
}
