import { describe, expect, test } from 'vitest'
import { readFiledInventory } from '../../api/filed/ecrf/filed-inventory.ts'

const read = (...lines: readonly string[]) => readFiledInventory(Buffer.from(`${lines.join('\n')}\n`))
const HEAD = 'GPC ref. no.,Scope,CRF - Sub-sector'
const ROAD = 'II.1.1,Direct emissions,On-road'
const RAIL = 'II.2.1,Direct emissions,Railways'
const tonnesIn = async (...lines: readonly string[]) =>
  (await read(...lines)).rows.map(({ ref, emissions }) => [ref, emissions?.co2e])

describe('a unit stands where exports put it', () => {
  test.each([
    ['Total CO2e (kg)', '131348433', 131_348.433],
    ['Total CO2e (kt CO2e)', '131.5', 131_500],
    ['Total emissions [Gg CO2e]', '131.5', 131_500],
    ['Emissions (tCO2e)', '131348', 131_348],
    ['GHG emissions in kt CO2e', '131.5', 131_500],
    ['Total emissions, kg CO2e', '131348433', 131_348.433],
  ])('in the head: %s', async (head, amount, tonnes) => {
    expect(await tonnesIn(`${HEAD},"${head}"`, `${ROAD},${amount}`)).toEqual([['II.1.1', tonnes]])
  })

  test.each([
    // 100 kt, in a column whose head does not say of what it is the unit.
    ['Total CO2e,Unit', '100,kt CO2e', 100_000],
    ['Total CO2e,Units', '1.2,MtCO2e', 1_200_000],
    ['Unit,Total CO2e', 'kg CO2e,131348433', 131_348.433],
    // Of the amount where it stands beside that, and of the total where it stands beside this.
    ['Amount,Unit,Total CO2e', '1000,L,131348', 131_348],
    ['Amount,Unit,Total CO2e,Unit', '1000,L,100,kt CO2e', 100_000],
    ['Amount,Total CO2e,Unit', '1000,100,kt CO2e', 100_000],
    ['Amount,Unit,Factor,Unit,Total CO2e', '1000,L,2.6,kg/L,131348', 131_348],
  ])('in a column that is headed Unit alone: %s', async (heads, cells, tonnes) => {
    expect(await tonnesIn(`${HEAD},${heads}`, `${ROAD},${cells}`)).toEqual([['II.1.1', tonnes]])
  })

  test('in such a column, one that is no mass refuses the row', async () => {
    const { rows, unread } = await read(`${HEAD},Unit,Total CO2e`, `${ROAD},L,131348`)
    expect([rows, unread.map(({ row, column }) => [row, column])]).toEqual([[], [[2, 'D']]])
  })

  test('in the heads of gases; of CH4 a mass is none of CO2e', async () => {
    const { rows, unread } = await read(
      `${HEAD},Total CO2e (kg),CO2 (kg),CH4 (kg)`,
      `${ROAD},131348433,131000000,12`,
    )
    expect(rows[0]?.emissions).toMatchObject({ co2e: 131_348.433, co2: 131_000, ch4: null })
    expect(unread).toMatchObject([{ row: 2, column: 'F', why: /no mass of CO2e/ }])
  })

  test('above the head, for the whole table', async () => {
    const lines = ['Emissions in kt CO2e,,,', `${HEAD},Total CO2e`, `${ROAD},131.5`, `${RAIL},12.5`]
    expect(await tonnesIn(...lines)).toEqual([
      ['II.1.1', 131_500],
      ['II.2.1', 12_500],
    ])
    const { remarks } = await read(...lines)
    expect(remarks[0]?.why).toContain('above the head')
    // A factor per energy is no unit of the totals.
    const factor = ['Factors in kg CO2e/kWh,,,', `${HEAD},Total CO2e`, `${ROAD},131.5`]
    expect(await tonnesIn(...factor)).toEqual([['II.1.1', 131.5]])
  })

  test('in the cell itself, before all others', async () => {
    expect(
      await tonnesIn(`${HEAD},Total CO2e (kt CO2e)`, `${ROAD},131.5`, `${RAIL},12500000 kg CO2e`),
    ).toEqual([
      ['II.1.1', 131_500],
      ['II.2.1', 12_500],
    ])
  })

  test('one that may be two is refused by place', async () => {
    const { rows, unread } = await read(`${HEAD},Total CO2e [MTCO2e]`, `${ROAD},131348`)
    expect([rows, unread.map(({ row, column }) => [row, column])]).toEqual([[], [[2, 'D']]])
  })

  test('a table without such heads is told what it lacks, and is no damaged workbook', async () => {
    await expect(read('Sub-sector,Scope 1,Scope 2', 'On-road,5,0')).rejects.toMatchObject({
      faults: [{ code: 'workbook-without-inventory' }],
    })
  })
})

describe('sums among their parts', () => {
  const head = `${HEAD},Fuel type or activity,Total CO2e`

  test('are not counted again where the row says so, or alone says nothing', async () => {
    const parts = [`${ROAD},Diesel,100`, `${ROAD},Petrol,200`]
    for (const word of ['Total', '']) {
      const { rows, remarks } = await read(head, ...parts, `${ROAD},${word},300`, `${RAIL},Diesel,7`)
      // 100 + 200; 300 is their sum.
      expect(rows.map(({ emissions }) => emissions?.co2e)).toEqual([100, 200, 7])
      expect(remarks).toMatchObject([
        { row: 4, why: 'the sum of the other rows of II.1.1: not counted again' },
      ])
    }
  })

  test('may be by chance: a fuel of its own counts, and is pointed at', async () => {
    const { rows, remarks } = await read(
      head,
      `${ROAD},Diesel,100`,
      `${ROAD},Petrol,200`,
      `${ROAD},Natural gas,300`,
    )
    expect(rows).toHaveLength(3)
    expect(remarks).toMatchObject([{ row: 4, why: /was counted beside them/ }])
  })

  test('of two rows one is the sum only if it says so', async () => {
    const { rows } = await read(head, `${ROAD},Diesel,100`, `${ROAD},Petrol,100`)
    expect(rows).toHaveLength(2)
    const told = await read(head, `${ROAD},Diesel,100`, `${ROAD},Total,100`)
    expect(told.rows.map(({ activity }) => activity)).toEqual(['Diesel'])
  })
})
