import type { Level } from '../level.ts'
import type { NationalFigures } from '../national-figures.ts'
import { buses } from './buses.ts'
import { cars, vans } from './light-vehicles.ts'
import { motorcycles } from './motorcycles.ts'
import { trucks } from './trucks.ts'

/** Levels of the United States: one method for all classes, 1990 to 2022, so that nothing needs splicing. */
export function americanLevels(figures: NationalFigures): readonly Level[] {
  return [...cars(figures), ...vans(figures), ...trucks(figures), ...buses(figures), ...motorcycles(figures)]
}
