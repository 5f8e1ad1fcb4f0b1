import { describe, expect, test } from 'vitest'
import { type Estimate, figureId, intensitiesOf, simulate, Uncertainty } from '../../../src/index.ts'
import { compileProgram } from '../../../src/uncertainty/compile.ts'
import { driverName } from '../../../src/uncertainty/driver.ts'
import { releasedSet } from '../../fixtures/released-set.ts'
import { estimateOf } from '../../fixtures/request.ts'

const CAR = {
  mode: 'car',
  vehicleDistance: '100 million vkm',
  powertrain: 'petrol',
  energyIntensity: '2 MJ/vkm',
} as const
const PETROL = { mode: 'car', powertrain: 'petrol', energyIntensity: '2 MJ/vkm' } as const
/** 2 × 10⁸ MJ of petrol without biofuel. */
const ONE_ROW = { demand: [CAR], fuels: [{ carrier: 'petrol', biofuelEnergyShare: 0 }] }

const of = (body: object): Estimate => estimateOf(body as Record<string, unknown>)
const propagated = (estimate: Estimate) => new Uncertainty(estimate, 'lines').propagated()

/** Half of the width of a figure's interval as a share of the figure. */
function halfWidth(estimate: Estimate, id: string, value: number): number {
  const { lower, upper } = propagated(estimate).intervals.get(id) ?? { lower: 0, upper: 0 }
  return (upper - lower) / (2 * value)
}

describe('the interval of a city worked by hand', () => {
  const city = of(ONE_ROW)

  test('energy: distance ±10 % and intensity ±20 % (both by convention) make ±22.4 %', () => {
    // √(0.1² + 0.2²) = 0.2236; the product of the two scores adds less than 0.3 % to the width.
    expect(city.totals.energyMj).toBe(2e8)
    expect(halfWidth(city, 'totals/energyMj', 2e8)).toBeCloseTo(0.2236, 2)
  })

  test('CO2: with ±5 % of the fuel’s carbon, quality M, it is ±22.9 %', () => {
    // √(0.1² + 0.2² + 0.05²) = 0.2291
    expect(halfWidth(city, 'totals/co2Kg', city.totals.co2Kg)).toBeCloseTo(0.2291, 2)
  })

  test('CH4 may be three times as much or as little: its interval is not symmetric', () => {
    const { lower, upper } = propagated(city).intervals.get('totals/ch4Kg') ?? { lower: 0, upper: 0 }
    const value = city.totals.ch4Kg
    // ln 3 ÷ 1.96 = 0.5605 and 0.2291 ÷ 1.96 = 0.1169 → σ ≈ 0.5726 → ×/÷ exp(1.96 · 0.5726) = 3.07
    expect(upper / value).toBeCloseTo(3.07, 1)
    expect(value / lower).toBeCloseTo(3.07, 0)
  })

  test('drivers: 0.04 ÷ 0.0525 from the energy intensity, 0.01 from the distance, 0.0025 from the fuel', () => {
    const drivers = propagated(city).drivers
    expect(drivers.map(({ name }) => name).slice(0, 3)).toEqual([
      'Car: energy intensity',
      'Car: vehicle distance',
      'petrol: CO2 per energy',
    ])
    const [intensity, distance, fuel] = drivers.map(({ shareOfVariance }) => shareOfVariance)
    // CH4 and N2O, 1 % of CO2e, are three times as uncertain: they take a few thousandths.
    expect(intensity).toBeCloseTo(0.04 / 0.0525, 1)
    expect(distance).toBeCloseTo(0.01 / 0.0525, 1)
    expect(fuel).toBeCloseTo(0.0025 / 0.0525, 1)
    expect(drivers.reduce((sum, { shareOfVariance }) => sum + shareOfVariance, 0)).toBeCloseTo(1, 12)
  })
})

describe('correlation by identity', () => {
  const rows = (more: object) =>
    of({
      demand: [
        { mode: 'bus', energy: '100 TJ', carrier: 'diesel' },
        { mode: 'rail', energy: '100 TJ', carrier: 'diesel' },
      ],
      ...more,
    })

  test('the carbon of a fuel moves two modes together', () => {
    const city = rows({})
    const { program } = compileProgram(city, 'result')
    // Two stated energies, one CO2 factor, and CH4 and N2O of road and of rail or of all.
    const keys = program.variables.map(({ key }) => key)
    expect(keys.filter((key) => key === 'diesel.co2')).toHaveLength(1)
    // CO2 = (E₁ + E₂) · c: energies ±5 % each, √2 · 0.05 ÷ 2 = 0.0354; carbon ±5 %: √(0.0354² + 0.05²) = 0.0612.
    expect(halfWidth(city, 'totals/co2Kg', city.totals.co2Kg)).toBeCloseTo(0.0612, 3)
  })

  test('certain activity with an uncertain factor: every mode as uncertain as the total', () => {
    const exact = { value: '100 TJ', plusMinus: '0 %' }
    const city = of({
      demand: [
        { mode: 'bus', energy: exact, carrier: 'diesel' },
        { mode: 'rail', energy: exact, carrier: 'diesel' },
      ],
    })
    for (const id of ['totals/co2Kg', 'byMode/bus/co2Kg', 'byMode/rail/co2Kg']) {
      const value = id.startsWith('totals') ? city.totals.co2Kg : city.totals.co2Kg / 2
      expect(halfWidth(city, id, value)).toBeCloseTo(0.05, 12)
    }
  })
})

describe('shares', () => {
  test('a fleet of two shares keeps its distance: what one has more the other has less', () => {
    const city = of({
      demand: [{ mode: 'car', vehicleDistance: { value: '100 million vkm', plusMinus: '0 %' } }],
      fleet: [
        { ...PETROL, distanceShare: { value: 0.6, plusMinus: '20 %' } },
        { ...PETROL, powertrain: 'diesel', distanceShare: { value: 0.4, plusMinus: '20 %' } },
      ],
    })
    const { intervals } = propagated(city)
    // Distance is certain as a whole and uncertain in its parts.
    const total = intervals.get('totals/vehicleDistanceVkm') ?? { lower: 0, upper: 0 }
    expect(total.upper - total.lower).toBeLessThan(1e-3)
    const part = intervals.get('lines/L1/vehicleDistanceVkm') ?? { lower: 0, upper: 0 }
    // s = x ÷ (x + y): relative deviation √2 · 0.2 · 0.4 = 0.113.
    expect((part.upper - part.lower) / (2 * 6e7)).toBeCloseTo(Math.SQRT2 * 0.2 * 0.4, 2)
  })

  test('the only share that is stated as uncertain is what the certain others leave', () => {
    const city = of({
      demand: [{ mode: 'car', vehicleDistance: '100 million vkm' }],
      fleet: [
        { ...PETROL, distanceShare: { value: 0.6, plusMinus: '20 %' } },
        { ...PETROL, powertrain: 'diesel', distanceShare: { value: 0.4, plusMinus: '0 %' } },
      ],
    })
    const keys = compileProgram(city, 'result').program.variables.map(({ key }) => key)
    expect(keys.some((key) => key.endsWith('distanceShare'))).toBe(false)
  })
})

describe('notices', () => {
  const drawn = (body: object, draws: number) => {
    const uncertainty = new Uncertainty(of(body), 'result')
    const { program, options } = uncertainty.task({ draws, seed: 1 })
    return uncertainty.drawn(simulate(program, options), { draws, seed: 1 })
  }

  test('draws-too-few where the limits of the total are not known to 1 %', () => {
    const few = drawn(ONE_ROW, 200)
    expect(few.simulation).toMatchObject({ draws: 200, seed: 1, converged: false })
    expect(few.notices.map(({ code }) => code)).toContain('draws-too-few')
    // Of ±23 % a limit of n draws is off by about 1.96 · √(0.025 · 0.975 ÷ n) ÷ 0.058 · 0.117 of the total.
    const many = drawn(ONE_ROW, 40_000)
    expect(many.simulation).toMatchObject({ converged: true })
    expect(many.notices.map(({ code }) => code)).not.toContain('draws-too-few')
  })

  const codes = (body: object) => propagated(of(body)).notices.map(({ code }) => code)

  test('uncertainty-default counts stated quantities that say nothing', () => {
    const [notice] = propagated(of(ONE_ROW)).notices
    expect(notice).toMatchObject({ code: 'uncertainty-default', pointer: '/demand/0/vehicleDistance' })
    // The distance, the energy intensity and the population; a share of 0 is a definition.
    expect(notice?.detail).toMatch(/^3 stated quantities have no stated uncertainty/)
  })

  test('propagation-wide where the total is known to ±60 % only', () => {
    const wide = { ...CAR, vehicleDistance: { value: '100 million vkm', plusMinus: '60 %' } }
    expect(codes({ ...ONE_ROW, demand: [wide] })).toContain('propagation-wide')
    expect(codes(ONE_ROW)).not.toContain('propagation-wide')
  })

  test('value-outside-interval where the stated distribution lies beside the value', () => {
    // The 2.5th percentile of a uniform from 100 to 300 is 105.
    const distribution = { kind: 'uniform', min: 100e6, max: 300e6 }
    const beside = { ...CAR, vehicleDistance: { value: 100e6, unit: 'vkm', distribution } }
    const [notice] = drawn({ ...ONE_ROW, demand: [beside] }, 5000).notices.filter(
      ({ code }) => code === 'value-outside-interval',
    )
    expect(notice?.detail).toContain('vehicleDistanceVkm')
  })
})

describe('figures', () => {
  const set = releasedSet('2026.2')
  const city = estimateOf(
    {
      demand: [
        { mode: 'car', flow: 'within', passengerDistance: '10 million pkm' },
        { mode: 'car', flow: 'inbound', passengerDistance: '20 million pkm' },
        { mode: 'bus', passengerDistance: '30 million pkm' },
        { mode: 'articulated-truck', tonneDistance: '30 million tkm' },
        { mode: 'walk', passengerDistance: '1 million pkm' },
        { mode: 'rail', energy: '3 GWh', carrier: 'electricity' },
      ],
      period: '2019',
    },
    set,
  )

  test('every figure of the program has the value that the estimate sums', () => {
    const { program } = compileProgram(city, 'lines')
    const values = new Map(program.figures.map(({ id }, index) => [id, program.values[index]]))
    const groups = {
      totals: new Map([['', city.totals]]),
      bySubSector: city.bySubSector,
      bySector: city.bySector,
      byMode: city.byMode,
      byScope: city.byScope,
      byCarrier: city.byCarrier,
      byFlow: city.byFlow,
    }
    let compared = 0
    for (const [group, sums] of Object.entries(groups))
      for (const [key, figures] of sums)
        for (const [quantity, value] of Object.entries(figures) as [
          keyof typeof city.totals,
          number | undefined,
        ][]) {
          const found = values.get(figureId(group as 'totals', key, quantity))
          if (value === undefined) expect(found).toBeUndefined()
          else expect(Math.abs((found ?? 0) - value)).toBeLessThanOrEqual(1e-9 * value)
          compared += 1
        }
    expect(compared).toBeGreaterThan(150)
    const shown = program.figures.filter(({ id }) => id !== '').map(({ id }) => id)
    expect(new Set(shown).size).toBe(shown.length)
  })

  test('a figure per distance leaves out what has no such distance', () => {
    const found = new Map(intensitiesOf(city).map((one) => [`${one.group} ${one.key} ${one.name}`, one]))
    // Rail is known by energy alone: the city has no intensity per passenger-kilometre, cars have one.
    expect(found.has('totals  co2eKgPerPkm')).toBe(false)
    const cars = city.byMode.get('car')
    expect(found.get('byMode car co2eKgPerPkm')?.kgPerDistance).toBeCloseTo((cars?.co2eKg ?? 0) / 30e6, 12)
    expect(found.get('byMode walk co2eKgPerPkm')?.kgPerDistance).toBe(0)
    const trucks = city.byMode.get('articulated-truck')
    expect(found.get('totals  co2eKgPerTkm')?.kgPerDistance).toBeCloseTo((trucks?.co2eKg ?? 0) / 30e6, 12)
  })

  test('a certain line never widens the relative interval of the others', () => {
    const width = (estimate: Estimate): number => halfWidth(estimate, 'totals/co2eKg', estimate.totals.co2eKg)
    const certain = { mode: 'ferry', energy: { value: '10 TJ', plusMinus: '0 %' }, carrier: 'diesel' }
    expect(width(of({ ...ONE_ROW, demand: [CAR, certain] }))).toBeLessThan(width(of(ONE_ROW)))
  })
})

describe('driver names', () => {
  test.each([
    ['Car, medium petrol euro-4: energy intensity, petrol', 'Car: energy intensity'],
    ['Car: share of distance, medium petrol euro-5', 'Car: share of distance'],
    ['Car, euro-5: fuel-economy index', 'Car: fuel-economy index'],
    ['petrol: share of ethanol in its energy', 'petrol: share of ethanol in its energy'],
    ['Population', 'Population'],
    ['Global warming potential of CH4, AR5, 100 years', 'Global warming potential of CH4, AR5, 100 years'],
  ])('%s is %s', (name, driver) => expect(driverName(name)).toBe(driver))
})
