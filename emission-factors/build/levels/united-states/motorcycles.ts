import { electricMotorcycle } from '../electric-motorcycle.ts'
import { bandOf, type Level } from '../level.ts'
import { at, constantLine, lineOf } from '../line.ts'
import type { NationalFigures } from '../national-figures.ts'
import { INVENTORY, inventory, level, SPAN } from './american-level.ts'

/** A motorcycle of 44 mile/gal, as FHWA has it [MJ/vkm]: half of the inventory's, and inside the interval. */
const FHWA_MOTORCYCLE = 1.73

export function motorcycles(figures: NationalFigures): readonly Level[] {
  const values = inventory(figures, 'motorcycle', '', 'petrol', 30)
  const band = bandOf({ sd: 0.05, growth: 0.005, span: SPAN })
  const lower = lineOf((year) => Math.min(at(band.lower, year), (FHWA_MOTORCYCLE / at(values, year)) * 0.97))
  const electric = electricMotorcycle(figures, values)
  const common = { mode: 'motorcycle', share: 0.9 } as const
  return [
    level({
      ...common,
      word: 'petrol',
      values,
      ...band,
      lower,
      quality: 'L',
      locator: `${INVENTORY}; the interval holds FHWA's 44 mile/gal`,
    }),
    level({
      ...common,
      word: 'battery-electric',
      values: constantLine(electric),
      lower: constantLine(0.65),
      upper: constantLine(1.5),
      quality: 'L',
      carried: true,
      locator: 'EECA, motorcycle',
    }),
  ]
}
