import type { FactorRecord, Mode } from '../../domain.ts'
import type { FactorRow } from '../../table.ts'
import type { Fuel } from './known-fuel.ts'

export const rounded = (value: number): number => Number(value.toPrecision(5))

/** Energy per vehicle, passenger or tonne of distance, and where it is from. */
export interface Energy {
  readonly value: number
  readonly lower: number
  readonly upper: number
  readonly per: string
  readonly locator: string
  readonly note: string
}

/** A row of energy per distance; what every row of the same kind has in common. */
export function energyRow(
  mode: Mode,
  vehicleClass: FactorRecord['vehicleClass'],
  powertrain: Fuel,
  region: string,
  sourceId: string,
  { value, lower, upper, per, locator, note }: Energy,
): FactorRow {
  const place = region === 'GLO' ? [] : [region.toLowerCase()]
  return {
    id: [
      'energy-intensity',
      mode,
      vehicleClass ?? 'average',
      powertrain,
      `per-${per}`,
      ...place,
      sourceId,
      'energy',
    ].join('.'),
    kind: 'energy-intensity',
    mode,
    ...(vehicleClass === undefined ? {} : { vehicleClass }),
    powertrain,
    carrier: powertrain,
    region,
    value: rounded(value),
    unit: `MJ/${per}`,
    lower: rounded(lower),
    upper: rounded(upper),
    tier: 2,
    quality: region === 'GLO' || region === 'EUR' ? 'L' : 'M',
    verification: 'secondary',
    sourceId,
    locator,
    note,
  }
}
