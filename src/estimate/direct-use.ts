import { type EnergyCarrier, MODE_PROPERTIES } from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import type { Emissions } from './emission.ts'
import { gasProducts, meanGasProducts } from './gas-use.ts'
import { knowsGasSplit } from './grid-split.ts'
import type { LineProduct } from './line.ts'
import { inverseOf, type Term } from './parameter.ts'
import type { DirectUse } from './use.ts'
import { carriersOf, type Vehicle } from './vehicle.ts'

const TRACE_GASES = ['ch4', 'n2o'] as const

/**
 * The fuel whose energy follows from a city's own CO2 per distance: that of the powertrain it names. Undefined for published
 * factors, of which the set gives the energy where it can be told, for CO2e, in which other gases are, for what takes electricity,
 * and in sets that were released before.
 */
export function fuelOfOwn(
  context: EstimateContext,
  emissions: Emissions,
  vehicle: Vehicle,
  { found: { record } }: DirectUse,
): EnergyCarrier | undefined {
  const { overlay } = context.set
  if (!overlay?.figures.has(record.id) || !knowsGasSplit(context)) return undefined
  const { onlyPowertrain, subSector } = MODE_PROPERTIES[vehicle.mode]
  if ((record.powertrain ?? onlyPowertrain) !== vehicle.powertrain) return undefined
  const [fuel, second] = carriersOf(vehicle.powertrain)
  const isOfFuel = fuel !== undefined && fuel !== 'electricity' && second === undefined
  if (!isOfFuel || record.gas !== 'co2' || !(record.canonicalValue > 0)) return undefined
  return emissions.fossilCo2(fuel, subSector) && fuel
}

/**
 * What a factor per distance emits. A source that gives CO2 and no other gas is completed by technology. Of a city's own CO2 of a
 * named fuel the energy follows, D · CO2 per distance ÷ fossil CO2 per energy of the fuel as sold, and with it biogenic CO2,
 * well-to-tank emissions and the gases that nothing else gives; the CO2 stays as stated.
 *
 * @param vkm the terms of the vehicle distance, where it is known
 */
export function directProducts(
  context: EstimateContext,
  emissions: Emissions,
  pointer: string,
  vehicle: Vehicle,
  use: DirectUse,
  distance: readonly Term[],
  vkm: readonly Term[] | undefined,
): readonly LineProduct[] {
  const { found, per } = use
  const fuel = fuelOfOwn(context, emissions, vehicle, use)
  const emitted = emissions.ofDistance(vehicle, found, distance, per, fuel)
  const [carrier, second] = carriersOf(vehicle.powertrain)
  const isOfOneFuel = found.record.gas === 'co2' && carrier !== undefined && second === undefined
  const lacking = TRACE_GASES.filter((gas) => !emitted.some(({ quantity }) => quantity === gas))
  const byTechnology = isOfOneFuel && vkm ? gasProducts(context, vehicle, carrier, vkm, lacking) : []
  if (fuel === undefined) return [...emitted, ...byTechnology]
  const means =
    vkm && vehicle.emissionStandard === undefined
      ? meanGasProducts(context, vehicle, fuel, vkm).filter(({ quantity }) =>
          lacking.some((gas) => gas === quantity),
        )
      : []
  const { subSector } = MODE_PROPERTIES[vehicle.mode]
  const [co2, ...gases] = emitted
  const energy = [...(co2?.terms ?? []), ...(emissions.fossilCo2(fuel, subSector) ?? []).map(inverseOf)]
  const [ofEnergy, ...following] = emissions
    .ofEnergy(fuel, subSector, energy, pointer, [...gases, ...byTechnology, ...means])
    .filter(({ quantity }) => quantity !== 'co2')
  return [ofEnergy, co2, ...following].filter((product) => product !== undefined)
}
