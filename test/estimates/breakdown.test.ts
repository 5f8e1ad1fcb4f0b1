import { describe, expect, test } from 'vitest'
import { simulateHere } from '../../api/draws/simulate.ts'
import { answerTo, linesOf, questionOf } from '../../api/estimate/estimate.ts'
import { estimateRequest } from '../../api/estimate/request-schema.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { EstimateRefused, MODE_PROPERTIES, MODES, type Mode } from '../../src/index.ts'
import { newestSet } from '../emission-factors/newest.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { LAW_COUNTRIES } from '../laws/case.ts'
import { GASES, intervalFaults, sumFaults } from './breakdown.ts'

const newest = newestSet()
const factorSets = factorSetsOf([newest, releasedSet('2026.3')])
const YEARS = [1990, 2005, 2019, 2023]

async function answer(body: object) {
  const made = await answerTo(questionOf(estimateRequest.parse(body), factorSets), simulateHere, 'lines')
  return { result: made.result, lines: linesOf(made) }
}

/** One row of a mode, by the distance of its vehicles or of what they carry. */
function rowOf(mode: Mode, by: 'vehicles' | 'load'): object {
  const { payload } = MODE_PROPERTIES[mode]
  if (payload === 'none') return { mode, energy: '3 TJ', carrier: 'diesel' }
  if (by === 'vehicles' && MODE_PROPERTIES[mode].propulsion === 'engine')
    return { mode, vehicleDistance: '1 million vkm' }
  return payload === 'freight'
    ? { mode, tonneDistance: '1 million tkm' }
    : { mode, passengerDistance: '1 million pkm' }
}

/** All modes that a country and year know, in one city. */
async function everyMode(country: string, year: number, by: 'vehicles' | 'load') {
  const city = { name: 'X', country }
  const demand: object[] = []
  for (const mode of MODES)
    try {
      const row = rowOf(mode, by)
      questionOf(estimateRequest.parse({ city, period: String(year), demand: [row] }), factorSets)
      await answer({ city, period: String(year), demand: [row], uncertainty: { method: 'none' } })
      demand.push(row)
    } catch (error) {
      if (!(error instanceof EstimateRefused)) throw error
    }
  return answer({ city, period: String(year), demand })
}

describe.each(LAW_COUNTRIES)('%s', (country) => {
  test('every breakdown comes to the total, and every interval holds its value', async () => {
    for (const year of YEARS)
      for (const by of ['vehicles', 'load'] as const) {
        const { result, lines } = await everyMode(country, year, by)
        expect(result.byMode.length).toBeGreaterThan(5)
        expect(sumFaults(result)).toEqual([])
        expect(intervalFaults(result)).toEqual([])
        expect(intervalFaults(lines)).toEqual([])
      }
  })
})

test('CO2 of biofuels has no scope: null with a reason by scope, and whole in every other breakdown', async () => {
  const { result } = await answer({
    city: { name: 'X', country: 'DE' },
    period: '2022',
    demand: [{ mode: 'bus', energy: '30 TJ', carrier: 'diesel' }],
  })
  // 30 TJ of diesel, of whose energy 6.79 % is biodiesel in Germany: some biogenic CO2.
  expect(result.totals.biogenicCo2.value).toBeGreaterThan(0)
  expect(result.byScope).toHaveLength(1)
  expect(result.byScope[0]?.biogenicCo2).toMatchObject({ value: null, unit: 't CO2' })
  expect(result.byScope[0]?.biogenicCo2).toHaveProperty('reason')
  for (const [list] of [[result.bySubSector], [result.byMode], [result.byCarrier]] as const)
    expect(list[0]?.biogenicCo2.value).toBe(result.totals.biogenicCo2.value)
})

test('no biofuel is a certain 0 in every scope', async () => {
  const { result } = await answer({
    city: { name: 'X', country: 'DE' },
    period: '2022',
    demand: [{ mode: 'metro', energy: '3 GWh', carrier: 'electricity' }],
  })
  for (const { biogenicCo2 } of result.byScope) expect(biogenicCo2.value).toBe(0)
})

// India 2019: 0.00091 of the energy of diesel is biodiesel, in [0, 0.0159]. The distribution is a normal around the middle,
// 0.008, cut at 0, whose 2.5th percentile is 0.00125: above the value, as long as intervals were percentiles alone.
test.each(['propagation', 'monte-carlo'] as const)(
  'a tiny blend lies in its interval by %s',
  async (method) => {
    const { result } = await answer({
      city: { name: 'X', country: 'IN' },
      period: '2019',
      demand: [{ mode: 'rigid-truck', vehicleDistance: '1 million vkm' }],
      uncertainty: method === 'propagation' ? { method } : { method, draws: 2000 },
    })
    const { value, ...ends } = result.totals.biogenicCo2
    expect(value).toBeGreaterThan(0)
    expect('lower' in ends && ends.lower).toBe(value)
    expect(intervalFaults(result)).toEqual([])
    expect(result.notices.map(({ code }) => code)).toContain('value-outside-interval')
  },
)

test('the checks find what they look for', async () => {
  const { result } = await answer({
    city: { name: 'X', country: 'DE' },
    period: '2022',
    demand: [{ mode: 'car', vehicleDistance: '1 million vkm' }],
  })
  for (const gas of GASES) {
    const spoilt = structuredClone(result)
    const [first] = spoilt.byCarrier
    if (!first) throw new Error('A car has a carrier.')
    first[gas] = { value: 0, unit: 't', lower: 0, upper: 0 }
    expect(sumFaults(spoilt).join()).toContain(`byCarrier ${gas}`)
  }
  const spoilt = structuredClone(result)
  spoilt.totals.energy = { value: 3, unit: 'TJ', lower: 4, upper: 5 }
  expect(intervalFaults(spoilt)).toEqual(['/totals/energy: 3 in 4 to 5'])
})
