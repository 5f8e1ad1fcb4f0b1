import type { EnergyCarrier, Mode, Powertrain, Source, VehicleClass } from '../domain.ts'
import { cell, type Figure, numberIn } from '../figure-file.ts'
import type { FactorRow } from '../table.ts'

/** The carrier of each powertrain that a figure names. */
const CARRIER: Readonly<Record<string, EnergyCarrier>> = {
  petrol: 'petrol',
  cng: 'cng',
  lpg: 'lpg',
  electric: 'electricity',
}

/** A figure as a record of its own, good for any year: energy per vehicle-km, persons or tonnes in a vehicle. */
export function recordOf(figure: Figure, isStandIn: (region: string) => boolean): FactorRow {
  const of = (column: string): string => cell(figure, column)
  const [region, mode, sourceId] = [of('region'), of('mode') as Mode, of('sourceId') as Source['id']]
  const isEnergy = of('measure') === 'energy-per-vkm'
  const [powertrain, vehicleClass] = [of('powertrain') as Powertrain, of('vehicleClass') as VehicleClass]
  const carrier = CARRIER[powertrain]
  const kind = isEnergy ? 'energy-intensity' : of('measure') === 'load' ? 'load' : 'occupancy'
  const parts = [
    kind,
    mode,
    vehicleClass,
    ...(isEnergy ? [`${powertrain}.${carrier}`] : []),
    region === 'GLO' ? '' : region.toLowerCase(),
    sourceId,
  ]
  const [lower, upper] = [of('lower'), of('upper')]
  return {
    id: parts.filter((part) => part !== '').join('.'),
    kind,
    mode,
    ...(`${vehicleClass}` === '' ? {} : { vehicleClass }),
    ...(isEnergy && carrier !== undefined ? { powertrain, carrier } : {}),
    region,
    value: numberIn(figure, 'value'),
    unit: of('unit'),
    ...(lower === '' ? {} : { lower: Number(lower) }),
    ...(upper === '' ? {} : { upper: Number(upper) }),
    tier: 2,
    quality: isStandIn(region) ? 'L' : 'M',
    verification: 'secondary',
    sourceId,
    locator: of('table'),
  }
}
