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

/** The decomposition alone, and a whole comparison of two years of a county. */
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
  const body = { from: { ...to, period: '2017' }, to }
  const times: number[] = []
  for (let run = 0; run < (smoke ? 2 : 20); run += 1) {
    const start = performance.now()
    await compare(body, sets, async () => undefined)
    times.push(performance.now() - start)
  }
  return [...measured, { name: 'change.comparison', value: percentile(times.slice(1), 0.5), unit: 'ms' }]
}

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
