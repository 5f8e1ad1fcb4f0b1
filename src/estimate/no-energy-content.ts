import type { EnergyCarrier } from '../vocabulary.ts'

/**
 * Why an amount of fuel is not known as energy, and in which units it would be.
 *
 * @param unit what the amount is read in: volumes are litres
 * @param isOfMassKnown a kilogram of the fuel is known as energy
 */
export function noEnergyContent(
  carrier: EnergyCarrier,
  unit: 'L' | 'kg' | 'MJ',
  isOfMassKnown: boolean,
): string {
  if (unit === 'L' && isOfMassKnown)
    return `The factor set has no density of ${carrier} that converts litres or cubic metres to energy${GASES.has(carrier) ? '; that of a gas depends on its pressure' : ''}. State the quantity in kg, MJ or kWh.`
  const what = unit === 'L' ? 'heating value or density' : 'heating value'
  return `The factor set has no ${what} of ${carrier} that converts ${unit} to energy. State the quantity in MJ or kWh.`
}

const GASES: ReadonlySet<EnergyCarrier> = new Set(['cng', 'biogas', 'hydrogen'])
