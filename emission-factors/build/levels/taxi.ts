import { type Level, spliced } from './level.ts'
import { type Line, times } from './line.ts'

/** Taxis: the country's cars times how a taxi stands to a car, by powertrain. */
export function taxiLevels(
  cars: readonly Level[],
  region: string,
  ratio: number,
  sd: number,
  whose: string,
): readonly Level[] {
  return cars
    .filter((car) => car.mode === 'car' && car.region === region && car.vehicleClass === undefined)
    .map((car): Level => {
      const widened = (bound: Line, sign: 1 | -1): Line =>
        bound.map((over) => Math.exp(sign * 1.96 * Math.hypot(sd, Math.log(over) / 1.96)))
      return {
        ...car,
        mode: 'taxi',
        values: times(car.values, ratio),
        lower: widened(car.lower, -1),
        upper: widened(car.upper, 1),
        spliced: spliced('surrogate'),
        seriesErrorShare: 0.9,
        quality: 'L',
        locator: `car × ${ratio.toFixed(3)}: ${whose}`,
      }
    })
}
