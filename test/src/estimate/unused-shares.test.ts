import { describe, expect, test } from 'vitest'
import { estimateUnits } from '../../../src/index.ts'
import { newestSet } from '../../emission-factors/newest.ts'
import { inputOf } from '../../fixtures/request.ts'

const newest = newestSet()
const ALL = ['within', 'inbound', 'outbound', 'through'] as const

/** What is told of a field that a row of every flow has. */
function told(allocation: string, field: object, flows: readonly string[] = ALL): readonly string[] {
  const city = { name: 'X', country: 'DE' }
  const demand = flows.map((flow) => {
    return { mode: 'car', flow, trips: 1e5, meanTripLength: 20, ...field }
  })
  return estimateUnits(inputOf({ city, period: '2022', allocation, demand }), newest)
    .notices.filter(({ code }) => code === 'input-not-used')
    .map(({ pointer, detail }) => `${pointer} ${detail}`)
}

describe('the part of trips that is inside', () => {
  // Method, boundaries: induced-activity takes trips within whole, half of crossing ones, and no through traffic;
  // departing-activity takes outbound trips; residents' trips within are whole, and through traffic has no residents.
  test.each([
    ['geographic', []],
    ['induced-activity', [0, 3]],
    ['departing-activity', [0, 1, 3]],
    ['resident-activity', [0, 3]],
  ])('is told where %s does not ask for it', (allocation, rows) => {
    for (const [name, value] of [
      ['insideShare', 0.3],
      ['insideLength', 6],
    ] as const) {
      const places = told(allocation, { [name]: value }).map((one) => one.split(' ')[0])
      expect(places).toEqual(rows.map((row) => `/demand/${row}/${name}`))
    }
  })

  test('with the reason', () => {
    expect(told('departing-activity', { insideShare: 0.3 })).toEqual([
      '/demand/0/insideShare Car, inside share: changes nothing, because the departing-activity allocation counts trips within the city whole.',
      '/demand/1/insideShare Car, inside share: changes nothing, because the departing-activity allocation counts no inbound trips.',
      '/demand/3/insideShare Car, inside share: changes nothing, because the departing-activity allocation counts no through traffic.',
    ])
  })
})

describe('the share of residents', () => {
  const CITY = ['within', 'inbound', 'outbound']

  test('is told where nobody asks who travels', () => {
    expect(told('geographic', { residentShare: 0.6 }, ['within'])).toEqual([
      '/demand/0/residentShare Car, resident share: changes nothing, because the geographic allocation does not ask who travels; resident-activity does.',
    ])
    expect(told('induced-activity', { residentShare: 0.6 }, CITY)).toHaveLength(3)
    expect(told('resident-activity', { residentShare: 0.6 }, CITY)).toEqual([])
  })
})
