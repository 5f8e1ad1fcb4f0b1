import type { Estimate } from '../estimate/estimate.ts'
import type { EstimateLine, LineProduct } from '../estimate/line.ts'
import { MODE_FACTS, MODES, type NotationKey } from '../vocabulary.ts'
import { type GpcRow, UNSUMMED_REF } from './gpc-row.ts'
import type { NotEstimated } from './not-estimated.ts'
import { isLoss } from './placement.ts'

/** Why a row has no number: the caller's key, or NE with what is missing. */
export interface RowKey {
  readonly key: NotationKey
  readonly explanation: string
  /** Of IE: the row that holds it. */
  readonly reportedIn?: string
  readonly missing: readonly string[]
}

/** The key of a row without a number: never 0, and never silent. */
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
  return row.scope === '2' ? noElectricity(row, ofSubSector) : noFuel(row)
}

/** Of a sub-sector without any line: nothing was stated of it, or its allocation counts none of it. */
function noLines({ subSector }: GpcRow, { input: { demand, allocation } }: Estimate): string {
  const isStated = demand.some(({ mode }) => MODE_FACTS[mode].subSector === subSector)
  return isStated
    ? `Nothing that was stated of this sub-sector is counted by the ${allocation} allocation.`
    : 'No activity of this sub-sector was stated.'
}

/** What to state for a number. */
function wantedOf(row: GpcRow): string {
  const what =
    row.scope === '2'
      ? ' driven by electricity'
      : row.subSector === 'II.5'
        ? ': energy with its carrier'
        : ': a distance, or energy with its carrier'
  return `demand of ${modesOf(row)}${what}; or the key NO for ${row.ref} where there is none`
}

const modesOf = ({ subSector }: GpcRow): string =>
  MODES.filter((mode) => MODE_FACTS[mode].subSector === subSector && MODE_FACTS[mode].propulsion === 'engine')
    .slice(0, 3)
    .join(', ')

function noFuel(row: GpcRow): Reason {
  const explanation =
    'All that was stated of this sub-sector is driven by electricity; nothing was said of fuel.'
  return { explanation, missing: [wantedOf(row)] }
}

function noElectricity(row: GpcRow, lines: readonly EstimateLine[]): Reason {
  const isMixed = lines.some(({ method, carrier }) => method === 'direct-factor' && carrier === undefined)
  const explanation = isMixed
    ? `No electricity was stated. A figure per distance in ${row.subSector}.1 is of a mix of vehicles and may hold some.`
    : 'No electricity was stated, and none is in the fleet.'
  return { explanation, missing: [wantedOf(row)] }
}

function noneOutside(row: GpcRow, estimate: Estimate, lines: readonly EstimateLine[]): Reason {
  if (row.ref === UNSUMMED_REF)
    return {
      explanation: 'The GPC has no such row; templates carry it, and no total holds it.',
      missing: [],
    }
  const explanation = `Journeys outside the boundary are not estimated: ${outsideOf(estimate)}.`
  const usesElectricity = lines.some(({ products }) => products.some(({ scope }) => scope === '2'))
  return {
    explanation,
    missing: [...OUTSIDE, ...(usesElectricity ? ['electricity.lossShare, for grid losses'] : [])],
  }
}

/** What the part of journeys outside the boundary needs. */
const OUTSIDE = ['demand by flow, and an allocation that counts journeys across the boundary'] as const

const outsideOf = ({ input: { allocation } }: Estimate): string =>
  allocation === 'geographic'
    ? 'the geographic allocation counts what is driven inside it'
    : `nothing stated lies outside under ${allocation}`

/** What a row with a number lacks to be whole. */
export function lackingOf(
  row: GpcRow,
  products: readonly LineProduct[],
  notEstimated: readonly NotEstimated[],
): readonly string[] {
  const onlyLosses = row.scope === '3' && products.every(isLoss)
  return [
    ...(row.ref === UNSUMMED_REF ? ['The GPC has no such row: it is in no total.'] : []),
    ...(onlyLosses && row.ref !== UNSUMMED_REF
      ? [`Grid losses only: journeys outside the boundary are not in it. They need ${OUTSIDE[0]}.`]
      : []),
    ...(products.some(({ quantity }) => quantity === 'co2e-unsplit')
      ? ['Some emissions are known as CO2e only: they are in no single gas.']
      : []),
    ...notEstimated
      .filter(({ subSector, scope }) => subSector === row.subSector && scope === row.scope)
      .flatMap(({ missing }) => missing),
  ]
}
