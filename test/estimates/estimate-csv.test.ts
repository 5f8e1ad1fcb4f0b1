import Papa from 'papaparse'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from '../../api/service/app.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import { newestSet } from '../emission-factors/newest.ts'

type App = Awaited<ReturnType<typeof buildApp>>
let app: App
beforeAll(async () => {
  const factorSets = factorSetsOf([newestSet()])
  app = await buildApp({ factorSets, store: memoryStore(), logger: false })
})
afterAll(() => app.close())

// No source gives CH4 and N2O of LPG in railways.
const BODY = {
  city: { name: 'Hangzhou', country: 'CN', population: 12_000_000 },
  period: '2022',
  demand: [
    { mode: 'metro', energy: '100 GWh', carrier: 'electricity' },
    { mode: 'rail', energy: '30 TJ', carrier: 'lpg' },
    { mode: 'bus', energy: '300 TJ', carrier: 'diesel' },
  ],
}
const ask = (accept: string, query = '') =>
  app.inject({ method: 'POST', url: `/v1/estimates${query}`, headers: { accept }, payload: BODY })
const rowsOf = (csv: string) => Papa.parse<Record<string, string>>(csv.trimEnd(), { header: true }).data

test('an estimate as CSV has every total and breakdown with its interval, then the lines with theirs', async () => {
  const [csv, json] = [await ask('text/csv'), (await ask('application/json')).json()]
  expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(csv.headers['vary']).toContain('accept')
  const rows = rowsOf(csv.body)
  const find = (row: string, quantity: string) =>
    rows.find((one) => one['row'] === row && one['quantity'] === quantity)
  const { energy, co2e } = json.totals
  expect(find('totals', 'energy')).toMatchObject({
    value: String(energy.value),
    lower: String(energy.lower),
    upper: String(energy.upper),
    unit: 'TJ',
    note: '',
  })
  // What is unknown in part has the known part for its value, and says so.
  expect(find('totals', 'co2e')).toMatchObject({
    value: String(co2e.known.value),
    lower: String(co2e.known.lower),
    note: `Known part only. ${co2e.reason}`,
  })
  expect(find('byMode/bus', 'co2')?.['lower']).toBe(
    String(json.byMode.find((one: { mode: string }) => one.mode === 'bus').co2.lower),
  )
  expect(rows[0]).toMatchObject({ row: 'totals', coverage: json.coverage.sentence })
  const products = rows.filter(({ line }) => line !== '')
  expect(products.length).toBeGreaterThan(5)
  for (const { value, lower, upper } of products) {
    expect(Number(lower)).toBeLessThanOrEqual(Number(value))
    expect(Number(upper)).toBeGreaterThanOrEqual(Number(value))
  }
})

test('a saved estimate gives the same table', async () => {
  const saved = await ask('text/csv', '?save=true')
  expect(saved.statusCode).toBe(201)
  const again = await app.inject({ url: String(saved.headers['location']), headers: { accept: 'text/csv' } })
  expect(again.body).toBe(saved.body)
  expect((await app.inject(String(saved.headers['location']))).headers['content-type']).toContain(
    'application/json',
  )
})

test('without intervals the columns are empty, not 0', async () => {
  const payload = { ...BODY, uncertainty: { method: 'none' } }
  const { body } = await app.inject({
    method: 'POST',
    url: '/v1/estimates',
    headers: { accept: 'text/csv' },
    payload,
  })
  for (const { lower, upper } of rowsOf(body)) expect([lower, upper]).toEqual(['', ''])
})
