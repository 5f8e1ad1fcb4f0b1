import { describe, expect, test } from 'vitest'
import { readFiledInventory } from '../../api/filed/ecrf/filed-inventory.ts'
import { workbookBytes } from '../fixtures/template.ts'

const csv = (...lines: readonly string[]) => readFiledInventory(Buffer.from(`${lines.join('\n')}\n`))
const shown = ({ rows }: Awaited<ReturnType<typeof csv>>) =>
  rows.map(({ ref, notationKey, emissions }) => [ref, notationKey ?? emissions?.co2e])

describe('a table with the scopes of a sub-sector beside each other', () => {
  test('gives a row for each scope that is stated; an empty cell states nothing', async () => {
    const filed = await csv(
      'GPC ref No.,Sector and sub-sector,Scope 1 (tCO2e),Scope 2 (tCO2e),Scope 3 (tCO2e),Total (tCO2e)',
      'I.1,Residential buildings,1000,2000,,3000',
      'II,TRANSPORTATION,350300,1260,800,352360',
      'II.1,On-road transportation,350300,60,IE,350360',
      'II.2,Railways,NO,1200,,1200',
      'II.4,Aviation,NO,NO,800,800',
    )
    expect(shown(filed)).toEqual([
      ['II.1.1', 350_300],
      ['II.1.2', 60],
      ['II.1.3', 'IE'],
      ['II.2.1', 'NO'],
      ['II.2.2', 1200],
      ['II.4.1', 'NO'],
      ['II.4.2', 'NO'],
      ['II.4.3', 800],
    ])
    expect(filed.rowsOfOtherSectors).toBe(1)
    expect(filed.unread).toEqual([])
    // The sum of its parts: 350 300 + 60 + 1200 + 800 = 352 360.
    expect(filed.remarks).toMatchObject([{ row: 3, why: expect.stringMatching(/not counted again/) }])
  })

  test('may name its sector in every row; the row of the sector alone is their sum', async () => {
    const filed = await csv(
      'Sector,Sub-sector,Scope 1 (tCO2e),Scope 2 (tCO2e)',
      'Stationary energy,Residential,9000,20',
      'Transportation,On-road,1000,20',
      'Transportation,Railways,10,NE',
      'Transportation,Total,1010,20',
    )
    expect(shown(filed)).toEqual([
      ['II.1.1', 1000],
      ['II.1.2', 20],
      ['II.2.1', 10],
      ['II.2.2', 'NE'],
    ])
    expect([filed.rowsOfOtherSectors, filed.remarks.map(({ row }) => row)]).toEqual([1, [5]])
  })

  test('as the common reporting framework heads it, in kilotonnes and with decimal commas', async () => {
    const filed = await csv(
      'Sectors and Sub-Sectors;Direct Emissions (kt CO2e, Notation key);Indirect Emissions from the use of grid-supplied electricity (kt CO2e, Notation key);Emissions occurring outside the city boundary (kt CO2e, Notation key)',
      'On-road;350,3;0,06;IE',
      'Rail;NO;1,2;NE',
    )
    expect(shown(filed)).toEqual([
      ['II.1.1', 350_300],
      ['II.1.2', 60],
      ['II.1.3', 'IE'],
      ['II.2.1', 'NO'],
      ['II.2.2', 1200],
      ['II.2.3', 'NE'],
    ])
  })

  test('with the unit above the head, and the row and column of what cannot be read', async () => {
    const filed = await csv(
      'Emissions in kt CO2e,,,',
      'Sub-sector,Scope 1,Scope 2,Scope 3',
      'II.1 On-road transportation,350.3,about 60,',
      'II.3 Waterborne navigation,12.5,,',
      'Residential buildings,3,,',
    )
    expect(shown(filed)).toEqual([
      ['II.1.1', 350_300],
      ['II.3.1', 12_500],
    ])
    // A text that is no key, so that the row has neither a total nor a key there.
    expect(filed.unread).toMatchObject([{ row: 3, column: 'C' }, { row: 3 }])
    expect(JSON.stringify(filed.unread)).not.toContain('about')
    expect(filed.rowsOfOtherSectors).toBe(1)
  })

  test('as the sheet of a workbook that has no rows behind it', async () => {
    const bytes = await workbookBytes([
      { name: 'Home', rows: [['CIRIS']] },
      {
        name: 'GCoM - CRF',
        rows: [
          [null, null, 'GHG emissions (metric tonnes CO2e)', null, null],
          ['GPC ref No.', 'Sub-sector', 'Scope 1', 'Scope 2', 'Scope 3'],
          ['II.1', 'On-road', 350_300, 60, 'IE'],
        ],
      },
    ] as never)
    expect(shown(await readFiledInventory(bytes))).toEqual([
      ['II.1.1', 350_300],
      ['II.1.2', 60],
      ['II.1.3', 'IE'],
    ])
  })
})
