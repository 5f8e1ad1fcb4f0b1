import type { Mode } from '../../domain.ts'
import { constantLine, interpolated, type Line } from '../levels/line.ts'
import type { NationalFigures } from '../levels/national-figures.ts'
import {
  band,
  CLASS_SHAPE,
  FAST_PERSONS,
  PERSONS,
  splicedBy,
  TONNES,
  TRAIN_CLASSES,
} from './european-train.ts'
import { FIRST, JrcTrains, LAST, TRACTIONS, type Traction } from './jrc.ts'
import { type Origin, type TrainFigure, tractionShares } from './train.ts'

/** Where a European country has no trains of its own in the figures: all countries of 2015 together. */
export function europeanMean(figures: NationalFigures): readonly TrainFigure[] {
  const jrc = new JrcTrains(figures)
  const region = 'EUR'
  const origin: Origin = {
    region,
    spliced: splicedBy(1990, 2025, 'surrogate'),
    quality: 'L',
    sourceId: 'jrc-idees-2015',
    locator: 'per train-km: sum of all countries, 2015',
  }
  const energy = (mode: Mode, powertrain: Traction): number =>
    jrc.sum(mode, powertrain).get(LAST)?.energy ?? 0
  const level = (
    mode: Mode,
    powertrain: Traction,
    half: number,
    shape = 1,
  ): Omit<TrainFigure, 'vehicleClass'> => ({
    kind: 'energy-level',
    mode,
    powertrain,
    values: constantLine(energy(mode, powertrain) * shape),
    ...band(half, 0, [FIRST, LAST]),
    ...origin,
  })
  const shares = (mode: Mode): Line => {
    const diesel = jrc.sum(mode, 'diesel')
    const points = [...jrc.sum(mode, 'electric')].map(([year, { distance }]) => {
      return [year, distance / (distance + (diesel.get(year)?.distance ?? 0))] as const
    })
    return interpolated(new Map(points))
  }
  const filled = (kind: 'occupancy' | 'load', mode: Mode, value: number, half: number): TrainFigure => ({
    kind,
    mode,
    values: constantLine(value),
    ...band(half, 0, [FIRST, LAST]),
    ...origin,
    locator: kind === 'load' ? 'tonnes in a train: UC Davis 2005' : 'persons in a train: Germany and France',
  })
  return [
    ...TRACTIONS.flatMap((powertrain) => [
      level('rail', powertrain, 0.25),
      ...TRAIN_CLASSES.map((vehicleClass) => ({
        ...level('rail', powertrain, 0.3, CLASS_SHAPE[vehicleClass].energy),
        vehicleClass,
      })),
      level('freight-rail', powertrain, 0.4),
    ]),
    level('high-speed-rail', 'electric', 0.3),
    ...tractionShares('fleet-share', { mode: 'rail' }, shares('rail'), origin),
    ...tractionShares('fleet-share', { mode: 'freight-rail' }, shares('freight-rail'), origin),
    filled('occupancy', 'rail', PERSONS, 0.3),
    ...TRAIN_CLASSES.map((vehicleClass) => ({
      ...filled('occupancy', 'rail', PERSONS * CLASS_SHAPE[vehicleClass].persons, 0.3),
      vehicleClass,
    })),
    filled('occupancy', 'high-speed-rail', FAST_PERSONS, 0.35),
    filled('load', 'freight-rail', TONNES.all, 0.35),
  ]
}
