import type { SpeedCurveRecord } from '../../domain.ts'
import { carLevels } from './car.ts'
import { busLevels, taxiLevels, truckLevels, twoWheelerLevels, vanLevels } from './europe.ts'
import type { Level } from './level.ts'
import type { NationalFigures } from './national-figures.ts'
import { meanOf } from './smooth.ts'
import { americanLevels } from './united-states.ts'

/** Countries whose levels follow from European sources. */
export const EUROPEAN = ['GB', 'DE', 'FR', 'NL', 'BE', 'AT', 'IE'] as const

/** Every level that the figures give. A country is a row: its anchors, its fleet and its blend. */
export function allLevels(figures: NationalFigures, curves: readonly SpeedCurveRecord[]): readonly Level[] {
  const cars = carLevels(figures, EUROPEAN)
  const american = americanLevels(figures)
  const co2 = (mode: string, edition: number): number =>
    figures.get({ measure: 'co2-per-vkm', mode, powertrain: 'diesel', region: 'GB' }, edition)
  const taxiOverCar = meanOf([2010, 2024].map((edition) => co2('taxi', edition) / co2('car', edition)))
  const economy = (mode: string): number => figures.get({ measure: 'fuel-economy', mode, region: 'US' })
  return [
    ...cars,
    ...american,
    ...EUROPEAN.flatMap((region) => [
      ...vanLevels(figures, region),
      ...truckLevels(figures, region),
      ...busLevels(figures, region, curves),
      ...twoWheelerLevels(figures, region),
      ...taxiLevels(
        cars,
        region,
        taxiOverCar,
        region === 'GB' ? 0.1 : 0.15,
        'DESNZ, regular taxi over diesel car',
      ),
    ]),
    ...taxiLevels(american, 'US', economy('taxi') / economy('car'), 0.15, 'AFDC, ridesourcing over car'),
  ]
}
