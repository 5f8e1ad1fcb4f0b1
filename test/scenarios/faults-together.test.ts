import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { newApp } from '../fixtures/service.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = await newApp({ factorSets: factorSetsOf([releasedSet('2026.4')]) })
})
afterAll(() => app.close())

const BASE = {
  city: { name: 'Town', country: 'DE', population: 200_000 },
  period: '2023',
  demand: [{ mode: 'car', vehicleDistance: '900 million vkm' }],
}
const lever = (more: object): object => ({
  id: 'fewer trips',
  kind: 'trips',
  mode: 'car',
  from: 2024,
  to: 2030,
  size: 0.1,
  ...more,
})
const PAST = { kind: 'linear', year: 2001, reduction: 0.5 }

/** The faults of a body as `code pointer`, sorted. */
async function faultsOf(body: object): Promise<readonly string[]> {
  const answer = await app.inject({
    method: 'POST',
    url: '/v1/scenarios',
    payload: { base: BASE, until: 2035, ...body },
  })
  expect([400, 422]).toContain(answer.statusCode)
  const { errors } = answer.json() as { errors: readonly { code: string; pointer: string }[] }
  return errors.map(({ code, pointer }) => `${code} ${pointer}`).sort()
}

test('a faulty field of one lever hides no fault of the others, nor of targets and paths', async () => {
  const found = await faultsOf({
    levers: [
      lever({ size: 'a tenth' }),
      lever({ id: 'fuller', kind: 'occupancy', to: 2020 }),
      lever({ id: 'metro', mode: 'metro' }),
      lever({ id: 'colour', colour: 'red', size: 1.4 }),
    ],
    targets: [PAST, { kind: 'linear', year: 'soon', reduction: 0.5 }],
    reference: {
      grid: [{ year: 2030, value: 0.5 }],
      sales: [
        { mode: 'car', powertrain: 'rocket', path: [{ year: 2035, value: 0.5 }] },
        { mode: 'car', powertrain: 'electric', path: [{ year: 2030, value: 0.5 }] },
      ],
    },
  })
  expect(found).toEqual([
    'invalid-field /levers/3/colour',
    'invalid-field /reference/sales/0/powertrain',
    'invalid-field /targets/1/year',
    'lever-not-applicable /levers/2/mode',
    'lever-out-of-range /levers/1/to',
    'lever-out-of-range /levers/3/size',
    'path-broken /reference/grid',
    'path-broken /reference/sales/1/path',
    'quantity-malformed /levers/0/size',
    'target-not-ahead /targets/0/year',
  ])
})

test('a lever that stands in the way is named by its place in what was sent', async () => {
  const sales = { kind: 'sales-mix', powertrain: 'electric', size: 0.8 }
  const answer = await app.inject({
    method: 'POST',
    url: '/v1/scenarios',
    payload: {
      base: BASE,
      until: 2035,
      levers: [{ id: 'no years' }, lever({ id: 'a', ...sales }), lever({ id: 'b', ...sales })],
    },
  })
  const { errors } = answer.json() as { errors: readonly { code: string; pointer: string }[] }
  const overlap = errors.find(({ code }) => code === 'lever-overlap')
  expect(overlap).toMatchObject({ pointer: '/levers/2', candidates: ['/levers/1'] })
})

test('a field of another kind is told what it takes', async () => {
  const answer = await app.inject({
    method: 'POST',
    url: '/v1/scenarios',
    payload: { base: BASE, until: 2035, levers: [], reference: { population: { 2030: 210_000 } } },
  })
  expect(answer.json().errors).toEqual([
    { code: 'invalid-field', pointer: '/reference/population', detail: 'Write a list, in [ ].' },
  ])
})

test('a last year that cannot be read leaves what does not depend on it', async () => {
  const body = {
    levers: [lever({ from: 2001 }), lever({ id: 'b', mode: 'metro' })],
    targets: [PAST, { kind: 'linear', year: 2040, reduction: 0.5 }],
    reference: { grid: [{ year: 2030, value: 9 }] },
  }
  const rest = [
    'lever-not-applicable /levers/1/mode',
    'lever-out-of-range /levers/0/from',
    // Without a last year it is not known whether 2040 is too late, or whether the path is too short.
    'path-broken /reference/grid/0/value',
    'target-not-ahead /targets/0/year',
  ]
  expect(await faultsOf({ ...body, until: 'soon' })).toEqual(['invalid-field /until', ...rest])
  expect(await faultsOf({ ...body, until: undefined })).toEqual(['invalid-field /until', ...rest])
})

test.each([
  ['that is refused', { ...BASE, period: 'last year' }, 'period-invalid /base/period'],
  ['that is not saved', 'est_00', 'estimate-unknown /base'],
  ['that is missing', undefined, 'invalid-field /base'],
  ['of another kind', 5, 'invalid-field /base'],
])('a base %s leaves what does not depend on it', async (_, base, fault) => {
  const found = await faultsOf({
    base,
    levers: [lever({ to: 2020 }), lever({ zoneShare: 0.5, toMode: 'bus' })],
    targets: [PAST, { kind: 'linear' }],
  })
  expect(found).toEqual(
    [
      fault,
      'lever-incomplete /levers/1/toMode',
      'lever-incomplete /targets/1/reduction',
      'lever-out-of-range /levers/0/to',
      'lever-overlap /levers/1/id',
    ].sort(),
  )
})

test('a section that cannot be read hides nothing of the others', async () => {
  const uncertainty = { method: 'guess' }
  expect(await faultsOf({ uncertainty, targets: [PAST] })).toEqual([
    'invalid-field /uncertainty/method',
    'target-not-ahead /targets/0/year',
  ])
  expect(await faultsOf({ reference: 'none', levers: 'none', targets: [PAST] })).toEqual([
    'invalid-field /levers',
    'invalid-field /reference',
    'target-not-ahead /targets/0/year',
  ])
})
