import type { FastifyInstance } from 'fastify'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordsOf } from '../../api/factors/answer.ts'
import { browse } from '../../api/factors/browse.ts'
import { attribution, factorDetail } from '../../api/factors/detail-schema.ts'
import { factorPage } from '../../api/factors/schema.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { compileFactorSet } from '../../src/index.ts'
import { HAND_CONTENT } from '../fixtures/hand-set.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { newApp } from '../fixtures/service.ts'

const released = releasedSet('2026.1')
const formula = compileFactorSet({
  ...HAND_CONTENT,
  id: 'formula',
  records: HAND_CONTENT.records.map((record) => ({ ...record, note: '=1+1' })),
})
let app: FastifyInstance
beforeAll(async () => {
  app = await newApp({ factorSets: factorSetsOf([released, formula]) })
})
afterAll(() => app.close())

const ask = (path: string, accept = 'application/json') =>
  app.inject({ url: `/v1/factor-sets/${path}`, headers: { accept } })
const find = async (query: string) => factorPage.parse((await ask(`2026.1/factors?${query}`)).json())
const ids = async (query: string) => (await find(query)).items.map(({ id }) => id)

describe('a search', () => {
  test('takes a country by code, in any case, and by name', async () => {
    const [code, lower, name] = await Promise.all(
      ['GB', 'gb', 'United%20Kingdom'].map((country) =>
        ids(`kind=grid-intensity&year=2019&country=${country}`),
      ),
    )
    expect(code?.length).toBeGreaterThan(0)
    expect([lower, name]).toEqual([code, code])
    expect((await ids('kind=fuel-factor&carrier=diesel&gas=co2&country=world')).length).toBeGreaterThan(0)
  })

  test('finds records that hold all words, wherever they are', async () => {
    const { items, total } = await find(
      'q=PETROL%20medium%20united%20kingdom&kind=direct-factor&mode=car&limit=1000',
    )
    expect(total).toBeGreaterThan(0)
    for (const one of items)
      expect(one).toMatchObject({
        region: 'GB',
        vehicleClass: 'medium',
        powertrain: expect.stringContaining('petrol'),
      })
  })

  test('fits standard, gas, source and quality', async () => {
    const gases = (await find('kind=fuel-factor&gas=ch4')).items
    expect(gases.every((one) => 'gas' in one && one.gas === 'ch4')).toBe(true)
    const sourced = (await find('source=ember-2026&quality=M&year=2020&limit=1000')).items
    expect(sourced.length).toBeGreaterThan(100)
    expect(sourced.every(({ source, quality }) => source.id === 'ember-2026' && quality === 'M')).toBe(true)
    const curves = (await find('kind=speed-curve&emissionStandard=euro-4&limit=50')).items
    expect(curves.every((one) => 'emissionStandard' in one && one.emissionStandard === 'euro-4')).toBe(true)
  })

  test.each([
    ['country=Grmany', 'country', 'Germany'],
    ['source=ember', 'source', 'ember-2026'],
    ['quality=X', 'quality', 'H'],
    ['gas=co3', 'gas', 'co2'],
  ])('refuses %s and names what is near', async (query, parameter, near) => {
    const answer = await ask(`2026.1/factors?${query}`)
    expect(answer.statusCode).toBe(400)
    const [fault] = answer.json().errors
    expect(fault.parameter).toBe(parameter)
    expect(fault.candidates.slice(0, 3)).toContain(near)
  })

  test('as CSV gives every record that fits, whatever the page', async () => {
    const answer = await ask('2026.1/factors?kind=grid-intensity&limit=3', 'text/csv')
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    const { data, errors } = Papa.parse<Record<string, string>>(answer.body.trimEnd(), { header: true })
    expect(errors).toEqual([])
    expect(data.map(({ id }) => id)).toEqual(
      released.content.records.filter(({ kind }) => kind === 'grid-intensity').map(({ id }) => id),
    )
    const [first] = released.content.records.filter(({ kind }) => kind === 'grid-intensity')
    expect(data[0]).toMatchObject({ value: String(first?.value), unit: first?.unit, region: first?.region })
  })

  test('as CSV never gives a spreadsheet a formula to run', async () => {
    const { body } = await ask('formula/factors?kind=gwp', 'text/csv')
    expect(body).toContain("'=1+1")
    expect(body).not.toMatch(/(^|,)=/m)
  })

  test('as CSV of nothing is a line of heads', async () => {
    const { body } = await ask('2026.1/factors?kind=gwp&carrier=diesel', 'text/csv')
    expect(body).toMatch(/^id,kind,[^\n]*note\r\n$/)
  })
})

describe('match=estimate', () => {
  test('gives the records in the order of the look-up, how well they fit, and why', async () => {
    // No UK taxi occupancy of Germany: the UK factors stand in, as stand-in GB.
    const { items, lookUps } = await find('match=estimate&kind=occupancy&mode=taxi&country=DE&year=2023')
    const [lookUp] = lookUps ?? []
    expect(items[0]).toMatchObject({ region: 'GB', match: { region: 'other-region' } })
    expect(lookUp?.takes).toEqual([items[0]?.id])
    expect(lookUp?.why).toMatch(/United Kingdom, the nearest to Germany/)
    expect(lookUp?.notices.map(({ code }) => code)).toContain('factor-region-fallback')
  })

  test('takes the class and powertrain asked for, though no source names them', async () => {
    const { lookUps = [] } = await find(
      'match=estimate&kind=energy-intensity&mode=car&class=mini&powertrain=diesel&country=GB&year=2024',
    )
    expect(lookUps).toHaveLength(1)
    expect(lookUps[0]).toMatchObject({
      subject: { vehicleClass: 'mini', powertrain: 'diesel', per: 'vkm' },
      match: { technology: 'class-average' },
    })
  })

  test('says what is missing where nothing fits', async () => {
    const { items, reason, lookUps } = await find('match=estimate&kind=grid-loss&country=GB&year=2005')
    expect(items).toEqual([])
    expect(reason).toMatch(/begin in 2010, and Cordon never uses a later figure for 2005/)
    expect(lookUps?.[0]?.takes).toEqual([])
  })

  test('refuses what it cannot tell, all at once', async () => {
    const answer = await ask('2026.1/factors?match=estimate&q=bus')
    expect(answer.json().errors.map(({ parameter }: { parameter: string }) => parameter)).toEqual([
      'country',
      'year',
      'kind',
      'q',
    ])
  })
})

describe('electricity of every country and year', () => {
  const regions = [
    ...new Set(
      released.content.records
        .filter(({ sourceId }) => sourceId === 'ember-2026')
        .map(({ region }) => region),
    ),
  ].filter((code) => code.length === 2)

  test('is a record, or an answer that says which years there are and what an estimate takes', () => {
    // Ember and Our World in Data: 213 countries and territories with a code of ISO 3166-1 or XK.
    expect(regions.length).toBeGreaterThan(200)
    let absent = 0
    for (const country of regions)
      for (let year = 2000; year <= 2025; year += 1) {
        const { records, reason = '' } = browse(released, {
          kind: 'grid-intensity',
          country,
          year,
          match: 'record',
        })
        if (records.length > 0) {
          const speaking = records.every(
            (record) =>
              record.region === country && (record.yearFrom ?? 0) <= year && year <= (record.yearTo ?? 0),
          )
          if (!speaking) throw new Error(`${country} ${year}: a record of another place or year`)
          continue
        }
        absent += 1
        expect(reason).toMatch(new RegExp(`^No figure for .*\\(${country}\\) of ${year}: .* has \\d{4}`))
        expect(reason).toMatch(/An estimate takes grid-intensity\.[a-z0-9.-]+\. It is the figure of /)
      }
    // Not every series is whole: the test would say nothing of absences otherwise.
    expect(absent).toBeGreaterThan(0)
  })

  test('a series that begins late says so and takes no later year', async () => {
    // Ember has South Sudan from 2012: it became a country in 2011.
    const { reason } = await find('kind=grid-intensity&country=SS&year=2005')
    expect(reason).toMatch(/has 2012–20\d\d\. A later year's figure is never used for an earlier one\./)
    expect(reason).toMatch(/An estimate takes grid-intensity\.2005\.ember-2026/)
  })
})

describe('one record', () => {
  const one = async (id: string) => factorDetail.parse((await ask(`2026.1/factors/${id}`)).json())

  test('has its interval in the canonical unit', async () => {
    // IPCC 2006, Vol 2, Table 1.2: diesel 43.0 TJ/Gg, 41.4 to 43.3; TJ/Gg is MJ/kg.
    const { interval, regionName } = await one('net-calorific-value.diesel.ipcc-2006')
    expect(interval).toMatchObject({ lower: 41.4, upper: 43.3, unit: 'MJ/kg', basis: 'published' })
    expect(regionName).toBe('the world')
  })

  test('is set beside what others publish, other years and other places', async () => {
    const { others, record } = await one('grid-intensity.gb.2019.ember-2026')
    expect(others.years.every(({ region, yearFrom }) => region === 'GB' && yearFrom !== 2019)).toBe(true)
    const of = (code: string) => others.regions.find(({ region }) => region === code)
    expect(of('FR')?.yearFrom).toBe(2019)
    expect(of('GB')).toBeUndefined()
    // By hand: the other value over this one, less 1.
    const own = 'canonicalValue' in record ? record.canonicalValue : Number.NaN
    expect(of('FR')?.relativeDifference).toBeCloseTo((of('FR')?.canonicalValue ?? 0) / own - 1, 12)
  })

  test('an official grid figure stands beside the life-cycle one without a difference', async () => {
    const { others } = await one('grid-intensity.co2.cn.2023.mee-2025')
    const beside = others.measures.find(({ id }) => id === 'grid-intensity.cn.2023.ember-2026')
    expect(beside).toMatchObject({ canonicalUnit: 'g CO2e/kWh' })
    expect(beside).not.toHaveProperty('relativeDifference')
  })

  test('of every kind can be shown', () => {
    const seen = new Map(recordsOf(released).map((record) => [record.kind, record]))
    expect(seen.size).toBeGreaterThan(15)
    return Promise.all([...seen.values()].map(({ id }) => one(encodeURIComponent(id))))
  })

  test('that is not there is answered with the nearest ids', async () => {
    const answer = await ask('2026.1/factors/grid-intensity.gb.2019.ember-2025')
    expect(answer.statusCode).toBe(404)
    expect(answer.json().detail).toContain('grid-intensity.gb.2019.ember-2026')
  })
})

describe('attribution', () => {
  test('counts every record once and gives each licence', async () => {
    const { items, digest } = attribution.parse((await ask('2026.1/attribution')).json())
    expect(digest).toBe(released.content.digest)
    expect(items.reduce((sum, { records }) => sum + records, 0)).toBe(recordsOf(released).length)
    expect(items.every(({ licence, attribution: line }) => licence !== '' && line !== '')).toBe(true)
  })

  test.each(['text/plain', 'text/markdown'])('is %s for a report where that is asked for', async (type) => {
    const { headers, body } = await ask('2026.1/attribution', type)
    expect(headers['content-type']).toBe(`${type}; charset=utf-8`)
    for (const { id, attribution: line } of released.content.sources)
      if (id.startsWith('ember') || id.startsWith('desnz')) expect(body).toContain(line)
    expect(body).toContain(released.content.digest)
  })
})
