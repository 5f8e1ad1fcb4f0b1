import { describe, expect, test } from 'vitest'
import { googleEie } from '../../api/imports/google-eie.ts'
import { csv, importHarnessInTest, refusalOf, said } from '../fixtures/import-harness.ts'

const harness = importHarnessInTest()

const HEADER =
  '"mode","travel_bounds","trips","full_distance_km","gpc_distance_km","full_co2e_tons","gpc_co2e_tons","year"'
const FILE = csv(
  HEADER,
  '"AUTOMOBILE","IN-BOUNDARY","1000","3000","3000","0.9","0.9","2021"',
  '"AUTOMOBILE","INBOUND","500","5001","2500.5","1.5","0.75","2021"',
  '"AUTOMOBILE","TOTAL","1500","8001","5500.5","2.4","1.65","2021"',
  '"ON FOOT","IN-BOUNDARY","800","640","640","0","0","2021"',
  '"TRAM","INBOUND","80","640","300","0","0","2020"',
)
const city = { city: 'somewhere' }

describe('the Google EIE export', () => {
  test('a TOTAL row that is not the sum of its rows tells that one of them was changed', async () => {
    const saidOf = async (within: string) => {
      const file = csv(
        HEADER,
        `"AUTOMOBILE","IN-BOUNDARY","1000",${within},"0.9","0.9","2021"`,
        '"AUTOMOBILE","INBOUND","500","5001","2500.5","1.5","0.75","2021"',
        '"AUTOMOBILE","TOTAL","1500","8001","5500.5","2.4","1.65","2021"',
      )
      const { notices } = await harness.read(googleEie, file, undefined, city)
      return notices.flatMap(({ code, detail }) => (code === 'import-disagrees' ? [detail] : []))
    }
    expect(await saidOf('"3000","3000"')).toEqual([])
    // 3000 km a thousand times too large: 3 000 000 + 5001, and 3 000 000 + 2500.5.
    expect(await saidOf('"3000000","3000000"')).toEqual([
      'TOTAL rows are not the sum of the other rows: full_distance_km of AUTOMOBILE in 2021: 8001, not 3005001; gpc_distance_km of AUTOMOBILE in 2021: 5500.5, not 3002500.5. The other rows were used; check them.',
    ])
  })

  test('TOTAL rows are left out, distances are whole, walking has no vehicles', async () => {
    const { rows, rowsRead, notices } = await harness.read(googleEie, FILE, undefined, city)
    expect(rowsRead).toBe(5)
    expect(said(rows)).toEqual([
      // gpc_distance_km (300) is not half of 640: the whole distance is used, and the difference is said.
      {
        period: '2020',
        city: 'somewhere',
        flow: 'inbound',
        mode: 'tram',
        trips: 80,
        vehicle_distance_vkm: 640,
      },
      {
        period: '2021',
        city: 'somewhere',
        flow: 'inbound',
        mode: 'car',
        trips: 500,
        vehicle_distance_vkm: 5001,
      },
      {
        period: '2021',
        city: 'somewhere',
        flow: 'within',
        mode: 'car',
        trips: 1000,
        vehicle_distance_vkm: 3000,
      },
      {
        period: '2021',
        city: 'somewhere',
        flow: 'within',
        mode: 'walk',
        trips: 800,
        passenger_distance_pkm: 640,
      },
    ])
    expect(notices.map(({ code }) => code)).toEqual([
      'cell-rules-relaxed',
      'import-assumption',
      'rows-left-out',
      'mode-grouped',
      'import-disagrees',
      // AUTOMOBILE 2020, ON FOOT 2020, TRAM 2021.
      'import-gaps',
      'import-gaps',
      'import-gaps',
    ])
  })

  test('the emissions that it states itself are kept to compare with, without its totals', async () => {
    const { compared } = await harness.read(googleEie, FILE, undefined, city)
    expect(compared).toHaveLength(8)
    expect(compared).toContainEqual({
      city: 'somewhere',
      period: '2021',
      mode: 'car',
      flow: 'inbound',
      quantity: 'co2e-gpc',
      value: 0.75,
      unit: 't',
    })
  })

  test('kilometres may be said to be those of passengers', async () => {
    const { rows } = await harness.read(googleEie, FILE, undefined, { ...city, distance: 'pkm' })
    expect(rows.every((row) => row.vehicle_distance_vkm === null)).toBe(true)
    // 640 + 5001 + 3000 + 640.
    expect(rows.reduce((sum, row) => sum + Number(row.passenger_distance_pkm), 0)).toBe(9281)
  })

  test('options, modes and bounds that are not known', async () => {
    const options = await refusalOf(harness.read(googleEie, FILE, undefined, { town: 'x', distance: 'mi' }))
    expect(options.faults.map(({ code }) => code)).toEqual(Array(3).fill('import-option-invalid'))
    const words = csv(HEADER, '"SKATING","AROUND","1","1","1","1","1","21"')
    const { faults } = await refusalOf(harness.read(googleEie, words, undefined, city))
    expect(faults.map(({ column }) => column)).toEqual(['mode', 'travel_bounds', 'year', 'trips'])
  })
})
