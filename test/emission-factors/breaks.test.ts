import { beforeAll, describe, expect, test } from 'vitest'
import { checkBreaks, checkMeans, checkSteps } from '../../emission-factors/breaks.ts'
import type { FactorRow } from '../../emission-factors/table.ts'
import type { DeclaredBreak } from '../../src/index.ts'
import { newestContent } from './newest.ts'

const row = (kind: 'energy-level' | 'fleet-share', powertrain: string, year: number, value: number) => ({
  row: {
    id: `${kind}.${powertrain}.${year}`,
    kind,
    series: `${kind}.${powertrain}`,
    mode: 'car',
    powertrain,
    carrier: powertrain === 'electric' ? 'electricity' : powertrain,
    region: 'NO',
    yearFrom: year,
    yearTo: year,
    value,
  } as unknown as FactorRow,
  place: { file: 'years.csv' },
})

/** Petrol cars of 2.5 and electric ones of 0.7 MJ/vkm, whose share grows from 0.1 to 0.16: fuel 2.25 to 2.1, −6.67 %. */
const YEARS = [
  row('energy-level', 'electric', 2019, 0.7),
  row('energy-level', 'electric', 2020, 0.7),
  row('energy-level', 'petrol', 2019, 2.5),
  row('energy-level', 'petrol', 2020, 2.5),
  row('fleet-share', 'electric', 2019, 0.1),
  row('fleet-share', 'electric', 2020, 0.16),
  row('fleet-share', 'petrol', 2019, 0.9),
  row('fleet-share', 'petrol', 2020, 0.84),
]
const DECLARED: DeclaredBreak = {
  series: 'fleet-share.electric',
  year: 2020,
  from: 2.25,
  to: 2.1,
  ratio: 0.93333,
  why: 'electric vehicles by registrations',
}

function faults(years: typeof YEARS, breaks: readonly DeclaredBreak[]): readonly string[] {
  const found: string[] = []
  const report = (_: unknown, what: string): void => void found.push(what)
  checkBreaks(
    breaks.map((one) => ({ row: one, place: { file: 'breaks.csv' } })),
    years,
    report,
  )
  checkSteps(years, breaks, report)
  checkMeans(years, breaks, report)
  return found
}

describe('a step of more than 3 %', () => {
  test('of the mean over a fleet is refused until it is declared', () => {
    expect(faults(YEARS, [])).toEqual(['car in NO uses -6.7 % of fuel in 2020, and no break declares it'])
    expect(faults(YEARS, [DECLARED])).toEqual([])
  })

  test('of trains is measured by all that they use', () => {
    // 2.32 to 2.212 MJ, electricity counted: −4.66 %.
    const trains = YEARS.map(({ row, place }) => ({ row: { ...row, mode: 'rail' as const }, place }))
    expect(faults(trains, [])).toEqual(['rail in NO uses -4.7 % of energy in 2020, and no break declares it'])
  })

  test('of a level is refused until a break of that very series declares it', () => {
    const jumps = [row('energy-level', 'petrol', 2019, 2.5), row('energy-level', 'petrol', 2020, 2.4)]
    expect(faults(jumps, [])).toEqual(['energy-level.petrol.2020: a step of -4.0 %'])
    const ofLevel = { ...DECLARED, series: 'energy-level.petrol', from: 2.5, to: 2.4, ratio: 0.96 }
    expect(faults(jumps, [ofLevel])).toEqual([])
  })

  test('is declared of a series and year that are there, once, and in figures that fit together', () => {
    const { series } = DECLARED
    expect(faults(YEARS, [DECLARED, { ...DECLARED, series: 'fleet-share.steam' }])).toEqual([
      'there is no step of fleet-share.steam from 2019 to 2020',
    ])
    expect(faults(YEARS, [DECLARED, { ...DECLARED, year: 2019 }])).toEqual([
      `there is no step of ${series} from 2018 to 2019`,
    ])
    expect(faults(YEARS, [DECLARED, DECLARED])).toEqual([`${series} breaks twice in 2020`])
    expect(faults(YEARS, [{ ...DECLARED, ratio: 0.9 }])).toEqual([
      `${series}, 2020: 2.1 over 2.25 is not 0.9`,
    ])
    expect(faults(YEARS, [{ ...DECLARED, to: 2.21, ratio: 2.21 / 2.25 }])).toEqual([
      `${series}, 2020: a step of at most 2 % is no break`,
    ])
  })
})

describe('the breaks of the newest set', () => {
  let breaks: readonly DeclaredBreak[] = []
  beforeAll(() => {
    breaks = newestContent().breaks ?? []
  })

  // Σ share × level of what burns fuel, of the levels and mixes compiled apart from this build.
  test.each([
    ['fleet-share.car.electric.no.cordon-levels-no', 2022, 0.9413],
    ['fleet-share.bus.electric.no.cordon-levels-no', 2025, 0.932],
    ['fleet-share.bus.electric.dk.cordon-levels-dk', 2025, 0.952],
  ])('hold %s, %i', (series, year, ratio) => {
    const found = breaks.find((one) => one.series === series && one.year === year)
    // Norway's cars are the mean of the north, and Finland's blend is another here.
    expect(Math.abs((found?.ratio ?? Number.NaN) - ratio)).toBeLessThan(0.001)
  })
})
