import { coverageText } from '../shell/coverage.ts'
import { forReading, shareText } from '../shell/number.ts'
import { tableText } from '../shell/table.ts'
import type { FiledComparison, FiledInventory, Remark } from './schema.ts'

const NOT_KNOWN = '—'
const MAX_REMARKS = 20

/** A filed inventory for reading at a shell, with everything that could not be read. */
export function filedText(filed: FiledInventory): string {
  const { city, year, gwp, id, rows, rowsOfOtherSectors, unread, unreadCount, remarks } = filed
  const { implausible = [] } = filed
  const head = [city.name, city.country, year, gwp].map((fact) => fact ?? NOT_KNOWN).join(' · ')
  const table = tableText(
    'Filed for transport [t CO2e]',
    [
      { head: 'Ref' },
      { head: 'Activity', width: 40 },
      { head: 'Key' },
      { head: 'CO2e', numbers: true },
      { head: 'CO2', numbers: true },
      { head: 'CH4', numbers: true },
      { head: 'N2O', numbers: true },
      { head: 'Quality' },
    ],
    rows.map(({ ref, activity, qualifier, notationKey, emissions, activityQuality, factorQuality }) => [
      ref,
      [qualifier, activity].filter((text) => text !== null).join(': '),
      notationKey ?? '',
      amountText(emissions?.co2e),
      amountText(emissions?.co2),
      amountText(emissions?.ch4),
      amountText(emissions?.n2o),
      `${activityQuality ?? '-'}/${factorQuality ?? '-'}`,
    ]),
  )
  const others = rowsOfOtherSectors > 0 ? [`${rowsOfOtherSectors} rows of other sectors were left out.`] : []
  return [
    head,
    id,
    '',
    table,
    ...others,
    ...implausibleLines(implausible),
    ...remarkLines('Could not be read', unread, unreadCount),
    ...remarkLines('Read differently from how it is written', remarks, remarks.length),
    '',
  ].join('\n')
}

function implausibleLines(found: NonNullable<FiledInventory['implausible']>): readonly string[] {
  if (found.length === 0) return []
  const lines = found.map(
    ({ row, severity, quantity, detail }) =>
      `  ${row === undefined ? 'the city' : `row ${row}`}: ${severity}. ${quantity}. ${detail}`,
  )
  return ['', `Unusual or impossible: ${found.length}`, ...lines]
}

function remarkLines(title: string, remarks: readonly Remark[], count: number): readonly string[] {
  if (count === 0) return []
  const shown = remarks.slice(0, MAX_REMARKS).map(({ sheet, row, column, why }) => {
    const place = `${column ?? ''}${row ?? ''}` || 'the sheet'
    return `  ${sheet}!${place}: ${why}`
  })
  const more = count - shown.length
  return ['', `${title}: ${count}`, ...shown, ...(more > 0 ? [`  … and ${more} more`] : [])]
}

/** An estimate next to a filed inventory, with the reasons why they are not fully comparable. */
export function comparisonText({
  filed,
  estimate,
  rows,
  sums,
  cautions,
  implausible = [],
}: FiledComparison): string {
  const head = `${estimate.city} ${estimate.period}, ${estimate.allocation}, ${estimate.gwp} · filed: ${filed.city ?? NOT_KNOWN} ${filed.year ?? NOT_KNOWN}`
  const side = ({ co2e, notationKeys }: FiledComparison['rows'][number]['ours']): string =>
    [...(co2e === null ? [] : [forReading(co2e)]), ...notationKeys].join(' ') || NOT_KNOWN
  const body = rows.map(({ ref, ours, filed: theirs, difference }) => [
    ref,
    side(ours),
    side(theirs),
    ...differenceTexts(difference),
  ])
  const { shared } = sums
  const foot = [
    ['Sum', amountText(sums.ours), amountText(sums.filed), '', ''],
    [
      'Sum of the rows in both',
      amountText(shared?.ours),
      amountText(shared?.filed),
      ...differenceTexts(shared?.difference ?? null),
    ],
  ]
  const table = tableText(
    'Estimated and filed [t CO2e]',
    [
      { head: 'Ref' },
      { head: 'Estimated', numbers: true },
      { head: 'Filed', numbers: true },
      { head: 'Difference', numbers: true },
      { head: '÷ filed', numbers: true },
    ],
    [...body, ...foot],
  )
  return [
    coverageText(estimate.coverage),
    head,
    '',
    table,
    ...cautions.map((caution) => `! ${caution}`),
    ...implausibleLines(implausible),
    '',
  ].join('\n')
}

/** Sums in another order differ in their last digits; that is not a difference. */
const ROUNDING_SHARE = 1e-12

function differenceTexts(difference: FiledComparison['rows'][number]['difference']): readonly string[] {
  if (difference === null) return [NOT_KNOWN, NOT_KNOWN]
  const isRounding = Math.abs(difference.relative ?? 1) < ROUNDING_SHARE
  return [amountText(isRounding ? 0 : difference.co2e), shareText(difference.relative)]
}

const amountText = (value: number | null | undefined): string =>
  value === null || value === undefined ? NOT_KNOWN : forReading(value)
