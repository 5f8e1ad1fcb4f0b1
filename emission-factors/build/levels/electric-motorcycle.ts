import { at, type Line } from './line.ts'
import type { NationalFigures } from './national-figures.ts'

/** An electric two-wheeler uses no more of what a petrol one does. */
const AT_MOST = 0.22

/**
 * Energy of an electric motorcycle [MJ/vkm]: that of New Zealand, where petrol ones do not say less.
 *
 * @param petrol the country's petrol motorcycles [MJ/vkm]
 */
export function electricMotorcycle(figures: NationalFigures, petrol: Line): number {
  const ofNewZealand = figures.get({
    measure: 'energy-per-vkm',
    mode: 'motorcycle',
    powertrain: 'battery-electric',
    region: 'NZ',
  })
  return Math.min(ofNewZealand, at(petrol, 2015) * AT_MOST)
}
