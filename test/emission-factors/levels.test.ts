import { existsSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { EUROPEAN } from '../../emission-factors/build/levels/countries.ts'
import type { Level } from '../../emission-factors/build/levels/level.ts'
import { allLevels } from '../../emission-factors/build/levels/levels.ts'
import { FIRST_YEAR, YEARS } from '../../emission-factors/build/levels/line.ts'
import { NationalFigures } from '../../emission-factors/build/levels/national-figures.ts'
import { openFigures } from '../../emission-factors/figure-file.ts'
import {
  compileFactorSet,
  type DemandRow,
  type Estimate,
  type EstimateInput,
  estimateUnits,
  type FactorSet,
  findFactor,
  type Mode,
  nothingStated,
} from '../../src/index.ts'
import { COMPILED_LEVELS, compiledLevels, wordOf } from './compiled.ts'
import { FIGURES, newestContent } from './newest.ts'

const COUNTRIES = ['US', ...EUROPEAN.map(({ region }) => region)]
const MODES = [
  'car',
  'van',
  'rigid-truck',
  'articulated-truck',
  'bus',
  'coach',
  'motorcycle',
  'taxi',
] as const
const CLOSE = 1e-9
const LAW_YEARS = [
  1990, 2000, 2010, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025,
] as const

/** The largest countries and longest anchors; the others follow the same rules, and are looked at in fewer years. */
const WITH_ANCHORS: ReadonlySet<string> = new Set([
  'GB',
  'DE',
  'FR',
  'ES',
  'IT',
  'NL',
  'PL',
  'SE',
  'NO',
  'FI',
])
const FEW_YEARS = [1990, 2005, 2015, 2019, 2025] as const

const figures = new NationalFigures(openFigures(FIGURES).all())
let set: FactorSet
let levels: readonly Level[]
/** The declared steps, by country, mode and year. */
let declared: ReadonlySet<string>

beforeAll(() => {
  const content = newestContent()
  set = compileFactorSet(content)
  levels = allLevels(figures, content.curves)
  const seriesOf = new Map(content.records.map((record) => [record.series, record]))
  declared = new Set(
    (content.breaks ?? []).map(({ series, year }) => {
      const { region, mode } = seriesOf.get(series) ?? {}
      return `${region} ${mode} ${year}`
    }),
  )
})

const cases = COUNTRIES.flatMap((country) => MODES.map((mode) => [country, mode] as const))

function driven(
  country: string,
  mode: Mode,
  year: number,
  row: Partial<DemandRow> = {},
  more: Partial<EstimateInput> = {},
): Estimate {
  const demand = {
    pointer: '/demand/0',
    mode,
    vehicleDistance: { value: 1e6, unit: 'vkm', pointer: '/demand/0/vehicleDistance' },
    ...row,
  } as const
  return estimateUnits({ ...nothingStated(country, year), ...more, demand: [demand] }, set)
}

const energy = ({ totals }: Estimate): number => totals.energyMj ?? Number.NaN

type Cell = Pick<FleetRow, 'vehicleClass' | 'powertrain'>
type FleetRow = EstimateInput['fleet'][number]

/** Cells and shares of a default fleet, as the set gives them. */
function fleetOf(country: string, mode: Mode, year: number): readonly (readonly [Cell, number])[] {
  return set
    .fleetShares(mode, country)
    .filter((record) => record.yearFrom === year)
    .map(({ vehicleClass, powertrain, canonicalValue }) => [{ vehicleClass, powertrain }, canonicalValue])
}

describe.each(cases)('%s %s', (country, mode) => {
  test('goes through energy in every year, and its cells make up its mean', () => {
    for (const year of country === 'US' || WITH_ANCHORS.has(country) ? LAW_YEARS : FEW_YEARS) {
      const whole = driven(country, mode, year)
      expect(
        whole.lines.every(({ method }) => method === 'energy'),
        `${year}`,
      ).toBe(true)
      let mean = 0
      for (const [cell, share] of fleetOf(country, mode, year))
        mean += share * energy(driven(country, mode, year, cell))
      expect(Math.abs(mean / energy(whole) - 1), `${year}`).toBeLessThan(CLOSE)
    }
  })

  test('stays the same when its mean speed, fleet, density or temperature is stated back', () => {
    const year = 2019
    const before = energy(driven(country, mode, year))
    const speed = set.find({ kind: 'mean-speed', mode }, 'GLO')[0]?.canonicalValue
    const temperature = set.find({ kind: 'mean-temperature' }, country)[0]?.canonicalValue
    const stated: Partial<EstimateInput>[] = [
      {
        fleet: fleetOf(country, mode, year).map(([cell, share], index) => ({
          pointer: `/fleet/${index}`,
          mode,
          ...cell,
          distanceShare: { value: share, unit: 'share', pointer: `/fleet/${index}/distanceShare` },
        })),
      },
    ]
    const density = findFactor(set, { subject: { kind: 'reference-density' }, region: country, year })
    const persons = (density?.record.canonicalValue ?? Number.NaN) * 100
    stated.push({
      city: {
        name: '',
        country,
        population: { value: persons, unit: 'persons', pointer: '/city/population' },
        area: { value: 100, unit: 'km2', pointer: '/city/area' },
      },
    })
    if (speed !== undefined)
      stated.push({
        speeds: [
          { pointer: '/speeds/0', mode, meanSpeed: { value: speed, unit: 'km/h', pointer: '/speeds/0' } },
        ],
      })
    if (temperature !== undefined)
      stated.push({
        climate: {
          pointer: '/climate',
          meanTemperature: { value: temperature, unit: '°C', pointer: '/climate' },
        },
      })
    for (const more of stated)
      expect(Math.abs(energy(driven(country, mode, year, {}, more)) / before - 1)).toBeLessThan(CLOSE)
  })

  test('electric vehicles use less than any that burn fuel', () => {
    const of = (year: number, carrier: string): readonly number[] =>
      levels
        .filter((one) => one.mode === mode && one.region === country && one.vehicleClass === undefined)
        .filter(({ powertrain }) => (powertrain === 'electric') === (carrier === 'electricity'))
        .filter(({ powertrain }) => !powertrain.startsWith('plug-in'))
        .map(({ values }) => values[year - FIRST_YEAR] ?? Number.NaN)
    for (const year of YEARS)
      for (const electric of of(year, 'electricity'))
        expect(electric).toBeLessThan(Math.min(...of(year, 'fuel')))
  })

  test('has no trend that its level and fleet do not have: 3 % a year at most or as declared, at constant distance', () => {
    let before: number | undefined
    for (const year of YEARS) {
      const now = energy(driven(country, mode, year))
      if (before !== undefined && !declared.has(`${country} ${mode} ${year}`))
        expect(Math.abs(now / before - 1), `${year}`).toBeLessThan(0.03)
      before = now
    }
  })
})

describe('cars at national conditions', () => {
  // Inventory CO2 over vehicle-km, as in the figures; smoothing leaves 3 %.
  test.each(['GB', 'DE'] as const)('of %s emit what the inventory gives', (country) => {
    const anchors = figures
      .list({ measure: 'co2-per-vkm', mode: 'car', powertrain: 'all', region: country })
      .filter(({ year, splice }) => splice !== 'surrogate' && year !== 2020 && year !== 2021)
    expect(anchors.length).toBeGreaterThan(15)
    for (const { year, value } of anchors)
      expect(Math.abs(driven(country, 'car', year).totals.co2Kg / 1000 / value - 1), `${year}`).toBeLessThan(
        0.03,
      )
  })
})

describe('the levels derived here', () => {
  test.skipIf(!existsSync(COMPILED_LEVELS))(
    'lie within 0.5 % of those compiled apart from them (skipped without their file)',
    () => {
      const compiled = compiledLevels()
      const off = levels.filter(isCompared).flatMap((level) =>
        YEARS.filter((year) => year >= (FIRST_COMPARED[level.region] ?? 2005)).flatMap((year) => {
          const expected = compiled.get(
            `${level.mode}|${classOf(level)}|${wordOf(level)}|${level.region}|${year}`,
          )
          if (expected === undefined) return [`${level.mode} ${wordOf(level)} ${level.region}: not compiled`]
          const apart = (level.values[year - FIRST_YEAR] ?? Number.NaN) / expected - 1
          return Math.abs(apart) <= (isOfOwnBlend(level, year) ? 0.06 : 0.005)
            ? []
            : [`${level.mode} ${wordOf(level)} ${level.region} ${year}: ${apart}`]
        }),
      )
      expect(off).toEqual([])
    },
  )
})

/**
 * Before, the compiled levels follow a French panel of which the licence is not known, so that it cannot be in the figures;
 * here the mean trend of the countries with anchors carries cars back, up to 2 % apart in 1990. In France it bent the first
 * year of the inventory too, by 0.5 %.
 */
const FIRST_COMPARED: Readonly<Record<string, number>> = { GB: 2000, DE: 2000, US: 1990, FR: 2006 }

/**
 * The inventory's fossil CO2 is made energy by the blend. Compiled, it rises by 0.25 points a year after 2015; here, it is what
 * Eurostat's SHARES has, which in Finland fell from 17 to 8 % of diesel within two years: its level is 5 % lower. Norway's cars are the mean of the
 * north, Finland among it.
 */
const OWN_BLEND: Readonly<Record<string, number>> = { FI: 2012, NO: 2012, EE: 2015, LV: 2015, SI: 2015 }
const isOfOwnBlend = ({ mode, region }: Level, year: number): boolean =>
  (mode === 'car' || mode === 'taxi') && year >= (OWN_BLEND[region] ?? Number.POSITIVE_INFINITY)

/**
 * Compiled American buses are transit buses; here only diesel, the mean of all, has the like. No ride-hail was compiled, and no
 * taxi with a plug: it stands to its car as all taxis do. Other places: `world-levels.test.ts`.
 */
const isCompared = ({ mode, region, powertrain }: Level): boolean =>
  (COUNTRIES as readonly string[]).includes(region) &&
  mode !== 'ride-hail' &&
  (mode !== 'bus' || region !== 'US' || powertrain === 'diesel') &&
  (mode !== 'taxi' || !powertrain.startsWith('plug-in'))

const classOf = ({ mode, vehicleClass, region }: Level): string =>
  vehicleClass ?? (mode === 'bus' && region !== 'US' ? 'local-bus' : 'all')
