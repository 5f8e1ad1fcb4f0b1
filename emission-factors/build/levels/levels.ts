import type { SpeedCurveRecord } from '../../domain.ts'
import { busLevels } from './bus.ts'
import { carLevels } from './car.ts'
import { EUROPEAN } from './countries.ts'
import type { Level } from './level.ts'
import type { NationalFigures } from './national-figures.ts'
import { meanOf } from './smooth.ts'
import { taxiLevels } from './taxi.ts'
import { truckLevels } from './truck.ts'
import { twoWheelerLevels } from './two-wheeler.ts'
import { americanLevels } from './united-states/american-levels.ts'
import { vanLevels } from './van.ts'
import { rideHailLevels, worldLevels } from './world/world.ts'

/** Every level that the figures give. A country is a row: its anchors, its fleet and its blend. */
export function allLevels(figures: NationalFigures, curves: readonly SpeedCurveRecord[]): readonly Level[] {
  const cars = carLevels(figures, EUROPEAN)
  const american = americanLevels(figures)
  const co2 = (mode: string, edition: number): number =>
    figures.get({ measure: 'co2-per-vkm', mode, powertrain: 'diesel', region: 'GB' }, edition)
  const taxiOverCar = meanOf([2010, 2024].map((edition) => co2('taxi', edition) / co2('car', edition)))
  const economy = (mode: string): number => figures.get({ measure: 'fuel-economy', mode, region: 'US' })
  const taxiOverCarUs = economy('taxi') / economy('car')
  const national = [
    ...cars,
    ...american,
    ...vanLevels(figures, EUROPEAN),
    ...truckLevels(figures, EUROPEAN),
    ...busLevels(figures, EUROPEAN, curves),
    ...twoWheelerLevels(figures, EUROPEAN),
    ...EUROPEAN.flatMap(({ region }) =>
      taxiLevels(
        cars,
        region,
        taxiOverCar,
        region === 'GB' ? 0.1 : 0.15,
        'DESNZ, regular taxi over diesel car',
      ),
    ),
    ...taxiLevels(american, 'US', taxiOverCarUs, 0.15, 'AFDC, ridesourcing over car'),
  ]
  const taxi = { european: taxiOverCar, american: taxiOverCarUs }
  const all = [...national, ...worldLevels(figures, national, taxi, curves)]
  // Europe's countries differ by their cars; its groups tell ride-hail as well.
  const european = new Set(EUROPEAN.map(({ region }) => region))
  return [...all, ...rideHailLevels(all.filter(({ region }) => !european.has(region)))]
}
