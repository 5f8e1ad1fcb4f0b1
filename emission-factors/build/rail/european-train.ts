import type { Splice } from '../../domain.ts'
import { lineOf, YEARS } from '../levels/line.ts'
import type { TrainFigure } from './train.ts'

/** A class over the mean of all trains: France (regional train 13.5 kWh and 80 persons, main line 20 kWh and 188, taken at 70 to 30 of the train-km) and IKARUS (intercity 1.12 of regional). */
export const CLASS_SHAPE = {
  commuter: { energy: 0.87, persons: 0.75 },
  intercity: { energy: 1.2, persons: 1.6 },
} as const
export type TrainClass = keyof typeof CLASS_SHAPE
export const TRAIN_CLASSES = Object.keys(CLASS_SHAPE) as readonly TrainClass[]

/** Persons in a train: the mean of Germany, 2015 to 2019, and of France at 70 to 30 is 112, Britain's 121. */
export const PERSONS = 108
/** Persons in a high-speed train: France. */
export const FAST_PERSONS = 285
/** Tonnes in a freight train, UC Davis 2005: western Europe 422 electric, 374 diesel; eastern 620 and 356. */
export const TONNES = { western: 420, eastern: 620, all: 440 } as const

/** How each year of a line came about: inside the years of its source, before them and after them. */
export const splicedBy = (first: number, last: number, inside: Splice): readonly Splice[] =>
  YEARS.map((year) => (year > last ? 'surrogate' : year < first ? 'extrapolated' : inside))

/** The interval of a line: it grows outside the years of its source. */
export const band = (
  half: number,
  growth: number,
  [first, last]: readonly [number, number],
): Pick<TrainFigure, 'lower' | 'upper'> => {
  const width = lineOf((year) => half + growth * Math.max(0, first - year, year - last))
  return { lower: width.map((one) => 1 - one), upper: width.map((one) => 1 + one) }
}
