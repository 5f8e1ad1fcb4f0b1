import type { DemandRow } from '../estimate/input.ts'
import { type Parameter, type Term, times, timesComplement } from '../estimate/parameter.ts'
import { type Allocation, MODE_PROPERTIES, type TransboundarySplit } from '../vocabulary.ts'
import { nameOf, type ShareParameters } from './share-parameters.ts'

/** The part of a row that belongs to the city. Its terms multiply the products; an empty list means the whole row. */
export interface RowShare {
  /** Traffic inside the boundary; it keeps its scopes. Absent: nothing. */
  readonly inside?: readonly Term[]
  /** Traffic outside, in scope 3. Absent: nothing. */
  readonly outside?: readonly Term[]
  /** The data to state. `scope3`: only the part outside needs it. */
  readonly missing?: { readonly what: string; readonly at: string; readonly of: 'all' | 'scope3' }
}

/** The fields of a row of demand, or of residents' travel by one mode, that concern the boundary. */
export type CountedRow = Pick<
  DemandRow,
  | 'pointer'
  | 'mode'
  | 'flow'
  | 'insideLength'
  | 'insideShare'
  | 'meanTripLength'
  | 'residentShare'
  | 'cityShare'
> & {
  /** Travel of residents, inside and outside the boundary. */
  readonly isTravel?: true
  /** The stated activity is 0, so nothing can be missing. */
  readonly isNothing?: true
}

/** How an inventory draws its boundary. */
export interface Boundary {
  readonly allocation: Exclude<Allocation, 'fuel-sales'>
  readonly split: TransboundarySplit
}

const ALL: readonly Term[] = []
const NOTHING: RowShare = {}

/**
 * Source: GPC v1.1, chapter 7; docs/method.md, What belongs to the city.
 */
export function rowShare(row: CountedRow, boundary: Boundary, parameters: ShareParameters): RowShare {
  if (row.isNothing) return { inside: ALL }
  switch (MODE_PROPERTIES[row.mode].subSector) {
    case 'II.1':
    case 'II.2':
      return row.flow === undefined
        ? unsplitShare(row, boundary, parameters)
        : flowShare(row, boundary, parameters)
    case 'II.3':
    case 'II.4':
      return terminalShare(row, parameters)
    case 'II.5':
      return { inside: ALL }
  }
}

/**
 * A row without a flow: all traffic inside the boundary, or residents' travel, which only their own allocation can
 * split.
 */
function unsplitShare(row: CountedRow, { allocation }: Boundary, parameters: ShareParameters): RowShare {
  if (allocation === 'geographic') return { inside: ALL }
  if (row.isTravel && allocation === 'resident-activity')
    return split(parameters.statedInside(row) ?? parameters.assumedInside(row.pointer))
  return missing('rows by flow (within, inbound, outbound, through) instead of', row.pointer)
}

function flowShare(row: CountedRow, { allocation, split: by }: Boundary, parameters: ShareParameters) {
  const { flow, pointer } = row
  const stated = (): Parameter | undefined => parameters.statedInside(row)
  const inside = (): Parameter => stated() ?? parameters.assumedInside(pointer)
  switch (allocation) {
    case 'geographic': {
      const known = flow === 'inbound' || flow === 'outbound' ? inside() : stated()
      if (known) return { inside: split(known).inside } as RowShare
      if (flow === 'within') return { inside: ALL }
      return missing('insideLength or insideShare of the through traffic at', pointer)
    }
    case 'induced-activity':
      if (flow === 'within') return { inside: ALL }
      return flow === 'through' ? NOTHING : halfShare(row, inside(), by, parameters)
    case 'departing-activity':
      if (flow === 'within') return { inside: ALL }
      return flow === 'outbound' ? split(inside()) : NOTHING
    case 'resident-activity':
      return flow === 'through' ? NOTHING : residentShare(row, inside, parameters)
  }
}

function residentShare(row: CountedRow, inside: () => Parameter, parameters: ShareParameters): RowShare {
  const { mode, flow, pointer, residentShare: stated } = row
  if (!stated) return missing('residentShare at', pointer)
  const ofResidents = times(parameters.stated(nameOf(mode, flow, 'share of residents'), stated))
  if (flow === 'within') return { inside: [ofResidents] }
  const { inside: within, outside } = split(inside())
  return {
    ...(within ? { inside: [ofResidents, ...within] } : {}),
    ...(outside ? { outside: [ofResidents, ...outside] } : {}),
  }
}

/** A share of exactly 1 or 0 leaves one of the two parts out. */
function split(inside: Parameter): RowShare {
  if (isExactly(inside, 1)) return { inside: ALL }
  if (isExactly(inside, 0)) return { outside: ALL }
  return { inside: [times(inside)], outside: [timesComplement(inside)] }
}

function halfShare(
  row: CountedRow,
  inside: Parameter,
  by: TransboundarySplit,
  parameters: ShareParameters,
): RowShare {
  const halves = parameters.halves(row, inside, by)
  return {
    ...(isExactly(inside, 0) ? {} : { inside: [times(halves.inside)] }),
    ...(isExactly(inside, 1) ? {} : { outside: [times(halves.outside)] }),
  }
}

/** Exactly 0 and 1 are definitions, unless the caller states an uncertainty. */
const isExactly = ({ value, origin, uncertainty }: Parameter, wanted: 0 | 1): boolean =>
  value === wanted && origin === 'stated' && !uncertainty

/** Ships and aircraft: trips inside the city count fully; crossing trips count by the city's share of the load. */
function terminalShare({ mode, flow, pointer, cityShare }: CountedRow, parameters: ShareParameters) {
  if (flow === undefined || flow === 'within') return { inside: ALL }
  const isOther = flow === 'through' || (flow === 'inbound' && MODE_PROPERTIES[mode].subSector === 'II.4')
  if (isOther) return NOTHING
  if (!cityShare)
    return { missing: { what: 'cityShare at', at: pointer, of: 'scope3' } } satisfies RowShare as RowShare
  return { outside: [times(parameters.stated(nameOf(mode, flow, 'share of the city'), cityShare))] }
}

const missing = (what: string, at: string): RowShare => ({ missing: { what, at, of: 'all' } })
