import type { Refusal } from '../issues/issue.ts'
import { type EnergyCarrier, MODE_PROPERTIES } from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import type { DemandRow, EstimateInput } from './input.ts'
import type { EstimateLine } from './line.ts'
import { carriersOf } from './vehicle.ts'

/** A row by energy, and a row by distance of the same vehicles on the same trips. */
interface Pair {
  readonly byEnergy: DemandRow & { readonly carrier: EnergyCarrier }
  readonly byDistance: DemandRow
}

/**
 * Refuses vehicles that are stated by the distance that they drive and again by the energy that they used for it: each row
 * alone gives their emissions.
 */
export function checkStatedTwice({ demand, fleet }: EstimateInput): readonly Refusal[] {
  return pairsOf(demand).flatMap(({ byEnergy, byDistance }) => {
    const { mode, powertrain = MODE_PROPERTIES[mode].onlyPowertrain } = byDistance
    const powertrains =
      powertrain === undefined
        ? fleet.flatMap((row) => (row.mode === mode ? (row.powertrain ?? []) : []))
        : [powertrain]
    const carriers = powertrains.flatMap(carriersOf)
    if (!carriers.includes(byEnergy.carrier)) return []
    return [
      {
        code: 'duplicate-row' as const,
        pointer: byEnergy.pointer,
        detail: `${wordsOf(byEnergy)} by energy, and by distance at ${byDistance.pointer}: the sum would count them twice. Keep one of the two; to compare them, state the energy as fuelSales of POST /v1/reconciliations.`,
      },
    ]
  })
}

/** Says where the default fleet of a row by distance drives on what another row states the energy of. */
export function noticeStatedTwice(context: EstimateContext, lines: readonly EstimateLine[]): void {
  for (const { byEnergy, byDistance } of pairsOf(context.input.demand)) {
    const isDriven = lines.some(
      ({ pointer, carrier }) => pointer === byDistance.pointer && carrier === byEnergy.carrier,
    )
    if (!isDriven) continue
    const detail = `${wordsOf(byEnergy)} by energy, and the default fleet of ${byDistance.pointer} drives on ${byEnergy.carrier} too, so a part counts twice. State a fleet without it, or leave the energy out.`
    context.notice('activity-stated-twice', detail, { pointer: byEnergy.pointer })
  }
}

const wordsOf = ({ mode, carrier }: Pair['byEnergy']): string =>
  `${MODE_PROPERTIES[mode].title} on ${carrier} is stated`

function pairsOf(demand: readonly DemandRow[]): readonly Pair[] {
  return demand.flatMap((row) => {
    const { carrier, energy } = row
    if (!energy || carrier === undefined) return []
    const byDistance = demand.find((other) => !other.energy && isOfSame(row, other))
    return byDistance ? [{ byEnergy: { ...row, carrier }, byDistance }] : []
  })
}

const LEFT_OPEN = ['flow', 'vehicleClass', 'powertrain', 'emissionStandard'] as const

/** What a row leaves open it speaks of as a whole. */
const isOfSame = (row: DemandRow, other: DemandRow): boolean =>
  row.mode === other.mode &&
  LEFT_OPEN.every((name) => row[name] === undefined || other[name] === undefined || row[name] === other[name])
