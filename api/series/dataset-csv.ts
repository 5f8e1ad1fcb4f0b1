import { csvText } from '../http/csv.ts'
import type { DatasetEstimatesView } from './dataset-schema.ts'

type Figure = DatasetEstimatesView['items'][number]['co2e']

/** The cities or the groups of a dataset as CSV (RFC 4180); unknown values are empty. The first row says what is covered. */
export const datasetCsv = (view: DatasetEstimatesView): string =>
  view.groups ? groupsCsv(view, view.groups) : citiesCsv(view)

/** One row for each group of pairs, then one for each of its modes. */
function groupsCsv(
  { dataset, period, coverage }: DatasetEstimatesView,
  groups: NonNullable<DatasetEstimatesView['groups']>,
): string {
  const rows = groups.flatMap((group) => [
    { mode: 'all', trips: null, distance: null, unit: null, ...group },
    ...group.modes.map((one) => ({ ...one, group: group.group, status: group.status, reason: null })),
  ])
  return csvText(
    rows.map(({ group, mode, status, reason, co2e, trips, distance, unit }, at) => ({
      dataset: dataset.id,
      period,
      group,
      mode,
      status,
      reason,
      ...figureColumns(co2e),
      trips,
      distance,
      distanceUnit: unit,
      coverage: at === 0 ? coverage?.sentence : '',
    })),
    GROUP_COLUMNS,
  )
}

const FIGURE_COLUMNS = ['co2eT', 'co2eTLower', 'co2eTUpper']
const START = ['dataset', 'period']
const GROUP_COLUMNS = [
  ...START,
  ...['group', 'mode', 'status', 'reason'],
  ...FIGURE_COLUMNS,
  ...['trips', 'distance', 'distanceUnit', 'coverage'],
]
const CITY_COLUMNS = [
  ...START,
  ...['city', 'status', 'reason'],
  ...FIGURE_COLUMNS,
  ...['allocation', 'coverage'],
]

/** One row for each city; of one that has no estimate the reason says why. */
function citiesCsv({ dataset, period, coverage, items }: DatasetEstimatesView): string {
  return csvText(
    items.map(({ city, status, reason, co2e, allocation, errors = [] }, at) => ({
      dataset: dataset.id,
      period,
      city,
      status,
      reason: reason ?? errors.map(({ detail }) => detail).join(' '),
      ...figureColumns(co2e),
      allocation,
      coverage: at === 0 ? coverage?.sentence : '',
    })),
    CITY_COLUMNS,
  )
}

const figureColumns = (figure: Figure) => ({
  co2eT: figure?.value,
  co2eTLower: figure?.lower,
  co2eTUpper: figure?.upper,
})
