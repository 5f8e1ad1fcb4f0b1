import { compare } from '../api/comparisons/compare.ts'
import { factorSetsOf } from '../api/sets/factor-sets.ts'
import { listFactorSets, loadFactorSet } from '../emission-factors/load.ts'
import { compileFactorSet, effectsOf } from '../src/index.ts'
import { HENNEPIN } from './hennepin.ts'
import { type Measurement, percentile } from './measurement.ts'

const SETS = new URL('../emission-factors/sets/', import.meta.url).pathname

const CITIES = 366
const MODES = 10
const YEARS = 20
/** A year differs from the one before by up to this part: as series of cities do. */
const STEP = 0.05

/** The first of fifteen years of a city. */
const FIRST = 2009
const SERIES = Array.from({ length: 15 }, (_, index) => FIRST + index)

/** The decomposition alone, a whole comparison of two years of a county, and one of fifteen years of a city. */
export async function benchChange(smoke: boolean): Promise<readonly Measurement[]> {
  const runs = smoke ? 5 : 100
  const measured = [5, 15].map((factors): Measurement => {
    const panel = panelOf(factors)
    const value = median(runs, () => effectsOf(panel))
    return { name: `change.${factors}-factors`, value, unit: 'ms', target: factors === 5 ? 5 : 40 }
  })
  const [newest] = listFactorSets(SETS)
  if (!newest) throw new Error('There is no factor set.')
  const sets = factorSetsOf([compileFactorSet(loadFactorSet(newest.folder))])
  const to = JSON.parse(HENNEPIN) as { readonly period: string }
  const timeOf = async (body: unknown, asked: number): Promise<number> => {
    const times: number[] = []
    for (let run = 0; run < (smoke ? 2 : asked); run += 1) {
      const start = performance.now()
      await compare(body, sets, async () => undefined)
      times.push(performance.now() - start)
    }
    return percentile(times.slice(1), 0.5)
  }
  return [
    ...measured,
    {
      name: 'change.comparison',
      value: await timeOf({ from: { ...to, period: '2017' }, to }, 20),
      unit: 'ms',
    },
    {
      name: `change.series.${SERIES.length}`,
      value: await timeOf({ series: SERIES.map(yearOf) }, 6),
      unit: 'ms',
      target: 1000,
    },
  ]
}

/** A German city in a year: fewer trips by car and more by bicycle every year, and fleets as they were registered. */
const yearOf = (year: number) => ({
  city: { name: 'Benchmark', country: 'DE', population: 500_000 + 3000 * (year - FIRST) },
  period: String(year),
  travel: {
    tripsPerPersonPerDay: 3 + 0.01 * (year - FIRST),
    modes: [
      { mode: 'car', tripShare: 0.5 - 0.004 * (year - FIRST), meanTripLength: 9 },
      { mode: 'bus', tripShare: 0.1, meanTripLength: 6 },
      { mode: 'tram', tripShare: 0.06, meanTripLength: 5 },
      { mode: 'cycle', tripShare: 0.14 + 0.004 * (year - FIRST), meanTripLength: 3 },
      { mode: 'walk', tripShare: 0.2, meanTripLength: 1 },
    ],
  },
  demand: [
    { mode: 'van', vehicleDistance: 90e6 },
    { mode: 'rigid-truck', vehicleDistance: 15e6 + 1e5 * (year - FIRST) },
    { mode: 'articulated-truck', vehicleDistance: 20e6 },
  ],
})

function panelOf(factors: number) {
  const cells = CITIES * MODES
  const size = cells * factors
  const values = new Float64Array(YEARS * size)
  let state = 1
  const next = (): number => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
  for (let at = 0; at < values.length; at += 1)
    values[at] = at < size ? 0.5 + next() : (values[at - size] as number) * (1 - STEP + 2 * STEP * next())
  const groupOf = Int32Array.from({ length: cells }, (_, cell) => cell % CITIES)
  return { cells, factors, states: YEARS, values, groupOf, groups: CITIES }
}

function median(runs: number, work: () => unknown): number {
  const times: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now()
    work()
    times.push(performance.now() - start)
  }
  return percentile(times.slice(Math.floor(runs / 5)), 0.5)
}
