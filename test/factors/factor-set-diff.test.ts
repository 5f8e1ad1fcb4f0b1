import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { simulateHere } from '../../api/draws/simulate.ts'
import { answerTo, questionOf, toSaved } from '../../api/estimate/estimate.ts'
import { estimateRequest } from '../../api/estimate/request-schema.ts'
import { factorSetDiff, type SetChangeView } from '../../api/factors/diff-schema.ts'
import { diffThread } from '../../api/factors/diff-thread.ts'
import { buildApp } from '../../api/service/app.ts'
import { type FactorSets, factorSetsOf } from '../../api/sets/factor-sets.ts'
import { openDuckdbStore } from '../../api/store/duckdb-store.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import { compileFactorSet } from '../../src/index.ts'
import { newestSet } from '../emission-factors/newest.ts'
import { runCommand } from '../fixtures/command.ts'
import { HAND_CONTENT, HAND_SET } from '../fixtures/hand-set.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { newApp, postEstimate, SMALL_CITY } from '../fixtures/service.ts'

/** The hand-made set of a year before: petrol of 70 000 kg CO2/TJ, no tram. */
const older = compileFactorSet({
  ...HAND_CONTENT,
  id: 'older',
  released: '2025-01-01',
  records: HAND_CONTENT.records
    .filter(({ id }) => id !== 'direct.gb.tram.co2.2024')
    .map((record) =>
      record.id === 'petrol.co2'
        ? { ...record, id: 'petrol.co2.older', value: 70_000, canonicalValue: 70_000 }
        : record,
    ),
})
const sets = factorSetsOf([HAND_SET, older])

let app: FastifyInstance
let saved = ''
beforeAll(async () => {
  app = await newApp({ factorSets: sets })
  saved = (await postEstimate(app, SMALL_CITY, '?save=true')).json().id
})
afterAll(() => app.close())

const get = (path: string, headers = {}) => app.inject({ url: `/v1/factor-sets/${path}`, headers })
const diff = async (path: string) => factorSetDiff.parse((await get(path)).json())

/** Effects and the rest sum to the change, apart from the last bits. */
function expectWhole({ before, after, change, effects, other }: SetChangeView): void {
  const sum = [...effects, ...other].reduce((total, { effect }) => total + effect, 0)
  expect(Math.abs(sum - change)).toBeLessThanOrEqual(1e-12 * Math.max(before.co2e, after.co2e))
}

describe('GET /v1/factor-sets/{a}/diff/{b}', () => {
  test('lists what changed, with both records, and counts it', async () => {
    const { counts, byKind, bySource, items, total } = await diff('older/diff/hand')
    expect(counts).toMatchObject({ changed: 1, added: 1, removed: 0, provenance: 0 })
    expect(total).toBe(2)
    expect(byKind.map(({ kind }) => kind)).toEqual(['direct-factor', 'fuel-factor'])
    expect(bySource).toHaveLength(2)
    expect(items[0]).toMatchObject({
      id: 'petrol.co2',
      change: 'changed',
      kind: 'fuel-factor',
      before: { id: 'petrol.co2.older', value: 70_000, sourceId: 'ipcc-2006' },
      after: { id: 'petrol.co2', value: 69_300 },
    })
    // 69.3 ÷ 70 − 1 = −0.01.
    expect(items[0]?.relativeChange).toBeCloseTo(-0.01, 14)
    expect(items[1]).toMatchObject({ change: 'added', before: null, canonical: null, relativeChange: null })
  })

  test('a set and itself do not differ', async () => {
    expect(await diff('hand/diff/hand')).toMatchObject({ total: 0, items: [], byKind: [], bySource: [] })
  })

  test('filters, and pages lose and repeat nothing', async () => {
    expect((await diff('older/diff/hand?mode=tram')).items.map(({ id }) => id)).toEqual([
      'direct.gb.tram.co2.2024',
    ])
    expect((await diff('older/diff/hand?kind=density')).total).toBe(0)
    expect((await diff('older/diff/hand?country=GLO')).total).toBe(1)
    expect((await diff('older/diff/hand?change=added')).total).toBe(1)
    const first = await diff('older/diff/hand?limit=1')
    const second = await diff(`older/diff/hand?limit=1&after=${first.next}`)
    expect([...first.items, ...second.items]).toEqual((await diff('older/diff/hand')).items)
    expect(second.next).toBeUndefined()
  })

  test('explains an estimate that was saved before requests spoke of uncertainty', async () => {
    const { uncertainty: _, ...request } = estimateRequest.parse(SMALL_CITY)
    const question = questionOf(estimateRequest.parse(SMALL_CITY), sets)
    const now = toSaved(await answerTo(question, simulateHere, 'lines'))
    const old = memoryStore()
    await old.saveEstimate({ ...now, id: 'est_old', request: JSON.stringify(request) })
    const service = await buildApp({ factorSets: sets, store: old, logger: false })
    const answer = await service.inject('/v1/factor-sets/older/diff/hand?estimate=est_old')
    expect(answer.json().estimate.effects).toHaveLength(1)
    await service.close()
  })

  test('gives CSV, by Accept or by format', async () => {
    for (const answer of [
      await get('older/diff/hand', { accept: 'text/csv' }),
      await get('older/diff/hand?format=csv'),
    ]) {
      expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
      const { data } = Papa.parse<Record<string, string>>(answer.body.trimEnd(), { header: true })
      expect(data).toHaveLength(2)
      expect(data[0]).toMatchObject({ change: 'changed', idBefore: 'petrol.co2.older', valueAfter: '69300' })
    }
  })

  test('explains a saved estimate', async () => {
    const { estimate } = await diff(`older/diff/hand?estimate=${saved}`)
    if (!estimate) throw new Error('The estimate is not explained.')
    expectWhole(estimate)
    expect(estimate).toMatchObject({
      period: '2019',
      after: { factorSet: 'hand', estimate: saved },
      other: [],
    })
    expect(estimate.effects).toHaveLength(1)
    const [effect] = estimate.effects
    expect(effect).toMatchObject({
      parameter: 'petrol: CO2 per energy',
      modes: ['car'],
      before: { records: [{ id: 'petrol.co2.older' }] },
      after: { records: [{ id: 'petrol.co2' }] },
    })
    // 80 000 L × 0.745 kg/L × 44.3 MJ/kg × (0.0693 − 0.07) kg/MJ = −1 848.196 kg.
    expect(effect?.effect).toBeCloseTo(-1.848196, 9)
    expect(effect?.shareOfChange).toBeCloseTo(1, 9)
    expect(effect?.multiplier).toBeCloseTo(estimate.after.co2e / estimate.before.co2e, 9)
  })

  test('gives the effects as CSV, with their sum', async () => {
    const { body } = await get(`older/diff/hand?estimate=${saved}&format=csv`)
    const { data } = Papa.parse<Record<string, string>>(body.trimEnd(), { header: true })
    expect(data.map(({ effectOf }) => effectOf)).toEqual(['factor', 'total'])
    expect(Number(data[0]?.['effect'])).toBeCloseTo(Number(data[1]?.['effect']), 9)
  })

  test('an estimate that one of the sets refuses says which', async () => {
    const demand = [{ mode: 'tram', passengerDistance: '1 million pkm' }]
    const made = await postEstimate(app, { ...SMALL_CITY, period: '2024', demand }, '?save=true')
    expect(made.statusCode).toBe(201)
    const answer = await get(`older/diff/hand?estimate=${made.json().id}`)
    expect(answer.statusCode).toBe(422)
    expect(answer.json()).toMatchObject({ type: '/docs/problems#estimate-refused' })
    expect(answer.json().errors).toHaveLength(1)
    expect(answer.json().errors[0]).toMatchObject({
      code: 'factor-not-found',
      pointer: '/demand/0',
      detail: expect.stringMatching(/^With factor set older: /),
    })
  })

  test('leaves out a row of a mode that one of the sets lacks, and says so', async () => {
    const demand = [...SMALL_CITY.demand, { mode: 'tram', passengerDistance: '1 million pkm' }]
    const made = await postEstimate(app, { ...SMALL_CITY, period: '2024', demand }, '?save=true')
    expect(made.statusCode).toBe(201)
    const { estimate } = await diff(`older/diff/hand?estimate=${made.json().id}`)
    if (!estimate) throw new Error('The estimate is not explained.')
    expectWhole(estimate)
    expect(estimate.leftOut).toMatchObject([{ pointer: '/demand/2', mode: 'tram', factorSet: 'older' }])
    // The petrol of the cars alone, as without the tram.
    expect(estimate.change).toBeCloseTo(-1.848196, 9)
  })

  test.each([
    ['older/diff/newer', 404, 'unknown-factor-set'],
    ['newest/diff/hand', 404, 'unknown-factor-set'],
    ['older/diff/hand?estimate=est_none', 404, 'not-found'],
    ['older/diff/hand?kind=densities', 400, 'invalid-request'],
    ['older/diff/hand?after=nothing', 400, 'invalid-request'],
    ['older/diff/hand?colour=red', 400, 'invalid-request'],
  ])('%s is refused', async (path, status, slug) => {
    const answer = await get(path)
    expect([answer.statusCode, answer.json().type]).toEqual([status, `/docs/problems#${slug}`])
  })
})

describe('a thread that compares sets', () => {
  const folders = { factorSetsFolder: fileURLToPath(new URL('../../emission-factors/sets', import.meta.url)) }
  /** Sets that cannot be asked for where requests are answered. */
  const untouched: FactorSets = {
    ids: () => ['2026.1', '2025.1'],
    list: () => [],
    get: () => {
      throw new Error('The sets were loaded beside other answers.')
    },
    overlays: [],
  }

  test('does all of the work, while other requests are answered', async () => {
    const { diffSets, close } = diffThread(folders)
    const service = await newApp({ factorSets: untouched, diffSets })
    let isDone = false
    const compared = service.inject('/v1/factor-sets/2025.1/diff/2026.1?limit=2').finally(() => {
      isDone = true
    })
    let meanwhile = 0
    while (!isDone) {
      const { statusCode } = await service.inject('/healthz')
      if (statusCode === 200 && !isDone) meanwhile += 1
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    const answer = await compared
    expect(answer.statusCode).toBe(200)
    const { items, total, next, unitEffects } = factorSetDiff.parse(answer.json())
    expect(items).toHaveLength(2)
    expect(total).toBeGreaterThan(1000)
    expect(unitEffects.items).toHaveLength(10)
    expect(meanwhile).toBeGreaterThan(10)
    const behind = await service.inject(`/v1/factor-sets/2025.1/diff/2026.1?limit=2&after=${next}`)
    expect(behind.json().items[0].id).not.toBe(items[0]?.id)
    const wrong = await service.inject('/v1/factor-sets/2025.1/diff/2026.1?after=nothing')
    expect([wrong.statusCode, wrong.json().errors[0].parameter]).toEqual([400, 'after'])
    await service.close()
    await close()
    await expect(
      diffSets({ before: '2025.1', after: '2026.1', search: {}, as: { format: 'csv' } }),
    ).rejects.toThrow('shutting down')
  })
})

describe('an estimate moved from 2025.1 to 2026.1', () => {
  const released = factorSetsOf([releasedSet('2026.1'), releasedSet('2025.1')])
  const explain = async (body: object): Promise<SetChangeView> => {
    const own = await newApp({ factorSets: released })
    const { id } = (await postEstimate(own, body, '?save=true')).json()
    const answer = await own.inject(`/v1/factor-sets/2025.1/diff/2026.1?estimate=${id}`)
    await own.close()
    const { estimate } = factorSetDiff.parse(answer.json())
    if (!estimate) throw new Error('The estimate is not explained.')
    expectWhole(estimate)
    return estimate
  }

  test('what a unit of distance emits is what estimates of it say; filters choose modes and countries', async () => {
    const own = await newApp({ factorSets: released })
    const answer = await own.inject('/v1/factor-sets/2025.1/diff/2026.1?mode=bus&country=GB')
    const { year, items, lacking } = factorSetDiff.parse(answer.json()).unitEffects
    expect(items).toMatchObject([{ mode: 'bus', country: 'GB', unit: 'vkm' }])
    expect(lacking).toEqual([])
    const gPerVkm = async (factorSet: string): Promise<number> => {
      const demand = [{ mode: 'bus', vehicleDistance: '1 million vkm' }]
      const body = { city: { name: 'x', country: 'GB' }, period: `${year}`, factorSet, demand }
      // Tonnes of a million vehicle-km are grams of one.
      return (await postEstimate(own, body)).json().totals.co2e.value
    }
    expect(items[0]?.before).toBeCloseTo(await gPerVkm('2025.1'), 9)
    expect(items[0]?.after).toBeCloseTo(await gPerVkm('2026.1'), 9)
    await own.close()
  })

  test('names the modes of which one of two sets has no figures', async () => {
    const both = factorSetsOf([newestSet(), releasedSet('2026.1')])
    const own = await newApp({ factorSets: both })
    const newest = both.ids()[0]
    const answer = await own.inject(`/v1/factor-sets/2026.1/diff/${newest}?mode=e-scooter&country=FR`)
    const { items, lacking } = factorSetDiff.parse(answer.json()).unitEffects
    expect(items).toEqual([])
    expect(lacking).toEqual([{ factorSet: '2026.1', modes: ['e-scooter'] }])
    await own.close()
  })

  test('cars and buses of the UK in 2025: DESNZ 2024 gives way to DESNZ 2025', async () => {
    const { effects, other } = await explain({
      city: { name: 'Leeds', country: 'GB' },
      period: '2025',
      demand: [
        { mode: 'car', vehicleDistance: '2 billion vkm' },
        { mode: 'bus', passengerDistance: '50 million pkm' },
      ],
    })
    expect(other).toEqual([])
    expect(effects.map(({ modes, before, after }) => [modes, before?.value, after?.value])).toEqual([
      // kg CO2/vkm of the average car, kg CO2/pkm of the average local bus, as published in the two editions.
      [['car'], expect.closeTo(0.16574, 12), expect.closeTo(0.16608, 12)],
      [['bus'], expect.closeTo(0.10772, 12), expect.closeTo(0.10311, 12)],
    ])
    // 2e9 × 0.00034 kg = 680 t; 5e7 × −0.00461 kg = −230.5 t.
    expect(effects.map(({ effect }) => effect)).toEqual([expect.closeTo(680, 6), expect.closeTo(-230.5, 6)])
  })

  test('cars of the US in 2024: each gas has its factor', async () => {
    const { effects, other } = await explain({
      city: { name: 'Austin', country: 'US' },
      period: '2024',
      demand: [{ mode: 'car', vehicleDistance: '2 billion vkm' }],
    })
    expect(other).toEqual([])
    expect(effects.map(({ parameter }) => parameter.replace(/^.*: /, ''))).toEqual([
      'CO2 per vkm',
      'N2O per vkm',
      'CH4 per vkm',
    ])
  })

  test('a metro of China in 2024: the grid alone', async () => {
    const { effects, other, change } = await explain({
      city: { name: 'Shenzhen', country: 'CN' },
      period: '2024',
      demand: [{ mode: 'metro', energy: '500 GWh', carrier: 'electricity' }],
    })
    expect([effects.length, other]).toEqual([1, []])
    expect(effects[0]?.before?.records.map(({ sourceId }) => sourceId)).toEqual(['ember-2025'])
    expect(effects[0]?.after?.records.map(({ sourceId }) => sourceId)).toEqual(['ember-2026'])
    expect(change).toBeLessThan(0)
  })
})

describe('cordon factors diff', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-diff-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  const run = (...words: readonly string[]) =>
    runCommand(['factors', 'diff', ...words], {
      environment: { CORDON_DATA_DIR: join(folder, 'data') },
      input: JSON.stringify(SMALL_CITY),
      factorSets: () => sets,
    })

  test('a table of the largest changes and of what moved the total', async () => {
    const { exitCode, output } = await run('older', 'hand', '--estimate', '-')
    expect(exitCode).toBe(0)
    expect(output).toMatch(/^petrol\.co2 +changed +70,000 kg CO2\/TJ +69,300 kg CO2\/TJ +-1\.0%/m)
    expect(output).toContain('What moved the total of Leeds, GB, 2019')
    expect(output).toMatch(/^petrol: CO2 per energy .* -1\.848 +100\.0%/m)
    expect(output).toMatch(/^Total .* -1\.848 +100\.0%/m)
  })

  test('json is what the service answers', async () => {
    const file = join(folder, 'request.json')
    writeFileSync(file, JSON.stringify(SMALL_CITY))
    const { output } = await run('older', 'hand', '--estimate', file, '--format', 'json')
    expect(JSON.parse(output)).toEqual((await get(`older/diff/hand?estimate=${saved}`)).json())
  })

  test('csv, and a saved estimate of the data folder', async () => {
    expect((await run('older', 'hand', '--format', 'csv')).output.split('\r\n')).toHaveLength(4)
    expect((await run('older', 'hand', '--saved', saved)).complaint).toContain('There is no data folder')
    const store = await openDuckdbStore(join(folder, 'data'))
    const question = questionOf(estimateRequest.parse(SMALL_CITY), sets)
    await store.saveEstimate(toSaved(await answerTo(question, simulateHere, 'lines')))
    await store.close()
    const { output } = await run('older', 'hand', '--saved', saved, '--format', 'csv')
    expect(output).toContain('petrol: CO2 per energy')
    expect((await run('older', 'hand', '--saved', 'est_none')).complaint).toContain('No estimate est_none')
  })

  test.each([
    [['older', 'newer'], 'There is no such factor set'],
    [['older', 'hand', '--kind', 'densities'], '--kind'],
    [['older', 'hand', '--estimate', '-', '--saved', 'est_x'], 'cannot be used with'],
    [['older'], 'missing required argument'],
  ])('%j is refused', async (words, expected) => {
    const { exitCode, complaint } = await run(...words)
    expect([exitCode, complaint]).toEqual([2, expect.stringContaining(expected)])
  })
})
