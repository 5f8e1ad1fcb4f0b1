import { knownOf } from '../estimate/figure-schema.ts'
import { G_PER_T } from '../estimate/scale.ts'
import { coverageText } from '../shell/coverage.ts'
import { figureText, intervalText } from '../shell/number.ts'
import { type Column, tableText } from '../shell/table.ts'
import type { InventoryDocument } from './schema.ts'

type Row = InventoryDocument['rows'][number]
type Detail = Row['details'][number]

/** An inventory for reading at a shell; numbers are rounded. */
export function inventoryText(inventory: InventoryDocument): string {
  const { rows } = inventory
  const hasIntervals = knownOf(inventory.totals.basic.co2e)?.lower !== undefined
  const sections = [
    coverageText(inventory.coverage),
    rowsText(inventory, hasIntervals),
    totalsText(inventory, hasIntervals),
    detailsText(rows),
    keysText(rows),
    missingText(rows),
  ]
  return sections.filter((section) => section !== '').join('\n')
}

const number = (head: string): Column => ({ head, numbers: true })
const INTERVAL = number('95 % interval')

function titleOf({ city, period, gwp, factorSet, id, method }: InventoryDocument): string {
  const split = method.transboundarySplit === null ? '' : `, ${method.transboundarySplit}`
  return `${city.name}, ${city.country}, ${period} · ${gwp} · factor set ${factorSet.id}\n${id}\nMethod: ${method.allocation}${split}. ${method.description}`
}

function rowsText(inventory: InventoryDocument, hasIntervals: boolean): string {
  return tableText(
    titleOf(inventory),
    [
      { head: 'Row' },
      { head: '', width: 42 },
      number('CO2e or notation key'),
      ...(hasIntervals ? [INTERVAL] : []),
      number('Biogenic CO2'),
      { head: 'Activity data' },
      { head: 'Factor' },
    ],
    inventory.rows.map(({ ref, title, notationKey, emissions, activityQuality, factorQuality }) => [
      ref,
      title,
      emissions ? figureText(emissions.co2e) : (notationKey ?? ''),
      ...(hasIntervals ? [emissions ? intervalText(emissions.co2e) : ''] : []),
      emissions ? figureText(emissions.biogenicCo2) : '',
      activityQuality?.grade ?? '',
      factorQuality?.grade ?? '',
    ]),
  )
}

function totalsText({ totals }: InventoryDocument, hasIntervals: boolean): string {
  const { basic, basicPlus, biogenicCo2 } = totals
  const row = (name: string, figure: typeof basic.co2e, lacking: string): readonly string[] => [
    name,
    figureText(figure),
    ...(hasIntervals ? [intervalText(figure)] : []),
    lacking,
  ]
  const lackingOf = ({ complete, notEstimated }: typeof basic): string =>
    notEstimated.length > 0 ? notEstimated.join(', ') : complete ? '' : 'parts of rows'
  return tableText(
    'Totals',
    [{ head: 'Level' }, number('CO2e'), ...(hasIntervals ? [INTERVAL] : []), { head: 'Excluded', width: 48 }],
    [
      row('BASIC', basic.co2e, lackingOf(basic)),
      row('BASIC+', basicPlus.co2e, lackingOf(basicPlus)),
      row('Biogenic CO2, in neither', biogenicCo2, ''),
    ],
  )
}

function detailsText(rows: readonly Row[]): string {
  const details = rows.flatMap((row) => row.details.map((detail) => detailCells(row, detail)))
  if (details.length === 0) return ''
  return tableText(
    'Activities',
    [
      { head: 'Row' },
      { head: 'Activity', width: 28 },
      number('Amount'),
      number('CO2e'),
      number('Factor'),
      { head: 'Source of the factor', width: 60 },
    ],
    details,
  )
}

function detailCells(
  { ref }: Row,
  { activity, amount, emissions, emissionFactor }: Detail,
): readonly string[] {
  const { co2e, unit, source } = emissionFactor
  return [ref, activity, figureText(amount), figureText(emissions.co2e), factorText(co2e, unit), source]
}

/** Tonnes per energy, grams per distance. */
function factorText(co2e: number | null, unit: string): string {
  if (co2e === null) return figureText(null)
  const isPerEnergy = unit === 't/TJ'
  const value = isPerEnergy ? co2e : co2e * G_PER_T
  return figureText({ value, unit: unit.replace('t/', isPerEnergy ? 't CO2e/' : 'g CO2e/') })
}

function keysText(rows: readonly Row[]): string {
  const keyed = rows.filter(({ notationKey }) => notationKey !== null)
  if (keyed.length === 0) return ''
  const lines = keyed.map(({ ref, notationKey, explanation, reportedIn, missing }) => {
    const place = reportedIn === null ? '' : ` in ${reportedIn}`
    const needed = missing.length === 0 ? '' : ` It needs ${missing.join('; ')}.`
    return `- ${ref} ${notationKey}${place}: ${explanation}${needed}`
  })
  return `Rows without a number\n\n${lines.join('\n')}\n`
}

function missingText(rows: readonly Row[]): string {
  const lines = rows
    .filter(({ notationKey }) => notationKey === null)
    .flatMap(({ ref, missing }) => missing.map((one) => `- ${ref}: ${one}`))
  return lines.length === 0 ? '' : `Notes on the numbers\n\n${lines.join('\n')}\n`
}
