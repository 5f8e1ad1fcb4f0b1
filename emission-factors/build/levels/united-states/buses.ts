import type { Level } from '../level.ts'
import { at, constantLine, lineOf, times } from '../line.ts'
import type { NationalFigures } from '../national-figures.ts'
import { INVENTORY, inventory, level, REGION } from './american-level.ts'

/** Net heat of a US gallon of petrol [MJ], the gallon equivalent of the Department of Energy. */
const MJ_PER_GGE = 118.4
const KM_PER_MILE = 1.609344

/** Tested transit buses of 3.26 mile/GGE use a quarter more than the mean of all buses, school buses a third less. */
const BUS_BOUNDS = [0.8, 1.3] as const

/** Statistics count transit, school and other buses together: a bus of which nothing is stated is their mean. */
export function buses(figures: NationalFigures): readonly Level[] {
  const all = inventory(figures, 'bus', '', 'diesel', 20)
  const miles = (vehicleClass: string): number =>
    figures.get({ measure: 'class-share', mode: 'bus', vehicleClass, region: REGION })
  const perVkm = (vehicleClass: string): number =>
    MJ_PER_GGE /
    figures.get({ measure: 'fuel-economy', mode: 'bus', vehicleClass, region: REGION }) /
    KM_PER_MILE
  const [transit, school] = [miles('transit'), miles('school')]
  const moving = lineOf((year) => at(all, year) / at(all, 2021))
  const ofCity = transit * perVkm('transit') * TRANSIT_TOWARDS_MEAN + school * perVkm('school')
  const coach = lineOf((year) => (at(all, year) - ofCity * at(moving, year)) / (1 - transit - school))
  const electric = figures.get({
    measure: 'energy-per-vkm',
    mode: 'bus',
    powertrain: 'battery-electric',
    region: REGION,
  })
  const common = { share: 0.9, quality: 'M' } as const
  const [below, above] = BUS_BOUNDS
  const bus = (word: string, factor: number, wider: number): Level =>
    level({
      ...common,
      mode: 'bus',
      word,
      values: times(all, factor),
      lower: constantLine(below / wider),
      upper: constantLine(above * wider),
      locator: `${INVENTORY}; transit, school and other buses together`,
    })
  return [
    bus('diesel', 1, 1),
    level({
      ...common,
      mode: 'bus',
      word: 'petrol',
      values: inventory(figures, 'bus', '', 'petrol', 20),
      lower: constantLine(below / 1.1),
      upper: constantLine(above * 1.1),
      locator: `${INVENTORY}; transit, school and other buses together`,
    }),
    bus('cng', 1.2, 1.1),
    bus('hybrid', 0.765, 1.1),
    level({
      ...common,
      mode: 'bus',
      word: 'battery-electric',
      values: constantLine(electric),
      lower: constantLine(0.75),
      upper: constantLine(1.33),
      carried: true,
      locator: 'heavy transit bus of AVERT',
    }),
    level({
      ...common,
      mode: 'coach',
      word: 'diesel',
      values: coach,
      lower: constantLine(0.75),
      upper: constantLine(1.35),
      quality: 'L',
      carried: true,
      locator: 'other buses: what transit and school buses leave of the inventory mean',
    }),
  ]
}

/** The test cycle of transit buses is harder than their driving: between it and the inventory's mean. */
const TRANSIT_TOWARDS_MEAN = 0.8
