import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { factorPage, factorSetList, factorSetSummary, factorSourceList } from '../../api/factors/schema.ts'
import { FactorSetRefused, factorSetsOf, loadFactorSets } from '../../api/sets/factor-sets.ts'
import { readFactorSetsFolder } from '../../api/settings/config.ts'
import { compileFactorSet } from '../../src/index.ts'
import { HAND_CONTENT, HAND_SET } from '../fixtures/hand-set.ts'
import { newApp } from '../fixtures/service.ts'

let app: FastifyInstance
const older = compileFactorSet({ ...HAND_CONTENT, id: 'older', released: '2025-01-01' })
beforeAll(async () => {
  app = await newApp({ factorSets: factorSetsOf([HAND_SET, older]) })
})
afterAll(() => app.close())

const get = async (path: string) => (await app.inject(`/v1/factor-sets${path}`)).json()

describe('GET /v1/factor-sets', () => {
  test('lists the sets, newest first', async () => {
    const { items } = factorSetList.parse(await get(''))
    expect(items.map(({ id, newest }) => [id, newest])).toEqual([
      ['hand', true],
      ['older', false],
    ])
  })

  test('gives one in short', async () => {
    const view = factorSetSummary.parse(await get('/older'))
    expect(view).toMatchObject({ id: 'older', newest: false, records: HAND_CONTENT.records.length })
  })

  test('gives the sources', async () => {
    const { items } = factorSourceList.parse(await get('/hand/sources'))
    expect(items).toEqual(HAND_CONTENT.sources)
  })
})

describe('GET /v1/factor-sets/{id}/factors', () => {
  const find = async (query: string) => factorPage.parse(await get(`/hand/factors?${query}`))

  test('gives records as published, with their source', async () => {
    const { items, total } = await find('q=petrol.co2')
    expect(total).toBe(1)
    expect(items[0]).toMatchObject({
      id: 'petrol.co2',
      value: 69_300,
      unit: 'kg CO2/TJ',
      source: { id: 'ipcc-2006', licence: expect.any(String) },
    })
    expect(items[0]).not.toHaveProperty('sourceId')
  })

  test('every part of a search has to fit', async () => {
    const all = (await find('limit=1000')).items
    const curves = (await find('kind=speed-curve&class=medium&powertrain=diesel')).items
    expect(curves.map(({ id }) => id)).toEqual(['curve.medium.diesel'])
    expect((await find('carrier=petrol&country=GLO&kind=density')).items.map(({ id }) => id)).toEqual([
      'petrol.density',
    ])
    const in2015 = (await find('year=2015&mode=car&limit=1000')).items.map(({ id }) => id)
    const expected = all.filter(
      ({ mode, yearFrom = 0, yearTo = 9999 }) => mode === 'car' && yearFrom <= 2015 && 2015 <= yearTo,
    )
    expect(in2015).toEqual(expected.map(({ id }) => id))
  })

  test('pages lose and repeat nothing', async () => {
    const all = (await find('limit=1000')).items.map(({ id }) => id)
    const seen: string[] = []
    let after = ''
    for (let more = true; more; more = after !== '') {
      const page = await find(`limit=7${after && `&after=${after}`}`)
      seen.push(...page.items.map(({ id }) => id))
      after = page.next ?? ''
    }
    expect(seen).toEqual(all)
  })

  test.each(['mode=carr', 'year=soon', 'limit=0', 'after=no-such-record', 'colour=red'])(
    'refuses %s',
    async (query) => {
      const answer = await app.inject(`/v1/factor-sets/hand/factors?${query}`)
      expect(answer.statusCode).toBe(400)
      expect(answer.json().errors[0].parameter).toBe(query.split('=')[0])
    },
  )
})

describe('a folder of sets', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-sets-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  test('stops the start when it is empty or a set is damaged, and says which', () => {
    expect(() => loadFactorSets(folder)).toThrow(FactorSetRefused)
    mkdirSync(join(folder, 'bad'))
    writeFileSync(join(folder, 'bad', 'set.json'), '{')
    expect(() => loadFactorSets(folder)).toThrow(/cannot be used/)
  })

  test('stops the start when a released file was altered', () => {
    const released = readFactorSetsFolder({})
    const altered = mkdtempSync(join(tmpdir(), 'cordon-sets-'))
    const [id = ''] = readdirSync(released)
    cpSync(join(released, id), join(altered, id), { recursive: true })
    writeFileSync(join(altered, id, 'sources.json'), '[]')
    expect(() => loadFactorSets(altered)).toThrow(`Factor set ${id} cannot be used`)
    rmSync(altered, { recursive: true })
  })

  test('gives the released sets of the project', async () => {
    const own = await newApp({ factorSets: loadFactorSets(readFactorSetsFolder({})) })
    const { items } = factorSetList.parse((await own.inject('/v1/factor-sets')).json())
    const page = await own.inject(`/v1/factor-sets/${items[0]?.id}/factors?limit=1000`)
    expect(() => factorPage.parse(page.json())).not.toThrow()
    await own.close()
  })
})
