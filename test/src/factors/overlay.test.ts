import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { readOverlay } from '../../../emission-factors/overlay.ts'
import type { OverlayRow } from '../../../emission-factors/overlay-row.ts'
import { type Estimate, type FactorSet, withOverlay } from '../../../src/index.ts'
import { HAND_RECORDS, HAND_SET } from '../../fixtures/hand-set.ts'
import { estimateOf } from '../../fixtures/request.ts'

const SOURCE = { title: 'Measured by the city' }

/** The hand-made set with own figures over it; throws if one is refused. */
function over(rows: readonly OverlayRow[], country = 'GB'): FactorSet {
  const { figures, refusals } = readOverlay(rows, HAND_SET, { country, name: 'own' })
  expect(refusals).toEqual([])
  return withOverlay(HAND_SET, { digest: 'sha256:own', figures })
}

const own = (row: Partial<OverlayRow> & Pick<OverlayRow, 'value' | 'unit'>): OverlayRow => ({
  source: SOURCE,
  ...row,
})

const published = (id: string) => {
  const record = HAND_RECORDS.find((one) => one.id === id)
  if (!record) throw new Error(`The hand-made set has no ${id}.`)
  return record
}

const codesOf = ({ notices }: Estimate): readonly string[] => notices.map(({ code }) => code)
const detailOf = ({ notices }: Estimate, code: string): string | undefined =>
  notices.find((notice) => notice.code === code)?.detail

const CARS = { demand: [{ mode: 'car', vehicleDistance: 1e6, powertrain: 'petrol' }], period: '2024' }
const POWER = { demand: [{ mode: 'rail', energy: '1 GWh', carrier: 'electricity' }] }
/** Uses the fleet, curves, occupancy, fuels, grid and losses of the set. */
const BROAD = {
  demand: [
    { mode: 'car', passengerDistance: 1e6 },
    { mode: 'rail', energy: '1 GWh', carrier: 'electricity' },
  ],
}

describe('a figure that replaces a record', () => {
  test.each(HAND_RECORDS.filter(({ kind }) => kind !== 'gwp').map(({ id }) => [id] as const))(
    'changes no number where it restates %s',
    (id) => {
      const { value, unit } = published(id)
      const plain = estimateOf(BROAD)
      const restated = estimateOf(BROAD, over([own({ replaces: id, value, unit })]))
      expect(restated.lines.map(({ products }) => products.map((one) => one.value))).toEqual(
        plain.lines.map(({ products }) => products.map((one) => one.value)),
      )
      expect(restated.totals).toEqual(plain.totals)
      const isUsed = plain.assumptions.some(({ record }) => record.id === id)
      expect(codesOf(restated).filter((code) => code.startsWith('own-factor'))).toEqual([
        isUsed ? 'own-factor-used' : 'own-factor-unused',
      ])
      if (isUsed) expect(detailOf(restated, 'own-factor-used')).toContain(`replaces ${id}`)
      if (isUsed) expect(detailOf(restated, 'own-factor-used')).toContain(': the same.')
    },
  )

  test.prop([fc.double({ min: 1, max: 1900, noNaN: true })])(
    'scales scope 2 by its own over the published grid intensity',
    (value) => {
      // grid.gb.2019 is 230 g CO2e/kWh.
      const plain = estimateOf(POWER).byScope.get('2')?.co2eKg ?? 0
      const set = over([own({ replaces: 'grid.gb.2019', value, unit: 'g CO2e/kWh' })])
      const changed = estimateOf(POWER, set).byScope.get('2')?.co2eKg ?? 0
      expect(changed / plain).toBeCloseTo(value / 230, 9)
    },
  )

  test('is told with the record and how far apart they are', () => {
    // 184 ÷ 230 = 0.8.
    const set = over([own({ replaces: 'grid.gb.2019', value: 184, unit: 'g CO2e/kWh' })])
    const notice = estimateOf(POWER, set).notices.find(({ code }) => code === 'own-factor-used')
    expect(notice?.detail).toMatch(/replaces grid\.gb\.2019, 230 g CO2e\/kWh: 20 % lower\.$/)
    expect([notice?.records, notice?.pointer]).toEqual([['own:0', 'grid.gb.2019'], '/factors/0'])
  })

  test('keeps the other gases of its table', () => {
    const rows = [own({ replaces: 'direct.us.car.co2.2019', value: 250, unit: 'g CO2/vkm' })]
    const body = { city: { name: 'A', country: 'US' }, demand: [{ mode: 'car', vehicleDistance: 1000 }] }
    // 1000 vkm × 250 g = 250 kg.
    expect(estimateOf(body, over(rows, 'US')).totals.co2Kg).toBeCloseTo(250, 9)
  })
})

describe('a figure of a subject', () => {
  const energy = { kind: 'energy-intensity', mode: 'car', powertrain: 'petrol' } as const

  test('goes before what is published, with the carrier that follows from the powertrain', () => {
    // 1 million vkm × 2 MJ = 2 million MJ.
    const made = estimateOf(CARS, over([own({ ...energy, value: 2, unit: 'MJ/vkm' })]))
    expect(made.totals.energyMj).toBeCloseTo(2e6, 6)
    expect(detailOf(made, 'own-factor-used')).toContain('takes precedence over energy.gb.car.petrol.2024')
    const assumption = made.assumptions.find(({ record }) => record.id === 'own:0')
    expect(assumption?.parameter.match).toEqual({ region: 'exact', year: 'any-year', technology: 'exact' })
  })

  test('goes before a speed curve too', () => {
    const speeds = [{ mode: 'car', meanSpeed: '28 km/h' }]
    const set = over([own({ ...energy, value: 2, unit: 'MJ/vkm' })])
    expect(estimateOf({ ...CARS, speeds }, set).totals.energyMj).toBeCloseTo(2e6, 6)
  })

  test('goes before an official grid figure though it is of another kind', () => {
    // China 2023 publishes 530.6 g CO2/kWh; 1 GWh × 400 g = 400 t.
    const rows = [own({ kind: 'grid-intensity', gas: 'co2e', value: 400, unit: 'g CO2e/kWh' })]
    const body = { ...POWER, city: { name: 'A', country: 'CN' }, period: '2023' }
    const made = estimateOf(body, over(rows, 'CN'))
    expect(made.byScope.get('2')?.co2eKg).toBeCloseTo(400_000, 6)
    expect(codesOf(made)).not.toContain('electricity-life-cycle')
    // 400 ÷ 583, of the life-cycle figure of the same country.
    expect(detailOf(made, 'own-factor-used')).toContain(
      'takes precedence over grid.cn.2023.life-cycle, 583 g CO2e/kWh: 31.4 % lower',
    )
  })

  test('stays with the years that it states', () => {
    const years = { yearFrom: 2018, yearTo: 2018 }
    const set = over([own({ kind: 'grid-intensity', gas: 'co2e', value: 100, unit: 'g CO2e/kWh', ...years })])
    const scope2 = (period: string) => estimateOf({ ...POWER, period }, set).byScope.get('2')?.co2eKg
    // 1 GWh × 100 g in 2018; of 2019 the set has 230 g.
    expect(scope2('2018')).toBeCloseTo(100_000, 6)
    expect(scope2('2019')).toBeCloseTo(230_000, 6)
  })

  test('of a fuel, without a sub-sector, speaks of every sub-sector', () => {
    const set = over([
      own({ kind: 'fuel-factor', carrier: 'petrol', gas: 'ch4', value: 38, unit: 'kg CH4/TJ' }),
    ])
    // The set has 3.8 kg CH4/TJ for road transport.
    expect(estimateOf(CARS, set).totals.ch4Kg).toBeCloseTo(estimateOf(CARS).totals.ch4Kg * 10, 9)
  })

  test('of a fleet takes the place of the whole mix', () => {
    const fleet = { kind: 'fleet-share', mode: 'car', vehicleClass: 'medium', unit: 'share' } as const
    const set = over([
      own({ ...fleet, powertrain: 'petrol', emissionStandard: 'euro-4', value: 0.25 }),
      own({ ...fleet, powertrain: 'diesel', emissionStandard: 'euro-4', value: 0.75 }),
    ])
    const { lines } = estimateOf({ demand: [{ mode: 'car', vehicleDistance: 1000 }] }, set)
    const distances = lines.map(({ powertrain, products }) => [
      powertrain,
      products.find(({ quantity }) => quantity === 'vehicle-distance')?.value,
    ])
    expect(distances).toEqual([
      ['petrol', 250],
      ['diesel', 750],
    ])
  })

  test('that nothing asks for is told', () => {
    const made = estimateOf(
      CARS,
      over([own({ kind: 'occupancy', mode: 'bus', value: 12, unit: 'persons/vehicle' })]),
    )
    expect(detailOf(made, 'own-factor-unused')).toBe(
      'This estimate does not use 1 of 1 own factors: occupancy of bus.',
    )
  })

  test('keeps its bounds, as stated or from plusMinus', () => {
    const [stated, relative] = readOverlay(
      [
        own({ ...energy, value: 2, unit: 'MJ/vkm', lower: 1.5, upper: 3 }),
        own({ kind: 'occupancy', mode: 'bus', value: 10, unit: 'persons/vehicle', plusMinus: 0.2 }),
      ],
      HAND_SET,
      { country: 'GB', name: 'own' },
    ).figures
    expect([stated?.record.lower, stated?.record.upper]).toEqual([1.5, 3])
    expect([relative?.record.lower, relative?.record.upper]).toEqual([8, 12])
  })
})

test('the set below stays as it is', () => {
  const before = estimateOf(POWER).totals
  estimateOf(POWER, over([own({ replaces: 'grid.gb.2019', value: 1, unit: 'g CO2e/kWh' })]))
  expect(estimateOf(POWER).totals).toEqual(before)
})
