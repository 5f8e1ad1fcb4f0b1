import { coverageText } from '../shell/coverage.ts'
import { forReading, intervalText } from '../shell/number.ts'
import { tableText } from '../shell/table.ts'
import type { DatasetEstimatesView } from './dataset-schema.ts'

/** The cities or the groups of a dataset for people: what is covered, then the figures. */
export const datasetTable = (view: DatasetEstimatesView): string =>
  `${coverageText(view.coverage ?? undefined)}\n${view.groups ? groupsTable(view, view.groups) : citiesTable(view)}`

const titleOf = ({ dataset, period }: DatasetEstimatesView): string => `${dataset.title}, ${period}, t CO2e`

const FIGURES = [{ head: 't CO2e', numbers: true }, { head: '95 % interval' }]
const REASON = { head: 'not in it', width: 50 }

type Figure = DatasetEstimatesView['items'][number]['co2e']

const figureCells = (figure: Figure): readonly string[] => [
  figure ? forReading(figure.value) : '—',
  intervalText(figure),
]

function groupsTable(
  view: DatasetEstimatesView,
  groups: NonNullable<DatasetEstimatesView['groups']>,
): string {
  const rows = groups.flatMap(({ group, co2e, modes, reason }) => [
    [group, ...figureCells(co2e), '', '', reason ?? ''],
    ...modes.map(({ mode, co2e: ofMode, trips, distance, unit }) => [
      `  ${mode}`,
      ...figureCells(ofMode),
      trips === null ? '—' : forReading(trips),
      `${forReading(distance)} ${unit}`,
      '',
    ]),
  ])
  const heads = [
    { head: 'group', width: 40 },
    ...FIGURES,
    { head: 'trips', numbers: true },
    { head: 'distance', numbers: true },
    REASON,
  ]
  return tableText(`${titleOf(view)}; each trip once and whole`, heads, rows)
}

function citiesTable(view: DatasetEstimatesView): string {
  const rows = view.items.map(({ city, co2e, reason, errors = [] }) => [
    city,
    ...figureCells(co2e),
    reason ?? errors.map(({ detail }) => detail).join(' '),
  ])
  const more = view.next === undefined ? '' : `\nMore cities follow: --after ${view.next}\n`
  return `${tableText(titleOf(view), [{ head: 'city', width: 40 }, ...FIGURES, REASON], rows)}${more}`
}
