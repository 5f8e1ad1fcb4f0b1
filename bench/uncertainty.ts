import { estimateRequest } from '../api/estimate/request-schema.ts'
import { toEstimateInput } from '../api/estimate/to-input.ts'
import { listFactorSets, loadFactorSet } from '../emission-factors/load.ts'
import {
  compileFactorSet,
  drawNormals,
  type Estimate,
  estimateCity,
  simulate,
  Uncertainty,
} from '../src/index.ts'
import { type Measurement, percentile } from './measurement.ts'

const SETS = new URL('../emission-factors/sets/', import.meta.url).pathname

/**
 * Propagation and Monte Carlo of a city of 60 lines, each a product of about ten uncertain parameters; and the drawing
 * of as many normals alone.
 */
export async function benchUncertainty(smoke: boolean): Promise<readonly Measurement[]> {
  const city = cityOfSixtyLines()
  const { program } = new Uncertainty(city, 'result').task({ draws: 1, seed: 0 })
  const propagating = timesOf(smoke ? 20 : 1000, () => new Uncertainty(city, 'result').propagated())
  const measurements: Measurement[] = [
    { name: 'uncertainty.lines', value: city.lines.length, unit: 'lines' },
    { name: 'uncertainty.variables', value: program.variables.length, unit: 'variables' },
    {
      name: 'uncertainty.figures',
      value: program.figures.filter(({ shown }) => shown).length,
      unit: 'figures',
    },
    { name: 'uncertainty.propagation.median', value: percentile(propagating, 0.5), unit: 'ms' },
    { name: 'uncertainty.propagation.p99', value: percentile(propagating, 0.99), unit: 'ms' },
  ]
  for (const [draws, runs] of [
    [10_000, smoke ? 2 : 30],
    [100_000, smoke ? 1 : 10],
  ] as const) {
    const column = new Float64Array(draws)
    const normals = timesOf(runs, (seed) => {
      for (const { key } of program.variables) drawNormals(column, seed, key)
    })
    const drawing = timesOf(runs, (seed) => {
      const { options } = new Uncertainty(city, 'result').task({ draws, seed })
      simulate(program, options)
    })
    const alone = percentile(normals, 0.5)
    const value = percentile(drawing, 0.5)
    const name = `uncertainty.monte-carlo.${draws}`
    measurements.push(
      { name: `${name}.normals-alone`, value: alone, unit: 'ms' },
      { name, value, unit: 'ms', ratio: value / alone, against: `${name}.normals-alone` },
    )
  }
  return measurements
}

/** Milliseconds of each run, after a fifth as many to warm up. */
function timesOf(runs: number, work: (run: number) => unknown): readonly number[] {
  const times: number[] = []
  for (let run = -Math.ceil(runs / 5); run < runs; run += 1) {
    const start = performance.now()
    work(Math.abs(run))
    if (run >= 0) times.push(performance.now() - start)
  }
  return times
}

/** Kinds of vehicle by mode: 24 + 6 + 10 + 10 + 10 = 60. */
const FLEETS = [
  {
    mode: 'car',
    persons: 1.5,
    classes: ['mini', 'small', 'medium', 'large'],
    powertrains: ['petrol', 'diesel'],
    standards: 3,
  },
  {
    mode: 'motorcycle',
    persons: 1.1,
    classes: ['small', 'medium', 'large'],
    powertrains: ['petrol'],
    standards: 2,
  },
  { mode: 'taxi', persons: 1.4, classes: ['regular', 'black-cab'], powertrains: ['diesel'], standards: 5 },
  { mode: 'bus', persons: 10, classes: ['standard', 'articulated'], powertrains: ['diesel'], standards: 5 },
  { mode: 'coach', persons: 15, classes: ['standard', 'articulated'], powertrains: ['diesel'], standards: 5 },
] as const

function cityOfSixtyLines(): Estimate {
  const [newest] = listFactorSets(SETS)
  if (!newest) throw new Error('There is no factor set.')
  const body = {
    city: { name: 'Sixty', country: 'GB', population: 800_000 },
    period: '2019',
    travel: {
      tripsPerPersonPerDay: 2.6,
      daysPerYear: 340,
      modes: FLEETS.map(({ mode }, index) => ({ mode, tripShare: 0.2, meanTripLength: `${6 + index} km` })),
    },
    occupancy: FLEETS.map(({ mode, persons }) => ({ mode, personsPerVehicle: persons })),
    fuels: [
      { carrier: 'petrol', biofuelVolumeShare: 0.05 },
      { carrier: 'diesel', biofuelVolumeShare: 0.07 },
    ],
    fleet: FLEETS.flatMap(({ mode, classes, powertrains, standards }) => {
      const kinds = classes.flatMap((vehicleClass) =>
        powertrains.flatMap((powertrain) =>
          Array.from({ length: standards }, (_, standard) => ({
            mode,
            vehicleClass,
            powertrain,
            emissionStandard: `euro-${standard + 1}`,
          })),
        ),
      )
      return kinds.map((kind, index) => ({
        ...kind,
        distanceShare: 1 / kinds.length,
        energyIntensity: `${7 + index} L/100km`,
      }))
    }),
  }
  return estimateCity(
    toEstimateInput(estimateRequest.parse(body)),
    compileFactorSet(loadFactorSet(newest.folder)),
  ).estimate
}
