import type { FactorSubject } from '../factors/record.ts'
import { type Found, findFactor } from '../factors/select.ts'
import { MODE_FACTS } from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import { curveAtDefaultSpeed, curveUses, findCurveOf } from './curve-use.ts'
import { describe, type FleetCell } from './fleet.ts'
import type { Stated } from './input.ts'
import { carriersOf, type Distances, inMode, type Per, type Use, utilityFactor, type Vehicle } from './use.ts'

interface Candidate {
  readonly rank: readonly [converted: number, region: number, yearGap: number, method: number]
  readonly use: () => readonly Use[] | undefined
}

/**
 * What a vehicle uses or emits per distance, by the best figure there is: the caller's, the speed curve at a
 * stated mean speed, then what the nearest region publishes, newest first, energy before emissions.
 *
 * @returns undefined if nothing fits
 */
export function usesOf(
  context: EstimateContext,
  vehicle: Vehicle,
  cell: FleetCell,
  distances: Distances,
): readonly Use[] | undefined {
  const stated = statedUses(context, vehicle, cell)
  if (stated) return stated
  const speed = context.input.speeds.find((row) => row.mode === vehicle.mode)
  if (speed && distances.direct.concat(distances.converted).includes('vkm')) {
    const parameter = context.stated(`${MODE_FACTS[vehicle.mode].title}: mean speed`, speed.stated)
    const uses = curveUses(context, vehicle, parameter)
    if (uses) return uses
  }
  const candidates = [
    ...distances.direct.map((per) => [per, 0] as const),
    ...distances.converted.map((per) => [per, 1] as const),
  ]
    .flatMap(([per, converted]) => publishedUses(context, vehicle, per, converted))
    .sort(
      (a, b) =>
        a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || a.rank[2] - b.rank[2] || a.rank[3] - b.rank[3],
    )
  for (const candidate of candidates) {
    const uses = candidate.use()
    if (uses) return uses
  }
  return undefined
}

function statedUses(
  context: EstimateContext,
  vehicle: Vehicle,
  { stated }: FleetCell,
): readonly Use[] | undefined {
  if (!stated?.energyIntensity) return undefined
  const name = `${MODE_FACTS[vehicle.mode].title}, ${describe(vehicle)}: energy intensity`
  const carriers = carriersOf(vehicle.powertrain)
  const [carrier, second] = carriers
  if (carrier === undefined) return undefined
  const fuel = context.stated(name, stated.energyIntensity as Stated)
  if (second === undefined) return [{ method: 'energy', per: 'vkm', carrier, intensity: fuel, share: [] }]
  if (!stated.electricEnergyIntensity) return undefined
  const electric = context.stated(`${name} on electricity`, stated.electricEnergyIntensity as Stated)
  const factor = utilityFactor(context, vehicle, stated.utilityFactor)
  return factor && inMode(carrier, fuel, second, electric, factor)
}

/** The figures that sources publish for a vehicle per one kind of distance. */
function publishedUses(
  context: EstimateContext,
  vehicle: Vehicle,
  per: Per,
  converted: number,
): readonly Candidate[] {
  const { set, country: region, year } = context
  const { mode } = vehicle
  const of: Omit<FactorSubject, 'kind'> = vehicle
  const candidates: Candidate[] = []
  const title = `${MODE_FACTS[mode].title}, ${describe(vehicle)}`
  const carriers = carriersOf(vehicle.powertrain)
  const energy = carriers.map((carrier) =>
    findFactor(set, { subject: { kind: 'energy-intensity', ...of, carrier }, region, year, per }),
  )
  const [first] = energy
  if (first && energy.every((found) => found?.record.region === first.record.region))
    candidates.push({
      rank: [converted, first.regionRank, first.yearGap, 0],
      use: () =>
        energy.flatMap((found, index) => {
          const carrier = carriers[index]
          if (!found || !carrier) return []
          const intensity = context.factor(
            `${title}: energy intensity, ${carrier}`,
            found,
            'no energy intensity was given',
          )
          return [{ method: 'energy' as const, per, carrier, intensity, share: [] }]
        }),
    })
  const direct = directFactor(context, vehicle, per)
  if (direct)
    candidates.push({
      rank: [converted, direct.regionRank, direct.yearGap, 1],
      use: () => [{ method: 'direct-factor', per, found: direct }],
    })
  if (per === 'vkm') {
    const curve = findCurveOf(context, vehicle, carriers[0])
    if (curve)
      candidates.push({
        rank: [converted, curve.regionRank, 0, 2],
        use: () => curveAtDefaultSpeed(context, vehicle),
      })
  }
  return candidates
}

/** Grid-fed modes publish their factors without naming a powertrain, as they have but one. */
function directFactor(
  { set, country: region, year }: EstimateContext,
  vehicle: Vehicle,
  per: Per,
): Found | undefined {
  const facts = MODE_FACTS[vehicle.mode]
  const { powertrain, ...rest } = vehicle
  const of = facts.onlyPowertrain === powertrain ? rest : vehicle
  for (const gas of ['co2', 'co2e'] as const) {
    const found = findFactor(set, { subject: { kind: 'direct-factor', ...of, gas }, region, year, per })
    if (found) return found
  }
  return undefined
}
