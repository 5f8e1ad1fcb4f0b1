import {
  type EstimateInput,
  STATED_FIELDS,
  type Stated,
  type StatedField,
  type UnitOfField,
} from '../../src/index.ts'
import type { Quantity } from '../request/measure.ts'
import type { EstimateRequest } from './request-schema.ts'

type Fields = Readonly<Record<string, StatedField>>

/** A row with the place of each of its quantities; what is undefined is left out. */
type Placed<Group extends Fields, Row> = { readonly pointer: string } & {
  readonly [Name in keyof Row]: Name extends keyof Group
    ? Stated<UnitOfField<Group[Name]>>
    : Exclude<Row[Name], undefined>
}

/** A checked request as the domain wants it: every number with the place it was stated at. */
export function toEstimateInput(request: EstimateRequest): EstimateInput {
  const { period, travel, electricity, climate, transboundarySplit, acknowledge, inventory } = request
  const [year = Number.NaN, month] = period.split('-').map(Number)
  const { correlations, ...method } = request.uncertainty
  return {
    city: placed(STATED_FIELDS.city, request.city, '/city'),
    period: { year, ...(month === undefined ? {} : { month }) },
    gwp: request.gwp,
    allocation: request.allocation,
    ...(transboundarySplit === undefined ? {} : { transboundarySplit }),
    flowTotals: rowsOf(STATED_FIELDS.flowTotals, request.flowTotals ?? [], '/flowTotals'),
    demand: rowsOf(STATED_FIELDS.demand, request.demand, '/demand'),
    ...(travel === undefined ? {} : { travel: toTravel(travel) }),
    fleet: rowsOf(STATED_FIELDS.fleet, request.fleet, '/fleet'),
    occupancy: rowsOf(STATED_FIELDS.occupancy, request.occupancy, '/occupancy'),
    loads: rowsOf(STATED_FIELDS.loads, request.loads, '/loads'),
    speeds: rowsOf(STATED_FIELDS.speeds, request.speeds, '/speeds'),
    fuels: rowsOf(STATED_FIELDS.fuels, request.fuels, '/fuels'),
    ...(electricity === undefined
      ? {}
      : { electricity: placed(STATED_FIELDS.electricity, electricity, '/electricity') }),
    ...(climate === undefined ? {} : { climate: placed(STATED_FIELDS.climate, climate, '/climate') }),
    fuelSales: rowsOf(STATED_FIELDS.fuelSales, request.fuelSales, '/fuelSales'),
    ...(acknowledge === undefined ? {} : { acknowledge: rowsOf({}, acknowledge, '/acknowledge') }),
    uncertainty: { ...method, correlations: rowsOf({}, correlations, '/uncertainty/correlations') },
    ...(inventory?.notationKeys === undefined
      ? {}
      : { notationKeys: rowsOf({}, inventory.notationKeys, '/inventory/notationKeys') }),
    renormaliseShares: request.renormaliseShares,
    ...(request.demandSource?.leftOut === undefined ? {} : { leftOut: request.demandSource.leftOut }),
    ...(request.roads === undefined ? {} : { roads: rowsOf(STATED_FIELDS.roads, request.roads, '/roads') }),
  }
}

function toTravel({
  modes,
  ...rates
}: NonNullable<EstimateRequest['travel']>): NonNullable<EstimateInput['travel']> {
  return {
    ...placed(STATED_FIELDS.travel, rates, '/travel'),
    ...(modes === undefined ? {} : { modes: rowsOf(STATED_FIELDS['travel/modes'], modes, '/travel/modes') }),
  }
}

/** The rows of a list, each with its place. */
export const rowsOf = <Group extends Fields, Row extends object>(
  fields: Group,
  rows: readonly Row[],
  pointer: string,
): readonly Placed<Group, Row>[] => rows.map((row, index) => placed(fields, row, `${pointer}/${index}`))

function placed<Group extends Fields, Row extends object>(
  fields: Group,
  row: Row,
  pointer: string,
): Placed<Group, Row> {
  const found: Record<string, unknown> = { pointer }
  for (const [name, value] of Object.entries(row)) {
    if (value === undefined) continue
    const field = fields[name]
    found[name] = field ? stated(field, value, `${pointer}/${name}`) : value
  }
  return found as Placed<Group, Row>
}

function stated(field: StatedField, quantity: Quantity<string>, pointer: string): Stated {
  const { value, text, uncertainty } = quantity
  return {
    value,
    unit: field.countedIn ?? quantity.unit,
    pointer,
    ...(text === undefined ? {} : { text }),
    ...(uncertainty === undefined ? {} : { uncertainty }),
  }
}
