import { estimateRequest } from '../api/estimate/request-schema.ts'
import { toEstimateInput } from '../api/estimate/to-input.ts'
import { listFactorSets, loadFactorSet } from '../emission-factors/load.ts'
import { compileFactorSet, estimateCity } from '../src/index.ts'
import { neverSeen } from './hennepin.ts'
import { type Measurement, percentile } from './measurement.ts'

const SETS = new URL('../emission-factors/sets/', import.meta.url).pathname

/** Estimates of cities of one kind in process, each with its own numbers, from checked request to what belongs to the city. */
export async function benchEstimate(smoke: boolean): Promise<readonly Measurement[]> {
  const [newest] = listFactorSets(SETS)
  if (!newest) throw new Error('There is no factor set.')
  const set = compileFactorSet(loadFactorSet(newest.folder))
  const times: number[] = []
  const runs = smoke ? 50 : 5000
  for (let run = 0; run < runs; run += 1) {
    const input = toEstimateInput(estimateRequest.parse(JSON.parse(neverSeen())))
    const start = performance.now()
    estimateCity(input, set)
    times.push(performance.now() - start)
  }
  return [
    { name: 'estimate.median', value: percentile(times.slice(runs / 5), 0.5), unit: 'ms', target: 0.5 },
    { name: 'estimate.p99', value: percentile(times.slice(runs / 5), 0.99), unit: 'ms' },
    { name: 'estimate.first', value: times[0] ?? Number.NaN, unit: 'ms' },
  ]
}
