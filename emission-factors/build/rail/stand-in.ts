import { constantLine, YEARS } from '../levels/line.ts'
import type { NationalFigures } from '../levels/national-figures.ts'
import { simpleTrains } from './elsewhere.ts'
import type { TrainFigure } from './train.ts'

/** Suburban and intercity trains over the mean of all, in energy and in persons, where nothing is known: wide. */
const SHAPE = { commuter: [0.87, 0.85], intercity: [1.1, 1.3] } as const

/** Trains of a country of which nothing was read: the mean of the rows of the world. */
export function standInTrains(figures: NationalFigures): readonly TrainFigure[] {
  const trains = simpleTrains(figures, 'GLO', 'rail', 'heavy-rail-standin', 0.5)
  const filled = trains.filter(({ kind }) => kind === 'energy-level' || kind === 'occupancy')
  const classes = (Object.keys(SHAPE) as (keyof typeof SHAPE)[]).flatMap((vehicleClass) =>
    filled.map((figure): TrainFigure => {
      const [energy, persons] = SHAPE[vehicleClass]
      const factor = figure.kind === 'occupancy' ? persons : energy
      return { ...figure, vehicleClass, values: figure.values.map((value) => value * factor) }
    }),
  )
  return [
    ...trains,
    ...classes,
    ...simpleTrains(figures, 'GLO', 'freight-rail', 'heavy-rail-standin-freight', 0.4),
  ].map((figure) =>
    figure.kind === 'occupancy'
      ? {
          ...figure,
          lower: constantLine(0.5),
          upper: constantLine(1.5),
          spliced: YEARS.map(() => 'surrogate'),
        }
      : figure,
  )
}
