import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { loadOverlays } from '../../api/sets/registered-overlays.ts'
import { HAND_SET } from '../fixtures/hand-set.ts'
import { newApp, postEstimate } from '../fixtures/service.ts'

const GRID = {
  kind: 'grid-intensity',
  gas: 'co2',
  value: 100,
  unit: 'g CO2/kWh',
  source: { title: 'Report of the municipal utility' },
}
const REQUEST = {
  city: { name: 'Leeds', country: 'GB' },
  period: '2019',
  demand: [{ mode: 'metro', energy: '1 GWh', carrier: 'electricity' }],
  electricity: { lossShare: 0 },
}

const folder = mkdtempSync(join(tmpdir(), 'cordon-overlays-'))
const file = (name: string, content: unknown): void =>
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
let app: FastifyInstance

beforeAll(async () => {
  file('leeds-2019.json', { title: 'Leeds, 2019', country: 'GB', factors: [GRID] })
  app = await newApp({ factorSets: factorSetsOf([HAND_SET], loadOverlays(folder, HAND_SET)) })
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

test('a request that names registered figures is the request that carries them', async () => {
  const named = await postEstimate(app, { ...REQUEST, overlay: 'leeds-2019' })
  const carried = await postEstimate(app, { ...REQUEST, factors: [GRID] })
  expect(named.statusCode).toBe(200)
  expect(named.body).toBe(carried.body)
  // 1 GWh × 100 g/kWh = 100 t.
  expect(named.json().totals.co2.value).toBeCloseTo(100, 9)
})

test('the registered figures are listed', async () => {
  const answer = await app.inject('/v1/overlays')
  expect(answer.json()).toEqual({
    items: [{ id: 'leeds-2019', title: 'Leeds, 2019', country: 'GB', factors: 1 }],
  })
})

test.each([
  [{ overlay: 'leeds-2018' }, 'overlay-unknown'],
  [{ overlay: 'leeds-2019', factors: [GRID] }, 'overlay-misfit'],
  [{ overlay: 'leeds-2019', city: { name: 'Ulm', country: 'DE' } }, 'overlay-misfit'],
])('%j is refused as %s', async (more, code) => {
  const answer = await postEstimate(app, { ...REQUEST, ...more })
  expect(answer.statusCode).toBe(422)
  expect(answer.json().errors).toContainEqual(expect.objectContaining({ code, pointer: '/overlay' }))
})

test('every fault of every file stops the start', () => {
  const faulty = mkdtempSync(join(tmpdir(), 'cordon-overlays-'))
  writeFileSync(join(faulty, 'a.json'), '{')
  writeFileSync(join(faulty, 'b.json'), JSON.stringify({ title: 'B', country: 'GB', factors: [{}] }))
  const negative = { ...GRID, value: -1 }
  writeFileSync(join(faulty, 'c.json'), JSON.stringify({ title: 'C', country: 'GB', factors: [negative] }))
  try {
    expect(() => loadOverlays(faulty, HAND_SET)).toThrow(
      /a\.json: [\s\S]*b\.json: \/factors\/0\/value[\s\S]*c\.json: \/factors\/0\/value: -1 is negative/,
    )
  } finally {
    rmSync(faulty, { recursive: true })
  }
})
