import { fc, test as law } from '@fast-check/vitest'
import { beforeAll, describe, expect, test } from 'vitest'
import { nothingStated } from '../../../src/estimate/input.ts'
import { type Mode, type ModeActivity, OPEN_RELEASE } from '../../../src/index.ts'
import { daysOf, periodsBetween } from '../../../src/kernel/period.ts'
import type { DayCalendar } from '../../../src/series/day-calendar.ts'
import { type NamedPhase, type PhaseEffect, phasePeriods, phasesInSteps } from '../../../src/series/phases.ts'
import { UnitEmissions } from '../../../src/series/unit-emission.ts'
import { BLOCK } from '../../../src/uncertainty/column.ts'
import { compileProgram } from '../../../src/uncertainty/compile.ts'
import { Evaluation } from '../../../src/uncertainty/evaluation.ts'
import { fillNormal } from '../../../src/uncertainty/standard-normal.ts'
import { streamOf } from '../../../src/uncertainty/stream.ts'
import { newestSet } from '../../emission-factors/newest.ts'

const CALENDAR: DayCalendar = { marked: new Map(), seasons: [] }
const set = newestSet()

const DAYS = periodsBetween('2018-12', '2020', 'day')

/** Kilometres of a mode on each day of some. */
function activity(
  mode: Mode,
  kmOf: (day: string, at: number) => number | undefined,
  days = DAYS,
): ModeActivity {
  const byPeriod = new Map(
    days.flatMap((day, at): [string, number][] => {
      const km = kmOf(day, at)
      return km === undefined ? [] : [[day, km]]
    }),
  )
  return { mode, measure: 'vkm', halfWidthShare: 0.1, sources: [mode], byPeriod }
}

function emissionsOf(modes: readonly ModeActivity[], periods: readonly string[]): UnitEmissions {
  const steps = UnitEmissions.inSteps(set, nothingStated('GB', 2019), modes, { periods, speeds: new Map() })
  return drained(steps)
}

function drained<T>(steps: Generator<undefined, T>): T {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** Places by year: the units of a year are those of every day of it. */
let byYear: UnitEmissions
const [CAR, BUS] = [activity('car', () => 1), activity('bus', () => 1)]
beforeAll(() => {
  byYear = emissionsOf([CAR, BUS], ['2018', '2019', '2020'])
})

const effectsOf = (
  modes: readonly ModeActivity[],
  phases: readonly NamedPhase[],
  more: { readonly scaleGaps?: boolean; readonly calendar?: DayCalendar } = {},
): readonly PhaseEffect[] =>
  drained(
    phasesInSteps(
      modes,
      OPEN_RELEASE,
      { phases, grain: 'day', factGrain: 'day', calendar: CALENDAR, scaleGaps: false, ...more },
      byYear,
    ),
  )

const MARCH: NamedPhase = { name: 'March', from: '2020-03-02', to: '2020-03-29' }

describe('a phase', () => {
  test('worked by hand: 28 days at half of the traffic of a year before', () => {
    const car = activity('car', (day) => (day.startsWith('2020') ? 500_000 : 1_000_000))
    const [phase] = effectsOf([car], [MARCH])
    const [unit2019, unit2020] = [2019, 2020].map((year) =>
      byYear.unitCo2eKg({ mode: 'car', period: `${year}` }),
    )
    if (!phase || unit2019 === undefined || unit2020 === undefined) throw new Error('nothing made')
    // A unit is a million kilometres: 28 days × 0.5.
    expect(phase.co2eKg?.value).toBeCloseTo(14 * unit2020, 6)
    expect(phase.dailyCo2eKg?.value).toBeCloseTo(0.5 * unit2020, 6)
    expect(phase.change?.co2e?.value).toBeCloseTo((0.5 * unit2020) / unit2019 - 1, 12)
    expect(phase.change?.activity?.value).toBeCloseTo(-0.5, 12)
    expect(phase.change?.compared).toBe(28)
    // Two counts of ±3 % each: ±4.243 % of a ratio of 0.5.
    expect((phase.change?.activity?.upper ?? 0) + 0.5).toBeCloseTo(0.5 * 0.03 * Math.SQRT2, 6)
    expect(phase.days).toBe(28)
    expect(phase.status).toBe('complete')
  })

  test('is compared with the same weekdays: a quiet Sunday with a quiet Sunday', () => {
    const isSunday = (day: string): boolean => new Date(`${day}T00:00:00Z`).getUTCDay() === 0
    const car = activity('car', (day) => (isSunday(day) ? 1 : 10))
    for (const day of ['2020-03-14', '2020-03-15', '2020-03-16']) {
      const [phase] = effectsOf([car], [{ name: 'one', from: day, to: day }])
      expect(phase?.change?.activity?.value).toBeCloseTo(0, 12)
    }
  })

  test('a mode that is missing on a side of a day is not compared on that day, and nothing is', () => {
    const bus = activity('bus', (day) => (day === '2019-03-06' ? undefined : 1e6))
    const car = activity('car', () => 1e6)
    const [phase] = effectsOf([car, bus], [MARCH])
    // 2019-03-06 is the like of 2020-03-04 (Wednesday of week 10).
    expect(phase?.change?.compared).toBe(27)
    expect(phase?.modes.map(({ mode, change }) => [mode, change?.compared])).toEqual([
      ['car', 28],
      ['bus', 27],
    ])
    expect(phase?.change?.activity?.value).toBeCloseTo(0, 12)
  })

  test('a mode without facts is missing, and never 0', () => {
    const bus = activity('bus', (day) => (day < '2020' ? 1e6 : undefined))
    const [phase] = effectsOf([activity('car', () => 1e6), bus], [MARCH])
    expect(phase).toMatchObject({ status: 'partial', missing: ['bus'] })
    expect(phase?.modes.map(({ mode }) => mode)).toEqual(['car'])
    const [none] = effectsOf([bus], [MARCH])
    expect(none).toMatchObject({ status: 'missing', co2eKg: undefined, change: undefined })
  })

  test('without a year before has no change', () => {
    const [phase] = effectsOf([activity('car', (day) => (day < '2020' ? undefined : 1e6))], [MARCH])
    expect(phase?.change).toBeUndefined()
    expect(phase?.co2eKg?.value).toBeGreaterThan(0)
  })

  test('gaps are scaled if asked, and only then', () => {
    const half = activity('car', (day, at) => (at % 2 === 0 || day < '2020' ? 1e6 : undefined))
    const [left] = effectsOf([half], [MARCH])
    const [scaled] = effectsOf([half], [MARCH], { scaleGaps: true })
    expect(left?.status).toBe('partial')
    expect((scaled?.co2eKg?.value ?? 0) / (left?.co2eKg?.value ?? 1)).toBeCloseTo(2, 12)
    expect(scaled?.dailyCo2eKg?.value).toBe(left?.dailyCo2eKg?.value)
  })

  test('needs the periods that it is compared with', () => {
    const periods = phasePeriods([{ name: 'one', from: '2021-01-04', to: '2021-01-04' }], 'day', CALENDAR)
    expect(periods).toEqual(['2019-12-30', '2021-01-04'])
    expect(phasePeriods([{ name: 'one', from: '2020-01', to: '2020-02' }], 'month', CALENDAR)).toEqual([
      ...['2019-01', '2019-02', '2020-01', '2020-02'],
    ])
  })
})

const amounts = fc.array(fc.integer({ min: 1, max: 9_000_000 }), { minLength: 50, maxLength: 50 })

describe('laws', () => {
  const of = (some: readonly number[], mode: Mode, scale = 1): ModeActivity =>
    activity(mode, (_, at) => (some[at % some.length] ?? 1) * scale)
  const YEAR: NamedPhase = { name: 'all', from: '2020-01-01', to: '2020-12-31' }

  law.prop([amounts, amounts, fc.integer({ min: 1, max: 364 })], { numRuns: 25 })(
    'the parts of a year add up to the year, and a phase that is the whole series is its total',
    (cars, buses, cut) => {
      const modes = [of(cars, 'car'), of(buses, 'bus')]
      const first = daysOf('2020-01-01')?.first ?? 0
      const text = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)
      const parts = effectsOf(modes, [
        { name: 'before', from: '2020-01-01', to: text(first + cut) },
        { name: 'after', from: text(first + cut + 1), to: '2020-12-31' },
      ])
      const [whole] = effectsOf(modes, [YEAR])
      const sum = parts.reduce((total, { co2eKg }) => total + (co2eKg?.value ?? Number.NaN), 0)
      expect(sum / (whole?.co2eKg?.value ?? 0)).toBeCloseTo(1, 12)
      const units = (mode: ModeActivity) =>
        [...mode.byPeriod].reduce((km, [day, one]) => (day.startsWith('2020') ? km + one / 1e6 : km), 0)
      const total = modes.reduce(
        (kg, one) => kg + units(one) * byYear.unitCo2eKg({ mode: one.mode, period: '2020' }),
        0,
      )
      expect((whole?.co2eKg?.value ?? 0) / total).toBeCloseTo(1, 12)
      const ofModes = whole?.modes.reduce((kg, { co2eKg }) => kg + (co2eKg?.value ?? 0), 0) ?? 0
      expect(ofModes / total).toBeCloseTo(1, 12)
    },
  )

  law.prop([amounts, amounts, fc.double({ min: 0.01, max: 100, noNaN: true })], { numRuns: 25 })(
    'all of the dataset times a number: totals move by it, changes and their intervals stay',
    (cars, buses, scale) => {
      const [one] = effectsOf([of(cars, 'car'), of(buses, 'bus')], [MARCH])
      const [other] = effectsOf([of(cars, 'car', scale), of(buses, 'bus', scale)], [MARCH])
      expect((other?.co2eKg?.value ?? 0) / (one?.co2eKg?.value ?? 1) / scale).toBeCloseTo(1, 9)
      for (const end of ['value', 'lower', 'upper'] as const) {
        expect(other?.change?.co2e?.[end]).toBeCloseTo(one?.change?.co2e?.[end] ?? Number.NaN, 9)
        expect(other?.change?.activity?.[end]).toBeCloseTo(one?.change?.activity?.[end] ?? Number.NaN, 9)
      }
    },
  )
})

describe('the interval of a change, against draws that redraw everything', () => {
  /** Draws of CO2e of a million km of a mode in a year; the same quantity has the same draws in every estimate. */
  function unitDraws(draws: number, seed: number) {
    const years = [2019, 2020].map((year) => {
      const estimate = byYear.byYear.get(year)
      if (!estimate) throw new Error('no such year')
      const { program } = compileProgram(estimate, 'result')
      const evaluation = new Evaluation(program, seed)
      const columns = ['car', 'bus'].map((mode) => {
        const at = program.figures.findIndex(({ id }) => id === `byMode/${mode}/co2eKg`)
        const figure = evaluation.figures[at]
        if (!figure) throw new Error('no such figure')
        return figure
      })
      return { evaluation, columns }
    })
    const drawn = [0, 1, 2, 3].map(() => new Float64Array(draws))
    for (let done = 0; done < draws; done += BLOCK)
      for (const [y, { evaluation, columns }] of years.entries()) {
        evaluation.next()
        for (const [m, { column, scale, constant }] of columns.entries())
          for (let k = 0; k < BLOCK && done + k < draws; k += 1)
            (drawn[y * 2 + m] as Float64Array)[done + k] = constant + scale * (column?.[k] ?? 0)
      }
    return drawn
  }

  const DRAWS = 40_960

  const normals = (key: string): Float64Array => {
    const stream = streamOf(9, key)
    const all = new Float64Array(DRAWS)
    for (let done = 0; done < DRAWS; done += BLOCK) fillNormal(all.subarray(done, done + BLOCK), stream)
    return all
  }

  test.each([
    ['fewer cars, as many buses', 0.4, 1],
    ['more of both', 1.3, 1.2],
    ['the same', 1, 1],
  ])('%s', (_, cars, buses) => {
    const modes = [
      activity('car', (day) => (day.startsWith('2020') ? 5e6 * cars : 5e6)),
      activity('bus', (day) => (day.startsWith('2020') ? 4e5 * buses : 4e5)),
    ]
    const [phase] = effectsOf(modes, [MARCH])
    const [car19, bus19, car20, bus20] = unitDraws(DRAWS, 5) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ]
    const [e1, e2, e3, e4] = ['a', 'b', 'c', 'd'].map(normals) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ]
    const error = (z: number): number => 1 + (0.03 / 1.959964) * z
    const ratios = Float64Array.from({ length: DRAWS }, (_, k) => {
      const at = (some: Float64Array): number => some[k] as number
      const now = 5 * cars * at(car20) * error(at(e1)) + 0.4 * buses * at(bus20) * error(at(e2))
      const before = 5 * at(car19) * error(at(e3)) + 0.4 * at(bus19) * error(at(e4))
      return now / before - 1
    }).sort()
    const change = phase?.change?.co2e
    if (!change) throw new Error('no change')
    const [lower, upper] = [0.025, 0.975].map((p) => ratios[Math.round(p * DRAWS)] as number)
    const width = (upper as number) - (lower as number)
    // Each end within 5 % of the width of the interval; the draws themselves know it to 1 %.
    expect(Math.abs(change.lower - (lower as number)) / width).toBeLessThan(0.05)
    expect(Math.abs(change.upper - (upper as number)) / width).toBeLessThan(0.05)
    // What both years share does cancel: far narrower than the phase itself.
    const own = phase?.co2eKg
    if (!own) throw new Error('no total')
    expect(width / (1 + change.value)).toBeLessThan(0.75 * ((own.upper - own.lower) / own.value))
  })
})
