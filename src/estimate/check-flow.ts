import type { Refusal } from '../issues/issue.ts'
import { MODE_PROPERTIES, type SubSector } from '../vocabulary.ts'
import type { DemandRow, EstimateInput, FlowTotal, Stated } from './input.ts'

/** Flows and their total may differ by their rounding. */
const AGREEMENT_TOLERANCE = 0.005

/** Every fault of what rows say of the boundary, and of the totals that flows must come to. */
export function checkFlows({ demand, flowTotals }: EstimateInput): readonly Refusal[] {
  return [...demand.flatMap(checkRow), ...flowTotals.flatMap((total) => checkTotal(total, demand))]
}

const ON_THE_WAY: ReadonlySet<SubSector> = new Set(['II.1', 'II.2'])
const TERMINALS: ReadonlySet<SubSector> = new Set(['II.3', 'II.4'])

function checkRow(row: DemandRow): readonly Refusal[] {
  const { mode, flow, insideLength, insideShare, residentShare, cityShare } = row
  const { title, subSector } = MODE_PROPERTIES[mode]
  const refusals: Refusal[] = []
  const refuse = (code: Refusal['code'], stated: Stated | undefined, detail: string): void => {
    if (stated) refusals.push({ code, pointer: stated.pointer, detail })
  }
  if (flow === undefined)
    for (const stated of [insideLength, insideShare, residentShare, cityShare])
      refuse(
        'activity-incomplete',
        stated,
        'A row without a flow lies inside the boundary. State its flow, such as "inbound".',
      )
  else {
    if (!ON_THE_WAY.has(subSector))
      for (const stated of [insideLength, insideShare, residentShare])
        refuse(
          'invalid-field',
          stated,
          `${title} counts by the cityShare of its crossing trips. State cityShare instead.`,
        )
    if (!TERMINALS.has(subSector) || !crosses(row))
      refuse(
        'invalid-field',
        cityShare,
        'A cityShare applies only to ships and aircraft that leave the city, and to ships that arrive.',
      )
    if (flow === 'through' && ON_THE_WAY.has(subSector))
      refuse(
        'invalid-field',
        residentShare,
        'Through traffic carries no residents of the city, so it has no residentShare.',
      )
  }
  if (insideLength) refuse('invalid-field', insideShare, 'State insideLength or insideShare, not both.')
  return [...refusals, ...checkLength(row)]
}

/** Whether a terminal of the city has a part in the trips. */
const crosses = ({ mode, flow }: DemandRow): boolean =>
  flow === 'outbound' || (flow === 'inbound' && MODE_PROPERTIES[mode].subSector === 'II.3')

function checkLength({ insideLength, meanTripLength }: DemandRow): readonly Refusal[] {
  if (!insideLength) return []
  const { pointer, value } = insideLength
  if (!meanTripLength)
    return [
      {
        code: 'activity-incomplete',
        pointer,
        detail: 'An insideLength needs the meanTripLength of the whole trips.',
      },
    ]
  if (meanTripLength.value === 0)
    return [
      {
        code: 'quantity-out-of-range',
        pointer: meanTripLength.pointer,
        detail: 'A trip with a length of 0 has no part inside the boundary.',
      },
    ]
  if (value <= meanTripLength.value) return []
  return [
    {
      code: 'inside-longer-than-trip',
      pointer,
      detail: `${value} km inside the boundary is more than the ${meanTripLength.value} km of the whole trip.`,
    },
  ]
}

const QUANTITIES = ['trips', 'vehicleDistance', 'passengerDistance', 'tonneDistance'] as const

function checkTotal(total: FlowTotal, demand: readonly DemandRow[]): readonly Refusal[] {
  const flows = demand.filter(({ mode, flow }) => mode === total.mode && flow !== undefined)
  if (flows.length === 0) {
    const detail = 'No row of this mode states a flow, so there is nothing to add up.'
    return [{ code: 'activity-incomplete', pointer: total.pointer, detail }]
  }
  const stated = QUANTITIES.filter((name) => total[name])
  if (stated.length === 0) {
    const detail = 'State the trips, vehicleDistance, passengerDistance or tonneDistance of all flows.'
    return [{ code: 'activity-incomplete', pointer: total.pointer, detail }]
  }
  return stated.flatMap((name) => checkSum(name, total[name], flows))
}

function checkSum(
  name: (typeof QUANTITIES)[number],
  total: Stated | undefined,
  flows: readonly DemandRow[],
): readonly Refusal[] {
  if (!total) return []
  const silent = flows.filter((row) => amountOf(row, name) === undefined)
  if (silent.length > 0)
    return silent.map(({ pointer }) => ({
      code: 'activity-incomplete',
      pointer,
      detail: `This row states no ${name}, so the flows cannot be compared with ${total.pointer}.`,
    }))
  const sum = flows.reduce((amount, row) => amount + (amountOf(row, name) ?? 0), 0)
  const apart = Math.abs(sum - total.value) / Math.max(sum, total.value, Number.MIN_VALUE)
  if (apart <= AGREEMENT_TOLERANCE) return []
  const detail = `The flows add up to ${sum} ${total.unit}, the total is ${total.value} ${total.unit}; they differ by ${(apart * 100).toPrecision(2)} %.`
  return [{ code: 'flows-disagree', pointer: total.pointer, detail }]
}

/** What a row states of a quantity, or trips × length of what such a trip is of. */
function amountOf(row: DemandRow, name: (typeof QUANTITIES)[number]): number | undefined {
  const stated = row[name]
  if (stated) return stated.value
  const { trips, meanTripLength } = row
  const travelled = MODE_PROPERTIES[row.mode].payload === 'freight' ? 'vehicleDistance' : 'passengerDistance'
  return name === travelled && trips && meanTripLength ? trips.value * meanTripLength.value : undefined
}
