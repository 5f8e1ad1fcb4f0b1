import { beforeAll, describe, expect, test } from 'vitest'
import { PartsUnknown } from '../../src/estimate/part-unknown.ts'
import {
  compileFactorSet,
  type Estimate,
  type EstimateInput,
  estimateUnits,
  type FactorSet,
  GWP_SETS,
  nothingStated,
  type Stated,
} from '../../src/index.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { newestContent, newestSet } from './newest.ts'

/** The countries of issue 13. */
const COUNTRIES = 'GB US DE FR ES IT NL PL SE NO FI CN JP IN BR'.split(' ')
const YEARS = [2010, 2019, 2024]

let draft: FactorSet

beforeAll(() => {
  draft = newestSet()
})

const stated = <Unit extends string>(value: number, unit: Unit, pointer: string): Stated<Unit> => ({
  value,
  unit,
  pointer,
})

/** A tram by its energy and an electric bus by its distance. */
function city(country: string, year: number, more: Partial<EstimateInput> = {}): EstimateInput {
  return {
    ...nothingStated(country, year),
    demand: [
      {
        pointer: '/demand/0',
        mode: 'tram',
        carrier: 'electricity',
        energy: stated(1e6, 'MJ', '/demand/0/energy'),
      },
      {
        pointer: '/demand/1',
        mode: 'bus',
        vehicleDistance: stated(1e6, 'vkm', '/demand/1/vehicleDistance'),
      },
    ],
    // Stated, for not every country and year has electric buses by default.
    fleet: [
      {
        pointer: '/fleet/0',
        mode: 'bus',
        powertrain: 'electric',
        distanceShare: stated(1, 'share', '/fleet/0/distanceShare'),
        energyIntensity: stated(4.7, 'MJ/vkm', '/fleet/0/energyIntensity'),
      },
    ],
    ...more,
  }
}

const wholeCo2 = ({ lines }: Estimate): boolean =>
  new PartsUnknown(lines).find('totals', 'co2Kg') === undefined

/** Losses of later years are held at other digits. */
const LOSSES = {
  electricity: { pointer: '/electricity', lossShare: stated(0.05, 'share', '/electricity/lossShare') },
} as const

describe('a grid known as CO2e only', () => {
  test.each(COUNTRIES)('%s: a tram and an electric bus have CO2 in every year', (country) => {
    for (const year of YEARS) {
      const estimate = estimateUnits(city(country, year), draft)
      expect(wholeCo2(estimate), `${country} ${year}`).toBe(true)
      expect(estimate.totals.co2Kg).toBeGreaterThan(0.7 * estimate.totals.co2eKg)
      expect(estimate.totals.unsplitKgCo2e).toBe(0)
    }
  })

  test('the check fails with a released set, which does not split it', () => {
    expect(estimateUnits(city('DE', 2019), releasedSet('2026.2')).totals.unsplitKgCo2e).toBeGreaterThan(0)
  })

  test.each(GWP_SETS)('%s: the gases come to the CO2e that was published', (gwp) => {
    const split = estimateUnits(city('DE', 2019, { gwp }), draft)
    const { co2Kg, ch4Kg, n2oKg, co2eKg } = split.totals
    expect((co2Kg + ch4Kg * split.gwp.ch4 + n2oKg * split.gwp.n2o) / co2eKg).toBeCloseTo(1, 9)
    const tram = split.lines.find(({ mode }) => mode === 'tram')?.pointer
    const only = (of: FactorSet): number =>
      estimateUnits(
        { ...city('DE', 2019, { gwp, ...LOSSES }), demand: city('DE', 2019).demand.slice(0, 1) },
        of,
      ).totals.co2eKg
    expect(tram).toBe('/demand/0')
    expect(only(draft) / only(releasedSet('2026.2'))).toBeCloseTo(1, 9)
  })

  test('potentials in every order give the same figures as a fresh set', () => {
    const fresh = compileFactorSet(newestContent())
    for (const gwp of ['AR6', 'AR5', 'AR4'] as const)
      expect(estimateUnits(city('FR', 2019, { gwp }), fresh).totals).toEqual(
        estimateUnits(city('FR', 2019, { gwp }), draft).totals,
      )
  })

  test('a stated intensity in CO2e is split as the one that it stands for, and one in CO2 has the other gases on top', () => {
    const electricity = (unit: 'g CO2/kWh' | 'g CO2e/kWh'): Estimate =>
      estimateUnits(
        city('DE', 2019, {
          electricity: {
            pointer: '/electricity',
            intensity: stated(300, unit, '/electricity/intensity'),
          },
        }),
        draft,
      )
    const asCo2e = electricity('g CO2e/kWh')
    // Germany's default covers the life cycle, and its share of CO2 is the share of what is stated.
    const { co2Kg, co2eKg } = estimateUnits(city('DE', 2019), draft).totals
    expect(asCo2e.totals.co2Kg / asCo2e.totals.co2eKg).toBeCloseTo(co2Kg / co2eKg, 9)
    expect(asCo2e.notices.map(({ code }) => code)).toContain('gas-split-assumed')
    const asCo2 = electricity('g CO2/kWh').totals
    expect(asCo2.co2Kg).toBeCloseTo(asCo2e.totals.co2eKg, 6)
    // grid-gas-share.co2.epa-egrid: CO2 is 0.99513 of the CO2e of power stations.
    expect(asCo2.co2Kg / asCo2.co2eKg).toBeCloseTo(0.99513, 9)
  })

  test.each(['DE', 'NZ', 'JP'])(
    '%s: stated back, its well-to-tank emissions are as whole as they were',
    (country) => {
      const [grid] = estimateUnits(city(country, 2019), draft).assumptions.flatMap(({ record }) =>
        record.kind === 'grid-intensity' ? [record.canonicalValue] : [],
      )
      const intensity = stated(grid ?? Number.NaN, 'g CO2e/kWh', '/electricity/intensity')
      const back = estimateUnits(
        city(country, 2019, { electricity: { pointer: '/electricity', intensity } }),
        draft,
      )
      const lacks = ({ lines }: Estimate) => lines.map(({ unknown = [] }) => unknown.includes('well-to-tank'))
      // Ember's figures hold the supply of fuels, and so does the same number where it is stated.
      expect(lacks(back)).toEqual([false, false])
      expect(lacks(back)).toEqual(lacks(estimateUnits(city(country, 2019), draft)))
      const notice = back.notices.find(({ code }) => code === 'electricity-life-cycle')
      expect(notice).toMatchObject({ pointer: '/electricity/intensity' })
      expect(notice?.detail).toContain(
        'State electricity.intensity in g CO2/kWh if it is of power stations alone.',
      )
    },
  )

  test('the shares are those of the released grids that give the gases apart', () => {
    const share = (kind: string, gas: string) =>
      draft.content.records.find((record) => record.kind === kind && record.gas === gas)
    // Great Britain 2025 by hand: 0.17489 ÷ (0.17489 + 0.00090 + 0.00122), and with a supply of 0.0459 kg CO2e/kWh.
    const operated = 0.17489 / 0.17701
    expect(operated).toBeGreaterThan(share('grid-gas-share', 'co2')?.lower ?? 1)
    expect(operated).toBeLessThan(share('grid-gas-share', 'co2')?.upper ?? 0)
    expect(share('grid-life-cycle-share', 'co2')?.lower).toBeCloseTo(0.17489 / (0.17701 + 0.0459), 5)
  })
})
