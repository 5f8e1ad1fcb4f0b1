import { type Estimate, sumLines } from '../estimate/estimate.ts'
import type { DemandRow } from '../estimate/input.ts'
import { type EstimateLine, type LineProduct, lineProduct } from '../estimate/line.ts'
import type { Term } from '../estimate/parameter.ts'
import type { Notice } from '../issues/issue.ts'
import { MODE_PROPERTIES, type Scope, type SubSector } from '../vocabulary.ts'
import { Gaps, type NotEstimated } from './not-estimated.ts'
import { type Boundary, type CountedRow, type RowShare, rowShare } from './row-share.ts'
import { ShareParameters } from './share-parameters.ts'
import { unstatedFlows } from './unstated-flow.ts'

/** The emissions that one allocation assigns to the city, and the rows that it cannot estimate. */
export interface Allocated {
  readonly estimate: Estimate
  readonly notEstimated: readonly NotEstimated[]
}

/**
 * Multiplies each product by the city's share of its row, as one more term. Traffic inside the boundary keeps its
 * scope; traffic outside becomes a line of its own in scope 3.
 *
 * @param base all activity as stated
 * @returns the same object if all of it belongs to the city
 */
export function allocate(base: Estimate, boundary: Boundary): Allocated {
  if (isAllInside(base, boundary)) return { estimate: base, notEstimated: [] }
  const parameters = new ShareParameters(base.parameters)
  const gaps = new Gaps()
  const shares = sharesOf(base, boundary, parameters, gaps)
  const lines = base.lines.flatMap((line) => splitLine(line, shares.get(line.pointer) ?? {}, gaps))
  const input = { ...base.input, allocation: boundary.allocation }
  const notEstimated = gaps.all()
  const isWhole =
    notEstimated.length === 0 &&
    boundary.allocation === base.input.allocation &&
    lines.length === base.lines.length &&
    lines.every((line, index) => line === base.lines[index])
  if (isWhole) return { estimate: base, notEstimated }
  const numbered = lines.map((line, index) => ({ ...line, id: `L${index + 1}` }))
  return {
    estimate: {
      ...base,
      input,
      lines: numbered,
      parameters: new Map([...base.parameters, ...parameters.made]),
      notices: [...base.notices, ...noticesOf(parameters, numbered)],
      ...sumLines(numbered, base.gwp),
    },
    notEstimated,
  }
}

/** Without flows, the traffic inside the boundary is all that is stated. */
const isAllInside = ({ input }: Estimate, { allocation }: Boundary): boolean =>
  allocation === 'geographic' &&
  input.allocation === 'geographic' &&
  input.demand.every(({ flow }) => flow === undefined)

/** The share of each row, by pointer. A share that one row lacks is missing for its whole sub-sector. */
function sharesOf(
  base: Estimate,
  boundary: Boundary,
  parameters: ShareParameters,
  gaps: Gaps,
): ReadonlyMap<string, RowShare> {
  const shares = new Map<string, RowShare>()
  for (const row of rowsOf(base)) {
    const share = rowShare(row, boundary, parameters)
    shares.set(row.pointer, share)
    const { subSector, propulsion } = MODE_PROPERTIES[row.mode]
    // Walking and cycling emit nothing, so no row of the inventory waits for them.
    if (!share.missing || propulsion === 'human') continue
    const { what, at, of } = share.missing
    gaps.add(subSector, of === 'scope3' ? ['3'] : scopesOf(base, subSector, boundary), what, at)
  }
  for (const subSector of ['II.1', 'II.2'] as const)
    for (const flow of unstatedFlows(base.input.demand, subSector, boundary.allocation))
      gaps.add(
        subSector,
        scopesOf(base, subSector, boundary),
        `${flow === 'through' ? 'through traffic' : `${flow} trips`} (a row with flow ${flow}; 0 if there are none)`,
      )
  return shares
}

/** Every row of demand, and every row of travel that has lines. */
function rowsOf({ input, lines }: Estimate): readonly CountedRow[] {
  const rows = new Map<string, CountedRow>()
  for (const row of input.demand) rows.set(row.pointer, isNothing(row) ? { ...row, isNothing: true } : row)
  for (const row of input.travel?.modes ?? []) rows.set(row.pointer, { ...row, isTravel: true })
  for (const { pointer, mode } of lines)
    if (mode !== undefined && !rows.has(pointer)) rows.set(pointer, { pointer, mode, isTravel: true })
  return [...rows.values()]
}

const isNothing = ({
  trips,
  vehicleDistance,
  passengerDistance,
  tonneDistance,
  energy,
}: DemandRow): boolean =>
  [trips, vehicleDistance, passengerDistance, tonneDistance, energy].some((stated) => stated?.value === 0)

/** The scopes of a sub-sector, and scope 3 if the allocation counts traffic outside the boundary. */
function scopesOf({ lines }: Estimate, subSector: SubSector, { allocation }: Boundary): readonly Scope[] {
  const scopes = new Set<Scope>(allocation === 'geographic' ? [] : ['3'])
  for (const line of lines)
    if (line.subSector === subSector)
      for (const { scope } of line.products) if (scope !== undefined) scopes.add(scope)
  return [...scopes]
}

function splitLine(line: EstimateLine, { inside, outside }: RowShare, gaps: Gaps): readonly EstimateLine[] {
  const parts: EstimateLine[] = []
  if (inside) parts.push(...partOf(line, inside, gaps, undefined))
  if (outside)
    parts.push(
      ...partOf(line, outside, gaps, '3').map((part) => ({ ...part, beyondBoundary: true as const })),
    )
  return parts
}

/** @param beyond the scope of every emission; undefined: each keeps its own */
function partOf(
  line: EstimateLine,
  share: readonly Term[],
  gaps: Gaps,
  beyond: Scope | undefined,
): readonly EstimateLine[] {
  const products = line.products.flatMap((product): LineProduct[] => {
    const { quantity, scope, terms } = product
    const counted = scope && (beyond ?? scope)
    if (counted !== undefined && gaps.has(line.subSector, counted)) return []
    if (share.length === 0 && counted === scope) return [product]
    return [lineProduct(quantity, [...terms, ...share], counted)]
  })
  if (products.length === line.products.length && products.every((one, at) => one === line.products[at]))
    return [line]
  // Without an estimate of the emissions, the energy and the distances do not count either.
  const isEmpty = line.method !== 'human-powered' && !products.some(({ scope }) => scope !== undefined)
  return isEmpty ? [] : [{ ...line, products }]
}

function noticesOf(parameters: ShareParameters, lines: readonly EstimateLine[]): readonly Notice[] {
  const notices: Notice[] = []
  const assumed = parameters.assumed.filter((row) => lines.some(({ pointer }) => pointer === row))
  const [first] = assumed
  if (first !== undefined)
    notices.push({
      code: 'inside-share-assumed',
      detail: `${assumed.length} ${assumed.length === 1 ? 'row does' : 'rows do'} not state how much of the crossing trips lies inside the boundary. Cordon assumes half (between 0.2 and 0.8), a convention of quality L. State insideLength, such as "6 km", or insideShare, such as 0.6, at ${assumed.join(', ')}.`,
      pointer: first,
    })
  if (lines.some(({ flow, carrier, subSector }) => flow && carrier === 'electricity' && subSector === 'II.1'))
    notices.push({
      code: 'charging-as-driven',
      detail:
        'Electricity of road vehicles counts in scope 2 for driving inside the boundary, as if they charged there, and in scope 3 for driving outside.',
    })
  return notices
}
