import { estimateQuestion, questionOf } from '../api/estimate/estimate.ts'
import { estimateRequest } from '../api/estimate/request-schema.ts'
import { factorSetsOf } from '../api/sets/factor-sets.ts'
import { listFactorSets, loadFactorSet } from '../emission-factors/load.ts'
import { loadScenarioRecords } from '../emission-factors/scenario-records.ts'
import { compileFactorSet, type Lever, Scenario, type ScenarioQuestion, workOut } from '../src/index.ts'
import { SERVICE, startServer } from './child-server.ts'
import { type Measurement, percentile } from './measurement.ts'

const folderOf = (name: string): string => new URL(`../emission-factors/${name}/`, import.meta.url).pathname

/** A German city of eight modes, each with the mix of vehicles of the country. */
const CITY = {
  city: { name: 'Benchmark', country: 'DE', population: 231_000 },
  period: '2023',
  travel: {
    tripsPerPersonPerDay: 3.1,
    modes: [
      { mode: 'car', tripShare: 0.36, meanTripLength: 9.4 },
      { mode: 'bus', tripShare: 0.06, meanTripLength: 6 },
      { mode: 'tram', tripShare: 0.1, meanTripLength: 5 },
      { mode: 'cycle', tripShare: 0.28, meanTripLength: 3.2 },
      { mode: 'walk', tripShare: 0.2, meanTripLength: 1.1 },
    ],
  },
  demand: [
    { mode: 'van', vehicleDistance: 90e6 },
    { mode: 'rigid-truck', vehicleDistance: 15e6 },
    { mode: 'articulated-truck', vehicleDistance: 20e6 },
  ],
}

/** Twelve levers, one of each kind and one more shift. */
const LEVERS = [
  { kind: 'trips', mode: 'car', size: 0.05 },
  { kind: 'trip-length', mode: 'car', size: 0.03 },
  { kind: 'mode-shift', mode: 'car', toMode: 'tram', size: 0.05 },
  { kind: 'mode-shift', toMode: 'cycle', size: 0.3 },
  { kind: 'occupancy', mode: 'car', size: 0.05 },
  { kind: 'load', mode: 'van', size: 0.1 },
  { kind: 'sales-mix', mode: 'car', powertrain: 'electric', size: 0.9 },
  { kind: 'fleet-share', mode: 'bus', powertrain: 'electric', size: 0.8 },
  { kind: 'age-limit', mode: 'van', size: 12 },
  { kind: 'speed', mode: 'car', size: 0.05 },
  { kind: 'blend', carrier: 'diesel', size: 0.15 },
  { kind: 'grid', size: 0.2 },
] as const
const YEARS = { from: 2024, to: 2035, ramp: 'linear' } as const

const QUESTION: ScenarioQuestion = {
  until: 2050,
  reference: {},
  levers: LEVERS.map(
    ({ size, ...lever }, at): Lever => ({
      ...lever,
      ...YEARS,
      pointer: `/levers/${at}`,
      id: String(at),
      size: { value: size },
    }),
  ),
  targets: [{ pointer: '/targets/0', kind: 'linear', reduction: 0.5 }],
}

/**
 * A scenario of twelve levers to 2050: both lines with their intervals, the same drawn ten thousand times, shares by
 * Shapley, and what a slider waits for over HTTP, whose size is another each time.
 */
export async function benchScenario(smoke: boolean): Promise<readonly Measurement[]> {
  const newest = listFactorSets(folderOf('sets'))[0]
  if (!newest) throw new Error('There is no factor set.')
  const set = compileFactorSet(loadFactorSet(newest.folder))
  const records = loadScenarioRecords(folderOf('scenario'))
  const { estimate } = estimateQuestion(questionOf(estimateRequest.parse(CITY), factorSetsOf([set])))
  const make = (): Scenario => new Scenario(QUESTION, estimate, set, records)
  const work = make().work({ draws: 10_000, seed: 1, shares: false, sensitivity: false })
  const times = (runs: number, run: () => unknown): number => percentile(timesOf(smoke ? 2 : runs, run), 0.5)
  return [
    { name: 'scenario.line', value: times(200, () => make().propagated()), unit: 'ms', target: 10 },
    { name: 'scenario.draws.10000', value: times(10, () => workOut(work)), unit: 'ms', target: 400 },
    {
      name: 'scenario.shares.12',
      value: times(20, () => workOut({ ...work, draws: undefined, shares: true })),
      unit: 'ms',
      target: 150,
    },
    { name: 'scenario.http', value: await sliderMs(smoke ? 3 : 100), unit: 'ms', target: 30 },
  ]
}

async function sliderMs(asked: number): Promise<number> {
  const server = await startServer(SERVICE)
  try {
    const ask = async (size: number): Promise<number> => {
      const levers = LEVERS.map((lever, at) => ({
        ...lever,
        ...YEARS,
        id: String(at),
        ...(at === 0 ? { size } : {}),
      }))
      const start = performance.now()
      const answer = await fetch(`${server.url}/v1/scenarios`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ base: CITY, until: 2050, levers }),
      })
      if (!answer.ok) throw new Error(await answer.text())
      await answer.arrayBuffer()
      return performance.now() - start
    }
    const times: number[] = []
    for (let at = 0; at < 2 * asked; at += 1) {
      const ms = await ask(0.2 * (at / (2 * asked)))
      // The first half warms the service up.
      if (at >= asked) times.push(ms)
    }
    return percentile(times, 0.5)
  } finally {
    await server.stop()
  }
}

/** Milliseconds of each run, after as many to warm up. */
function timesOf(runs: number, work: () => unknown): readonly number[] {
  const times: number[] = []
  for (let run = -runs; run < runs; run += 1) {
    const start = performance.now()
    work()
    if (run >= 0) times.push(performance.now() - start)
  }
  return times
}
