import type { Splice } from '../../domain.ts'
import type { Country } from './countries.ts'
import { type Mix, mixOf, weighted } from './fleet.ts'
import { interpolated, type Weighted, YEARS } from './line.ts'
import type { NationalFigures } from './national-figures.ts'
import { type CarShape, overPetrol } from './shape.ts'
import { meanOf } from './smooth.ts'

/** CO2 per energy of the fossil fuels [g/MJ, net]: 2006 IPCC Guidelines, Volume 2, Table 3.2.1. */
const CARBON = { petrol: 69.3, diesel: 74.1, lpg: 63.1, cng: 56.1 } as const
type Fuel = keyof typeof CARBON
const FUEL_OF: Readonly<Record<string, Fuel>> = {
  petrol: 'petrol',
  diesel: 'diesel',
  lpg: 'lpg',
  cng: 'cng',
  hybrid: 'petrol',
  'plug-in-hybrid': 'petrol',
}

/** Traffic of the pandemic is known badly: its years hardly bend a series. */
const PANDEMIC: ReadonlySet<number> = new Set([2020, 2021])
const PANDEMIC_WEIGHT = 0.1
const SURROGATE_WEIGHT = 0.4
/** The years over which the model is compared with inventories. */
const COMPARED = [2010, 2015] as const
/** A country's anchors as energy of a petrol car, and how each year came about. */
export interface Anchors {
  readonly from: 'inventory' | 'model'
  readonly points: Map<number, Weighted>
  readonly splices: Map<number, Splice>
}

/** How inventories stand to the model where there are both: mean, and standard deviation of the logarithm. */
export interface ModelRatio {
  readonly mean: number
  readonly sd: number
}

/** Energy of a petrol car of the fleet, from the mean energy of all cars [MJ/vkm]. */
const asPetrol = (shape: CarShape, mix: Mix, year: number, energy: number): number =>
  energy / weighted(mix, year, (word) => overPetrol(shape, word, year))

/** What the inventory of a country says of its cars, spliced by what its other statistics say; no points where it says nothing. */
export function inventoryOf(
  figures: NationalFigures,
  shape: CarShape,
  { region, anchorWeight = 1 }: Country,
): Anchors {
  const mix = mixOf(figures, 'car', region)
  const points = new Map<number, Weighted>()
  const splices = new Map<number, Splice>()
  for (const { year, value, splice } of figures.list({
    measure: 'co2-per-vkm',
    mode: 'car',
    powertrain: 'all',
    region,
  })) {
    const weight =
      (PANDEMIC.has(year) ? PANDEMIC_WEIGHT : 1) *
      (splice === 'surrogate' ? SURROGATE_WEIGHT : 1) *
      anchorWeight
    points.set(year, { value: value / carbonOf(figures, shape, mix, region, year), weight })
    splices.set(year, splice)
  }
  const energy = figures.list({ measure: 'energy-per-vkm', mode: 'car', powertrain: 'all', region })
  const petrol = new Map(energy.map(({ year, value }) => [year, asPetrol(shape, mix, year, value)]))
  const both = [...petrol.keys()].filter((year) => points.has(year))
  // Overlap: the model's level is scaled to the inventory's over the years that both cover. Without such years it is measured.
  const ratio =
    both.length === 0
      ? 1
      : meanOf(both.map((year) => (points.get(year)?.value ?? Number.NaN) / (petrol.get(year) ?? Number.NaN)))
  for (const [year, value] of petrol) {
    if (points.has(year)) continue
    points.set(year, { value: value * ratio, weight: 1 })
    splices.set(year, both.length === 0 ? 'published' : 'overlap')
  }
  return { from: 'inventory', points, splices }
}

/** The model's mean energy of all cars as that of a petrol car, by year. */
function modelled(figures: NationalFigures, shape: CarShape, region: string): Map<number, number> {
  const points = figures.points({
    measure: 'energy-per-vkm',
    mode: 'car-model',
    powertrain: 'all',
    region,
  })
  const mix = mixOf(figures, 'car', region)
  return new Map([...points].map(([year, energy]) => [year, asPetrol(shape, mix, year, energy)]))
}

/** The mean ratio of inventories to the model, over the countries and years that have both. */
export function modelRatio(
  figures: NationalFigures,
  shape: CarShape,
  inventories: ReadonlyMap<string, Anchors>,
): ModelRatio {
  const logs = [...inventories].flatMap(([region, { points }]) => {
    const model = modelled(figures, shape, region)
    const years = [...model.keys()].filter(
      (year) => year >= COMPARED[0] && year <= COMPARED[1] && points.has(year),
    )
    if (years.length === 0) return []
    const ratios = years.map(
      (year) => (points.get(year)?.value ?? Number.NaN) / (model.get(year) ?? Number.NaN),
    )
    return [Math.log(meanOf(ratios))]
  })
  const mean = meanOf(logs)
  const squares = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0)
  return { mean: Math.exp(mean), sd: Math.sqrt(squares / (logs.length - 1)) }
}

/** The model of a country at the level of inventories; `undefined` where the figures hold none. */
export function modelOf(
  figures: NationalFigures,
  shape: CarShape,
  region: string,
  ratio: ModelRatio,
): Anchors | undefined {
  const model = modelled(figures, shape, region)
  if (model.size === 0) return undefined
  return {
    from: 'model',
    points: new Map([...model].map(([year, value]) => [year, { value: value * ratio.mean, weight: 1 }])),
    splices: new Map([...model.keys()].map((year) => [year, 'overlap'])),
  }
}

/** Fossil CO2 of a fleet per energy of a petrol car [g/MJ]. */
function carbonOf(figures: NationalFigures, shape: CarShape, mix: Mix, region: string, year: number): number {
  return weighted(mix, year, (word) => {
    const fuel = FUEL_OF[word]
    if (fuel === undefined) return 0
    return overPetrol(shape, word, year) * CARBON[fuel] * (1 - biofuelShare(figures, fuel, region, year))
  })
}

function biofuelShare(figures: NationalFigures, fuel: Fuel, region: string, year: number): number {
  const points = figures.points({ measure: 'biofuel-share', mode: 'car', powertrain: fuel, region })
  if (points.size === 0) return 0
  return interpolated(points)[year - (YEARS[0] ?? 0)] ?? 0
}
