import { constantLine, interpolated, YEARS } from '../levels/line.ts'
import type { NationalFigures } from '../levels/national-figures.ts'
import { simpleTrains } from './elsewhere.ts'
import { type TrainFigure, tractionShares } from './train.ts'

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

/** Groups whose trains are those of one documented railway, or of a mean of some. */
const RAILWAYS = [
  ['EAS', 'heavy-rail-ucd-eas'],
  ['SAS', 'heavy-rail-ucd-sas'],
  ['CIS', 'heavy-rail-ucd-cis'],
  ['OCE', 'heavy-rail-ucd-oce'],
  ['NOA', 'heavy-rail-noa'],
] as const
/** Groups of which only the share of electric trains is told apart from the world. */
const SHARES = ['SEA', 'LAC', 'MEA', 'SSA'] as const

/** Trains of groups of countries: wide, for each stands on one railway, or on none. */
export function groupTrains(figures: NationalFigures): readonly TrainFigure[] {
  return [
    ...RAILWAYS.flatMap(([region, sourceId]) => [
      ...simpleTrains(figures, region, 'rail', sourceId, 0.45),
      ...simpleTrains(figures, region, 'freight-rail', sourceId, 0.4),
    ]),
    ...SHARES.flatMap((region) =>
      (['rail', 'freight-rail'] as const).flatMap((mode) =>
        tractionShares(
          'fleet-share',
          { mode },
          interpolated(figures.points({ measure: 'distance-share', mode, powertrain: 'electric', region })),
          {
            region,
            spliced: YEARS.map(() => 'surrogate'),
            quality: 'L',
            sourceId: `heavy-rail-share-${region.toLowerCase()}`,
            locator: 'share of train-km',
          },
        ),
      ),
    ),
  ]
}
