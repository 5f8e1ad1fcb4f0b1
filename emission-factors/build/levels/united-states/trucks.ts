import type { Level } from '../level.ts'
import { at, constantLine, interpolated, type Line, lineOf, times } from '../line.ts'
import type { NationalFigures } from '../national-figures.ts'
import { evenly, meanOf, smoothed } from '../smooth.ts'
import { INVENTORY, inventory, level, REGION, SPAN } from './american-level.ts'

/** Rigid over articulated: the geometric mean of FHWA (0.870 over 1.085) and of totals of MOVES (670 over 1,070). */
const RIGID_OVER_ARTICULATED = Math.sqrt((0.87 / 1.085) * (670 / 1070))
/** Rigid trucks' part of the miles of all trucks, FHWA. */
const RIGID_SHARE = 0.39

export function trucks(figures: NationalFigures): readonly Level[] {
  const petrol = inventory(figures, 'truck', '', 'petrol', 30)
  const diesel = inventory(figures, 'truck', '', 'diesel', 30)
  const miles = (powertrain: string) =>
    figures.points({ measure: 'inventory-share', mode: 'truck', powertrain, region: REGION })
  const [ofPetrol, ofDiesel] = [miles('petrol'), miles('diesel')]
  const share = interpolated(
    smoothed(
      evenly(
        new Map(
          [...ofPetrol]
            .filter(([year]) => ofDiesel.has(year) && year <= SPAN[1])
            .map(([year, value]) => [year, value / (value + (ofDiesel.get(year) ?? 0))]),
        ),
      ),
      20,
      'linear',
    ),
  )
  const all = lineOf((year) => at(share, year) * at(petrol, year) + (1 - at(share, year)) * at(diesel, year))
  const rigid = times(all, 1 / (RIGID_SHARE + (1 - RIGID_SHARE) / RIGID_OVER_ARTICULATED))
  const articulated = times(rigid, 1 / RIGID_OVER_ARTICULATED)
  const petrolShare = lineOf((year) => Math.min(0.9, at(share, year) / RIGID_SHARE))
  const rigidPetrol = lineOf((year) => Math.min(at(petrol, year), at(rigid, year) * 0.98))
  const rigidDiesel = lineOf(
    (year) => (at(rigid, year) - at(petrolShare, year) * at(rigidPetrol, year)) / (1 - at(petrolShare, year)),
  )
  const fhwa = (mode: string): Line =>
    interpolated(
      figures.points({ measure: 'energy-per-vkm-fhwa', mode, powertrain: 'diesel', region: REGION }),
    )
  const holding = (values: Line, mode: string): Line =>
    lineOf((year) => Math.max(1.16, (at(fhwa(mode), year) / at(values, year)) * 1.03))
  const split = 'all trucks of the inventory, split by the mean of FHWA and MOVES; the interval holds FHWA'
  const electric = (mode: string) =>
    mode === 'rigid-truck'
      ? figures.get({ measure: 'energy-per-vkm', mode, powertrain: 'battery-electric', region: REGION })
      : meanOf(
          ['US', 'NZ'].map((region) =>
            figures.get({ measure: 'energy-per-vkm', mode, powertrain: 'battery-electric', region }),
          ),
        )
  const common = { share: 0.9, quality: 'M' } as const
  return [
    level({
      ...common,
      mode: 'rigid-truck',
      word: 'diesel',
      values: rigidDiesel,
      lower: constantLine(0.84),
      upper: holding(rigid, 'rigid-truck'),
      locator: split,
    }),
    level({
      ...common,
      mode: 'rigid-truck',
      word: 'petrol',
      values: rigidPetrol,
      lower: constantLine(0.85),
      upper: constantLine(1.2),
      locator: `${INVENTORY}; heavy-duty petrol`,
    }),
    level({
      ...common,
      mode: 'articulated-truck',
      word: 'diesel',
      values: articulated,
      lower: constantLine(0.87),
      upper: holding(articulated, 'articulated-truck'),
      locator: split,
    }),
    ...(['rigid-truck', 'articulated-truck'] as const).map((mode) =>
      level({
        ...common,
        mode,
        word: 'battery-electric',
        values: constantLine(electric(mode)),
        lower: constantLine(0.7),
        upper: constantLine(1.4),
        carried: true,
        locator: 'AVERT and EECA',
      }),
    ),
  ]
}
