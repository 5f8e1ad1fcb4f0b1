import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cityYears } from '../../api/restatement/years-schema.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import { runCommand } from '../fixtures/command.ts'
import { HAND_SET } from '../fixtures/hand-set.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { newApp, SMALL_CITY } from '../fixtures/service.ts'

const SETS = factorSetsOf([HAND_SET, releasedSet('2026.2')])

let app: FastifyInstance
beforeAll(async () => {
  app = await newApp({ factorSets: SETS, store: memoryStore() })
  const city = { name: 'Leeds', country: 'GB', population: { 2019: 793_100 } }
  await app.inject({ method: 'PUT', url: '/v1/cities/leeds', payload: city })
  await app.inject({ method: 'PUT', url: '/v1/cities/empty', payload: { ...city, name: 'Empty' } })
})
afterAll(() => app.close())

const of = (period: string, vehicleDistance = '1 million vkm', more: object = {}): object => ({
  ...SMALL_CITY,
  period,
  demand: [{ ...SMALL_CITY.demand[0], vehicleDistance }],
  ...more,
})
const put = (year: string, payload: object) =>
  app.inject({ method: 'PUT', url: `/v1/cities/leeds/years/${year}`, payload })
const get = (query = '', headers = {}) =>
  app.inject({ method: 'GET', url: `/v1/cities/leeds/years${query}`, headers })

describe('the years of a saved city', () => {
  test('are put one by one, in any order, and a second time in place of the first', async () => {
    expect((await put('2020', of('2020', '5 million vkm'))).statusCode).toBe(200)
    const answer = await put('2018', of('2018'))
    // 187.2 t: 80 000 L of petrol.
    expect(answer.json()).toMatchObject({
      city: 'leeds',
      year: 2018,
      co2e: { value: expect.closeTo(187.2, 1) },
    })
    await put('2020', of('2020', '1.5 million vkm'))
    const years = cityYears.parse((await get('?factorSet=hand')).json())
    expect(years.years.map(({ year }) => year)).toEqual([2018, 2020])
    expect(years.missing).toEqual([2019])
    expect(years.notices.map(({ code }) => code)).toContain('series-gap')
    expect(years.years[1]?.index.value).toBeCloseTo(1.5, 12)
    expect(years.years[1]?.change).toBeCloseTo(0.5, 12)
    expect(years.comparable).toBe(true)
  })

  test('an index is certain in its base, and knows no error that the years share', async () => {
    const { years } = cityYears.parse((await get('?factorSet=hand')).json())
    const [base, later] = years
    expect(base?.index).toEqual({ value: 1, unit: '1', lower: 1, upper: 1 })
    // Distances of ±10 % each: ±14 % of the ratio; litres per km and carbon are one quantity in both years.
    expect((later?.index.upper ?? 0) / 1.5 - 1).toBeGreaterThan(0.12)
    expect((later?.index.upper ?? 0) / 1.5 - 1).toBeLessThan(0.18)
  })

  test('another base is asked for by its year', async () => {
    const { base, years } = cityYears.parse((await get('?factorSet=hand&base=2020')).json())
    expect(base).toBe(2020)
    expect(years[0]?.index.value).toBeCloseTo(1 / 1.5, 12)
    const refused = await get('?base=2019')
    expect(refused.json().errors).toEqual([
      expect.objectContaining({ code: 'invalid-field', parameter: 'base', candidates: ['2018', '2020'] }),
    ])
  })

  test('are a table for those who ask for CSV', async () => {
    const answer = await get('?factorSet=hand', { accept: 'text/csv' })
    const { data } = Papa.parse<Record<string, string>>(answer.body.trimEnd(), { header: true })
    expect(data.map(({ year }) => year)).toEqual(['2018', '2019', '2020'])
    expect(Number(data[2]?.['index'])).toBeCloseTo(1.5, 12)
  })

  test('a year of another city or period is refused, all at once', async () => {
    const answer = await put(
      '2019',
      of('2020', '1 million vkm', { city: { name: 'Bradford', country: 'DE' } }),
    )
    expect(answer.statusCode).toBe(422)
    expect(answer.json().errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/period',
      '/city/name',
      '/city/country',
    ])
    expect(answer.json().errors[0].code).toBe('series-mixed')
  })

  test('a city that is not there, or has no year, is not found', async () => {
    const urls = ['/v1/cities/nowhere/years', '/v1/cities/empty/years']
    for (const url of urls) expect((await app.inject({ method: 'GET', url })).statusCode).toBe(404)
    const answer = await app.inject({
      method: 'PUT',
      url: '/v1/cities/nowhere/years/2018',
      payload: of('2018'),
    })
    expect(answer.statusCode).toBe(404)
  })
})

describe('a year of a saved city, deleted', () => {
  test('is gone, and a second time it is not found', async () => {
    const city = { name: 'Leeds', country: 'GB' }
    await app.inject({ method: 'PUT', url: '/v1/cities/two', payload: city })
    for (const year of ['2018', '2019'])
      await app.inject({ method: 'PUT', url: `/v1/cities/two/years/${year}`, payload: of(year) })
    const remove = () => app.inject({ method: 'DELETE', url: '/v1/cities/two/years/2018' })
    expect((await remove()).json()).toEqual({ year: 2018 })
    const left = await app.inject({ method: 'GET', url: '/v1/cities/two/years?factorSet=hand' })
    expect(cityYears.parse(left.json()).years.map(({ year }) => year)).toEqual([2019])
    expect((await remove()).statusCode).toBe(404)
  })
})

describe('years that nobody saved', () => {
  const post = (payload: object, headers = {}) =>
    app.inject({ method: 'POST', url: '/v1/years', payload, headers })

  test('are shown as those of a city are, whatever their order', async () => {
    const payload = { years: [of('2020', '1.5 million vkm'), of('2018')], factorSet: 'hand' }
    expect((await post(payload)).body).toBe((await get('?factorSet=hand')).body)
    const csv = await post(payload, { accept: 'text/csv' })
    expect(csv.body).toBe((await get('?factorSet=hand', { accept: 'text/csv' })).body)
  })

  test('may be saved estimates by their ids, and answers', async () => {
    const saved = await app.inject({
      method: 'POST',
      url: '/v1/estimates?save=true',
      payload: of('2018', '1 million vkm', { factorSet: 'hand' }),
    })
    const answer = await app.inject({
      method: 'POST',
      url: '/v1/estimates',
      payload: of('2020', '1.5 million vkm', { factorSet: 'hand' }),
    })
    const made = await post({ years: [saved.json().id, answer.json()], factorSet: 'hand' })
    expect(cityYears.parse(made.json()).years[1]?.index.value).toBeCloseTo(1.5, 12)
  })

  test('a year that emits nothing has an index of 0, and is no base', async () => {
    const cycled = (period: string): object => ({
      ...SMALL_CITY,
      period,
      demand: [{ mode: 'cycle', passengerDistance: '1 million pkm' }],
    })
    const made = await post({ years: [of('2018'), cycled('2019'), of('2020')], factorSet: 'hand' })
    const { years } = cityYears.parse(made.json())
    // 0 t over 187.2 t, and for certain: nobody emits by cycling. 2020 has no year before it to be counted over.
    expect(years[1]?.index).toEqual({ value: 0, unit: '1', lower: 0, upper: 0 })
    expect(years[1]?.spliced).toEqual({ value: 0, unit: 't CO2e', lower: 0, upper: 0 })
    expect(years.map(({ change }) => change)).toEqual([null, -1, null])
    const none = await post({ years: [cycled('2018'), of('2019')], factorSet: 'hand' })
    expect(none.statusCode).toBe(422)
    expect(none.json().errors).toEqual([
      {
        code: 'not-comparable',
        pointer: '/years/0',
        detail:
          '2018 emits nothing, so that no year can be counted over it. Name another base, or leave it out.',
      },
    ])
  })

  test('faults of all are told at once, each at its place', async () => {
    const made = await post({ years: ['est_0', { ...of('2018'), period: 18 }, { city: {} }], wrong: 1 })
    expect(made.statusCode).toBe(400)
    const places = made.json().errors.map(({ pointer }: { pointer: string }) => pointer)
    expect(places).toEqual(
      expect.arrayContaining(['/wrong', '/years/0', '/years/1/period', '/years/2/period']),
    )
  })

  test('years of two boundaries are shown by one that fits all, and it is said', async () => {
    const row = SMALL_CITY.demand[0]
    const crossing = (allocation: string) => ({
      allocation,
      demand: [
        { ...row, flow: 'within' },
        { ...row, flow: 'inbound', insideShare: 0.5 },
        { ...row, flow: 'outbound', insideShare: 0.5 },
      ],
    })
    const both = [
      of('2018', '', crossing('departing-activity')),
      of('2019', '', crossing('induced-activity')),
    ]
    const shown = cityYears.parse((await post({ years: both, factorSet: 'hand' })).json())
    expect(shown.basis.allocation).toBe('induced-activity')
    expect(shown.notices.map(({ pointer }) => pointer)).toContain('/years/0/allocation')
    // Without flows a year cannot be told by induced activity, and without through traffic none by geographic.
    const apart = [of('2018'), of('2019', '', crossing('induced-activity'))]
    const [fault] = (await post({ years: apart, factorSet: 'hand' })).json().errors
    expect(fault).toMatchObject({ code: 'not-comparable', pointer: '/years/1/allocation' })
    const through = { ...row, flow: 'through', insideShare: 1 }
    const whole = crossing('induced-activity')
    const inside = [of('2018'), of('2019', '', { ...whole, demand: [...whole.demand, through] })]
    const { basis } = cityYears.parse((await post({ years: inside, factorSet: 'hand' })).json())
    expect(basis.allocation).toBe('geographic')
  })
})

describe('cordon years', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-years-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const fileOf = (name: string, content: object): string => {
    const file = join(folder, `${name}.json`)
    writeFileSync(file, JSON.stringify(content))
    return file
  }
  const run = (...words: readonly string[]) =>
    runCommand(words, { environment: { CORDON_DATA_DIR: join(folder, 'data') }, factorSets: () => SETS })
  const american = (period: string): object => ({
    city: { name: 'Springfield', country: 'US', population: 500_000 },
    period,
    demand: [{ mode: 'car', vehicleDistance: '3000 million vkm' }],
  })

  test('json is what the service answers, to the byte', async () => {
    const files = [fileOf('a', of('2018')), fileOf('b', of('2020', '1.5 million vkm'))]
    expect(await run('years', ...files, '--factor-set', 'hand', '--format', 'json')).toEqual({
      exitCode: 0,
      output: (await get('?factorSet=hand')).body,
      complaint: '',
    })
  })

  test('a break of the set is told, and the spliced line has none', async () => {
    const files = ['2016', '2017', '2018'].map((year) => fileOf(year, american(year)))
    const words = ['years', ...files, '--factor-set', '2026.2']
    const { output } = await run(...words)
    expect(output).toMatch(/^2018 .* breaks$/m)
    expect(output).toContain('[series-break]')
    const { years, comparable, breaks } = cityYears.parse(
      JSON.parse((await run(...words, '--format', 'json')).output),
    )
    expect(comparable).toBe(false)
    expect(breaks).toHaveLength(1)
    // 158 to 213 g/vkm is the step of the set: +35 %. Without it the same distance stays what it was.
    const [, before, after] = years
    expect((after?.co2e.value ?? 0) / (before?.co2e.value ?? 1)).toBeGreaterThan(1.25)
    expect(Math.abs(after?.change ?? 1)).toBeLessThan(0.05)
  })

  test('a city of the data folder is named by its id; without a year it is refused', async () => {
    const { exitCode, complaint } = await run('years', '--city', 'leeds')
    expect(exitCode).toBe(2)
    expect(complaint).toContain('No year of leeds')
  })

  test('an option of another form is refused with what it takes', async () => {
    const { exitCode, complaint } = await run('years', fileOf('f', of('2018')), '--base', '18')
    expect(exitCode).toBe(2)
    expect(complaint).toContain('Years must be written like 2024.')
  })

  test('years of two cities, and one year twice, are refused at once', async () => {
    const files = [
      fileOf('c', of('2018')),
      fileOf('d', of('2018')),
      fileOf('e', of('2019', '1 million vkm', { city: { name: 'Bradford', country: 'GB' } })),
    ]
    const { exitCode, complaint } = await run('years', ...files)
    expect(exitCode).toBe(2)
    expect(complaint).toContain('[duplicate-row]')
    expect(complaint).toContain('[series-mixed]')
  })
})
