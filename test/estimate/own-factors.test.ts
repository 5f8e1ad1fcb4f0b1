import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getKnown } from '../../api/estimate/figure-schema.ts'
import { linesView } from '../../api/estimate/result-schema.ts'
import { estimateAnswer } from '../../api/estimates/schema.ts'
import { readOverlay } from '../../emission-factors/overlay.ts'
import { newestSet } from '../emission-factors/newest.ts'
import { faultsOf, noticesOf, resultOf } from '../fixtures/newest-answer.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { newApp, postEstimate } from '../fixtures/service.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = await newApp()
})
afterAll(() => app.close())

const source = {
  title: 'Grid operator of the city',
  publisher: 'Leeds Power',
  published: '2020',
  licence: 'CC BY 4.0',
}
const GRID = { replaces: 'grid.gb.2019', value: 184, unit: 'g CO2e/kWh', plusMinus: '10 %', source }
const OCCUPANCY = { kind: 'occupancy', mode: 'bus', value: 12, unit: 'persons/vehicle', source }
const bodyWith = (factors: readonly object[], more: object = {}) => ({
  city: { name: 'Leeds', country: 'GB', population: 793_100 },
  period: '2019',
  demand: [{ mode: 'rail', energy: '1 GWh', carrier: 'electricity' }],
  factors,
  ...more,
})

describe('own figures in a request', () => {
  test('are shown as the city’s own, with their source', async () => {
    const answer = await postEstimate(app, bodyWith([GRID]), '?include=lines')
    expect(answer.statusCode).toBe(200)
    const { lines, parameters, gwpParameters, ...result } = answer.json()
    expect(() => estimateAnswer.parse(result)).not.toThrow()
    expect(() => linesView.parse({ lines, parameters, gwpParameters })).not.toThrow()
    // 1 GWh × 184 g = 184 t.
    const [scope2] = result.byScope.filter(({ scope }: { scope: string }) => scope === '2')
    expect(scope2.co2e.value).toBeCloseTo(184, 9)
    const assumption = result.assumptions.find(({ own }: { own?: true }) => own)
    expect(assumption).toMatchObject({
      recordId: 'own:0',
      source: 'Grid operator of the city',
      replaces: 'grid.gb.2019',
    })
    expect(result.factorSet).toEqual({
      id: 'hand',
      digest: 'sha256:hand',
      overlay: { digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) },
    })
    expect(parameters['own:0'].record).toMatchObject({ licence: 'CC BY 4.0', value: 184, unit: 'g CO2e/kWh' })
  })

  test('make another estimate, and the same ones the same bytes', async () => {
    const plain = (await postEstimate(app, bodyWith([GRID], { factors: undefined }))).json()
    const first = await postEstimate(app, bodyWith([GRID]))
    const again = await postEstimate(app, bodyWith([GRID]))
    const other = (await postEstimate(app, bodyWith([{ ...GRID, value: 185 }]))).json()
    expect(again.rawPayload.equals(first.rawPayload)).toBe(true)
    expect(new Set([plain.id, first.json().id, other.id]).size).toBe(3)
    expect(plain.factorSet.overlay).toBeUndefined()
  })

  test('are kept with a saved estimate', async () => {
    const saved = await postEstimate(app, bodyWith([GRID]), '?save=true')
    const again = await app.inject(String(saved.headers.location))
    expect(again.rawPayload.equals(saved.rawPayload)).toBe(true)
  })

  test('of a grid intensity speak of the grid that the request names', async () => {
    const grid = { kind: 'grid-intensity', gas: 'co2', value: 500, unit: 'g CO2/kWh', source }
    const body = bodyWith([grid], { city: { name: 'A', country: 'US' }, electricity: { grid: 'US-MROW' } })
    const { assumptions } = (await postEstimate(app, body)).json()
    expect(assumptions.find(({ own }: { own?: true }) => own).region).toBe('US-MROW')
  })
})

describe('own figures that are refused', () => {
  const INTENSITY = {
    kind: 'energy-intensity',
    mode: 'car',
    powertrain: 'petrol',
    value: 2,
    unit: 'MJ/vkm',
    source,
  }
  const FLEET = { kind: 'fleet-share', mode: 'car', value: 0.4, unit: 'share', source }

  test.each<[string, readonly object[], readonly string[]]>([
    ['an unknown record', [{ ...GRID, replaces: 'grid.gb.2018' }], ['factor-unknown /factors/0/replaces']],
    ['a speed curve', [{ ...GRID, replaces: 'curve.mini.petrol' }], ['factor-misfit /factors/0/replaces']],
    ['a subject beside a record', [{ ...GRID, mode: 'car' }], ['factor-misfit /factors/0/mode']],
    ['neither record nor kind', [{ value: 1, unit: 'share', source }], ['factor-misfit /factors/0']],
    ['a unit of the wrong dimension', [{ ...GRID, unit: 'km/h' }], ['unit-mismatch /factors/0/unit']],
    ['an unknown unit', [{ ...GRID, unit: 'zorkmids' }], ['unit-unknown /factors/0/unit']],
    [
      'electricity by volume',
      [{ ...INTENSITY, unit: 'L/100km', powertrain: 'electric' }],
      ['unit-mismatch /factors/0/unit'],
    ],
    [
      'another distance than the record',
      [{ replaces: 'direct.gb.tram.co2.2024', value: 28, unit: 'g CO2/vkm', source }],
      ['unit-mismatch /factors/0/unit'],
    ],
    ['a negative value', [{ ...GRID, value: -1 }], ['quantity-out-of-range /factors/0/value']],
    ['an implausible value', [{ ...GRID, value: 184_000 }], ['factor-implausible /factors/0/value']],
    [
      'a lower bound above the value',
      [{ ...OCCUPANCY, lower: 13, upper: 14 }],
      ['factor-bounds /factors/0/lower'],
    ],
    [
      'an upper bound below the value',
      [{ ...OCCUPANCY, lower: 1, upper: 2 }],
      ['factor-bounds /factors/0/upper'],
    ],
    ['one bound alone', [{ ...OCCUPANCY, lower: 1 }], ['factor-bounds /factors/0/lower']],
    ['bounds and plusMinus', [{ ...GRID, lower: 1, upper: 200 }], ['factor-bounds /factors/0/plusMinus']],
    [
      'an interval that reaches below 0',
      [{ ...GRID, plusMinus: '120 %' }],
      ['factor-bounds /factors/0/plusMinus'],
    ],
    ['one record twice', [GRID, { ...GRID, value: 200 }], ['duplicate-row /factors/1']],
    [
      'one subject in crossing years',
      [OCCUPANCY, { ...OCCUPANCY, yearFrom: 2018, yearTo: 2020 }],
      ['duplicate-row /factors/1'],
    ],
    [
      'a missing part of the subject',
      [{ ...INTENSITY, powertrain: undefined }],
      ['factor-misfit /factors/0', 'factor-misfit /factors/0'],
    ],
    [
      'a part that the kind is not split by',
      [{ ...OCCUPANCY, powertrain: 'diesel' }],
      ['factor-misfit /factors/0/powertrain'],
    ],
    [
      'a carrier that the powertrain does not take',
      [{ ...INTENSITY, carrier: 'diesel' }],
      ['factor-misfit /factors/0/carrier'],
    ],
    [
      'a class of another mode',
      [{ ...INTENSITY, vehicleClass: 'over-32-t' }],
      ['class-not-of-mode /factors/0/vehicleClass'],
    ],
    ['a region elsewhere', [{ ...OCCUPANCY, region: 'FR' }], ['factor-misfit /factors/0/region']],
    [
      'a last year before the first',
      [{ ...OCCUPANCY, yearFrom: 2019, yearTo: 2018 }],
      ['factor-misfit /factors/0/yearTo'],
    ],
    ['own fleet shares that are no whole', [{ ...FLEET, powertrain: 'petrol' }], ['shares-not-one /factors']],
    [
      'a replaced fleet share that leaves no whole',
      [{ replaces: 'fleet.eur.car.petrol', value: 0.7, unit: 'share', source }],
      ['shares-not-one /factors'],
    ],
    [
      'own fleets of crossing years',
      [
        { ...FLEET, value: 1, powertrain: 'petrol' },
        { ...FLEET, value: 1, powertrain: 'diesel', yearFrom: 2019 },
      ],
      ['factor-misfit /factors/1'],
    ],
  ])('%s', async (_, factors, expected) => {
    const answer = await postEstimate(app, bodyWith(factors))
    const { errors, type } = answer.json()
    expect(
      errors.map(({ code, pointer }: { code: string; pointer: string }) => `${code} ${pointer}`),
    ).toEqual(expected)
    expect([answer.statusCode, type]).toEqual([422, '/docs/problems#estimate-refused'])
  })

  test('a replaced share of a class that leaves no whole', async () => {
    const own = (powertrain: string, value: number) => ({
      replaces: `class-fleet-share.rail.commuter.${powertrain}.us.heavy-rail-us-commuter-electric.2019`,
      value,
      unit: 'share',
      source,
    })
    const of = (...factors: readonly object[]) => ({
      city: { name: 'Anytown', country: 'US', population: 200_000 },
      period: '2019',
      demand: [{ mode: 'rail', vehicleClass: 'commuter', vehicleDistance: '1 million vkm' }],
      factors,
    })
    // 0.9, and the 0.58864 of electric trains of the record that stays: 1 million vkm would become 1.48864.
    expect(await faultsOf(of(own('diesel', 0.9)))).toMatchObject([
      { code: 'shares-not-one', pointer: '/factors', detail: expect.stringContaining('sum to 1.48864') },
    ])
    const whole = await resultOf(of(own('diesel', 0.9), own('electric', 0.1)))
    expect(whole.totals.vehicleDistance?.value).toBeCloseTo(1e6, 3)
  })

  test.each<[string, object, string]>([
    ['no source', { ...GRID, source: undefined }, '/factors/0/source'],
    ['a source without a title', { ...GRID, source: { publisher: 'X' } }, '/factors/0/source/title'],
    ['a kind that no subject has', { ...OCCUPANCY, kind: 'gwp' }, '/factors/0/kind'],
    [
      'a url that is none',
      { ...GRID, source: { ...source, url: 'javascript:alert(1)' } },
      '/factors/0/source/url',
    ],
  ])('%s', async (_, factor, pointer) => {
    const answer = await postEstimate(app, bodyWith([factor]))
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors).toEqual([expect.objectContaining({ code: 'invalid-field', pointer })])
  })

  test('all at once, with what else is wrong with the request', async () => {
    const answer = await postEstimate(
      app,
      bodyWith(
        [
          { ...GRID, unit: 'km/h' },
          { ...OCCUPANCY, value: -1 },
          { ...OCCUPANCY, mode: 'tram', note: 5 },
        ],
        { period: '2090' },
      ),
    )
    const places = answer.json().errors.map(({ pointer }: { pointer: string }) => pointer)
    expect(places).toEqual(['/factors/2/note', '/factors/0/unit', '/factors/1/value', '/period'])
  })

  test('an unknown record names near ones', async () => {
    const answer = await postEstimate(app, bodyWith([{ ...GRID, replaces: 'grid.gb.2018' }]))
    expect(answer.json().errors[0].candidates[0]).toBe('grid.gb.2019')
  })

  test('many unknown records are refused in bounded work: the first five name near ones', async () => {
    const many = Array.from({ length: 500 }, (_, index) => ({ ...GRID, replaces: `grid.gb.${index}` }))
    const { errors } = (await postEstimate(app, bodyWith(many))).json()
    expect(errors).toHaveLength(500)
    expect(errors.filter(({ candidates }: { candidates?: string[] }) => candidates)).toHaveLength(5)
  })

  test('what looks like data about a person is refused here too', async () => {
    const answer = await postEstimate(
      app,
      bodyWith([{ ...GRID, source: { ...source, email: 'a@b.example' } }]),
    )
    expect(answer.json().type).toBe('/docs/problems#person-level-data')
  })
})

describe('a record that a newer set revised under another id', () => {
  // Revised by 2026.4: Brazil's ethanol, and levels of Australia and of the groups that hold it, 4218 years. By 2026.5: the levels of
  // European trains, 107 series of 36 years.
  test.each([
    ['2026.2', 0],
    ['2026.3', 4218 + 107 * 36],
    ['2026.4', 107 * 36],
  ])('is still replaced by the id that it had in %s', (before, count) => {
    const newest = newestSet()
    const kept = new Set(newest.content.records.map(({ id }) => id))
    const gone = releasedSet(before).content.records.filter(({ id }) => !kept.has(id))
    expect(gone.length).toBe(count)
    const rows = gone.map(({ id, value, unit }) => ({ replaces: id, value, unit, source }))
    const { refusals, figures } = readOverlay(rows, newest, { country: 'AU', grid: undefined, name: 'own' })
    expect(refusals.filter(({ code }) => code === 'factor-unknown')).toEqual([])
    expect(figures.length + refusals.length).toBeGreaterThanOrEqual(gone.length)
  })

  test('acts where the revised one stands, and the notice names that one', async () => {
    const body = {
      city: { name: 'x', country: 'AU' },
      period: '2019',
      demand: [{ mode: 'car', powertrain: 'petrol', vehicleDistance: '1 million vkm' }],
    }
    const id = 'energy-level.car.petrol.au.cordon-levels-au'
    const plain = await resultOf(body)
    const { recordId, value = 0 } =
      plain.assumptions.find((one) => one.recordId.startsWith(id)) ?? expect.fail('No level was taken.')
    expect(recordId).toBe(`${id}-2026-4.2019`)
    const own = { replaces: `${id}.2019`, value: 2 * Number(value), unit: 'MJ/vkm', source }
    const doubled = await resultOf({ ...body, factors: [own] })
    expect(getKnown(doubled.totals.co2).value / getKnown(plain.totals.co2).value).toBeCloseTo(2, 9)
    const [notice] = noticesOf(doubled, 'own-factor-used')
    expect(notice?.detail).toContain(recordId)
  })

  test('of the set before, too, where its series was revised there already', () => {
    // Levels of Australian cars are those of 2026.4, whose ids the newest set keeps.
    const id = 'energy-level.car.petrol.au.cordon-levels-au'
    for (const revision of ['', '-2026-4']) {
      const rows = [{ replaces: `${id}${revision}.2019`, value: 3, unit: 'MJ/vkm', source }]
      const { figures } = readOverlay(rows, newestSet(), { country: 'AU', grid: undefined, name: 'own' })
      expect(figures[0]?.replaces?.id).toBe(`${id}-2026-4.2019`)
    }
  })

  test('an id of no set is still unknown', async () => {
    const own = {
      replaces: 'energy-level.car.petrol.au.cordon-levels-oz.2019',
      value: 3,
      unit: 'MJ/vkm',
      source,
    }
    const faults = await faultsOf({
      city: { name: 'x', country: 'AU' },
      period: '2019',
      demand: [{ mode: 'car', vehicleDistance: '1 million vkm' }],
      factors: [own],
    })
    expect(faults).toMatchObject([{ code: 'factor-unknown', pointer: '/factors/0/replaces' }])
  })
})
