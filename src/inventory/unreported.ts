import type { Estimate } from '../estimate/estimate.ts'
import type { EstimateLine, LineProduct } from '../estimate/line.ts'
import { MODE_PROPERTIES, MODES, type NotationKey } from '../vocabulary.ts'
import { type GpcRow, UNSUMMED_REF } from './gpc-row.ts'
import type { NotEstimated } from './not-estimated.ts'
import { isLoss } from './placement.ts'

/** Why a row has no number: the caller's notation key, or NE with the missing data. */
export interface RowKey {
  readonly key: NotationKey
  readonly explanation: string
  /** Only for IE: the row that includes the emissions. */
  readonly reportedIn?: string
  readonly missing: readonly string[]
}

/** A row without a number is never 0 and never left without a reason. */
export function keyOf(row: GpcRow, estimate: Estimate, notEstimated: readonly NotEstimated[]): RowKey {
  const stated = estimate.input.notationKeys?.find(({ ref }) => ref === row.ref)
  if (stated) {
    const { key, explanation, reportedIn } = stated
    return { key, explanation, missing: [], ...(reportedIn === undefined ? {} : { reportedIn }) }
  }
  const [first, ...rest] = notEstimated.filter(
    ({ subSector, scope }) => subSector === row.subSector && scope === row.scope,
  )
  if (first)
    return {
      key: 'NE',
      explanation: [first, ...rest].map(({ detail }) => detail).join(' '),
      missing: [first, ...rest].flatMap(({ missing }) => missing),
    }
  return { key: 'NE', ...unstated(row, estimate) }
}

type Reason = Pick<RowKey, 'explanation' | 'missing'>

function unstated(row: GpcRow, estimate: Estimate): Reason {
  const ofSubSector = estimate.lines.filter(
    ({ subSector, method }) => subSector === row.subSector && method !== 'human-powered',
  )
  if (row.scope === '3') return noneOutside(row, estimate, ofSubSector)
  if (ofSubSector.length === 0) return { explanation: noLines(row, estimate), missing: [wantedOf(row)] }
  return row.scope === '2' ? noElectricity(row, ofSubSector) : noFuel(row, estimate, ofSubSector)
}

/** Why a sub-sector has no line: nothing is stated, or the allocation counts none of it. */
function noLines({ subSector }: GpcRow, { input: { demand, allocation } }: Estimate): string {
  const isStated = demand.some(({ mode }) => MODE_PROPERTIES[mode].subSector === subSector)
  return isStated
    ? `The ${allocation} allocation counts none of the activity stated for this sub-sector.`
    : 'No activity is stated for this sub-sector.'
}

/** The data to state to get a number. */
function wantedOf(row: GpcRow): string {
  const what =
    row.scope === '2'
      ? ' on electricity'
      : row.subSector === 'II.5'
        ? ' with energy and its carrier'
        : ' with a distance, or with energy and its carrier'
  return `demand rows for ${modesOf(row)}${what}; or the notation key NO for ${row.ref} if the city has none`
}

const modesOf = ({ subSector }: GpcRow): string =>
  MODES.filter(
    (mode) => MODE_PROPERTIES[mode].subSector === subSector && MODE_PROPERTIES[mode].propulsion === 'engine',
  )
    .slice(0, 3)
    .join(', ')

function noFuel(row: GpcRow, { input: { allocation } }: Estimate, lines: readonly EstimateLine[]): Reason {
  const burnsFuel = lines.some(({ carrier }) => carrier !== 'electricity')
  const explanation = burnsFuel
    ? `The ${allocation} allocation counts the fuel stated for this sub-sector outside the boundary: ${row.subSector}.3. None is stated for journeys within the boundary.`
    : 'Everything stated for this sub-sector runs on electricity. No fuel is stated.'
  return { explanation, missing: [wantedOf(row)] }
}

function noElectricity(row: GpcRow, lines: readonly EstimateLine[]): Reason {
  const isMixed = lines.some(({ method, carrier }) => method === 'direct-factor' && carrier === undefined)
  const explanation = isMixed
    ? `No electricity is stated. ${row.subSector}.1 uses a factor per distance for a mix of vehicles, which may include electric ones.`
    : 'No electricity is stated, and the fleet has no electric vehicles.'
  return { explanation, missing: [wantedOf(row)] }
}

function noneOutside(row: GpcRow, estimate: Estimate, lines: readonly EstimateLine[]): Reason {
  if (row.ref === UNSUMMED_REF)
    return {
      explanation: 'The GPC does not define this row. Reporting templates have it, but no total includes it.',
      missing: [],
    }
  const explanation = `Journeys outside the boundary are not estimated: ${outsideOf(estimate)}.`
  const usesElectricity = lines.some(({ products }) => products.some(({ scope }) => scope === '2'))
  return {
    explanation,
    missing: [...OUTSIDE, ...(usesElectricity ? ['electricity.lossShare, for grid losses'] : [])],
  }
}

/** The data that journeys outside the boundary need. */
const OUTSIDE = ['demand by flow, and an allocation that counts journeys across the boundary'] as const

const outsideOf = ({ input: { allocation } }: Estimate): string =>
  allocation === 'geographic'
    ? 'the geographic allocation counts only traffic inside it'
    : `under the ${allocation} allocation, nothing that is stated lies outside it`

/** The data that a row with a number still needs to be complete. */
export function lackingOf(
  row: GpcRow,
  products: readonly LineProduct[],
  notEstimated: readonly NotEstimated[],
): readonly string[] {
  const onlyLosses = row.scope === '3' && products.every(isLoss)
  return [
    ...(row.ref === UNSUMMED_REF ? ['The GPC does not define this row, so no total includes it.'] : []),
    ...(onlyLosses && row.ref !== UNSUMMED_REF
      ? [`This row contains only grid losses. Journeys outside the boundary need ${OUTSIDE[0]}.`]
      : []),
    ...(products.some(({ quantity }) => quantity === 'co2e-unsplit')
      ? ['Some emissions are known only as CO2e, so the figures of single gases do not include them.']
      : []),
    ...notEstimated
      .filter(({ subSector, scope }) => subSector === row.subSector && scope === row.scope)
      .flatMap(({ missing }) => missing),
  ]
}
