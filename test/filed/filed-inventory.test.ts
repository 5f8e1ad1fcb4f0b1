import { describe, expect, test } from 'vitest'
import { readFiledInventory } from '../../api/filed/ecrf/filed-inventory.ts'
import { filedInventory } from '../../api/filed/schema.ts'
import { cellsOf, type FiledLine, filedWorkbook, HEAD, LINE, workbookOf } from '../fixtures/workbook.ts'

const read = async (...lines: readonly FiledLine[]) => {
  const inventory = await readFiledInventory(await filedWorkbook(lines))
  expect(filedInventory.parse(inventory)).toEqual(inventory)
  return inventory
}
const line = (more: FiledLine): FiledLine => ({ ...LINE, ...more })
const { gpcRef: _ref, ...WITHOUT_REF } = LINE

describe('where a row belongs', () => {
  test('a missing reference number follows from sub-sector and scope', async () => {
    const { rows, remarks } = await read({
      ...WITHOUT_REF,
      subSector: 'Railways',
      scope: 'Indirect emissions',
    })
    expect(rows.map(({ ref }) => ref)).toEqual(['II.2.2'])
    expect(remarks).toEqual([
      { sheet: 'eCRF_3', row: 2, column: 'B', why: 'reference number taken from sub-sector and scope' },
    ])
  })

  test.each([
    ['On-road > Municipal fleet', 'II.1.1', 'Municipal fleet'],
    ['Transportation > On-road', 'II.1.1', null],
    ['Transportation > Off-road > Airport > Ground support', 'II.5.1', 'Airport > Ground support'],
    ['  on-ROAD transportation ', 'II.1.1', null],
    ['Waterborne navigation', 'II.3.1', null],
  ])('the sub-sector %s', async (subSector, ref, qualifier) => {
    const { rows } = await read({ ...WITHOUT_REF, subSector })
    expect(rows.map((row) => [row.ref, row.qualifier])).toEqual([[ref, qualifier]])
  })

  test.each([
    ['Scope 2', 'II.1.2'],
    [3, 'II.1.3'],
    ['Outside the city boundary', 'II.1.3'],
    ['DIRECT', 'II.1.1'],
  ])('the scope %s', async (scope, ref) => {
    expect((await read({ ...WITHOUT_REF, scope })).rows[0]?.ref).toBe(ref)
  })

  test.each(['ii.1.1', 'II. 1. 1', 'II.1.1.'])('the reference number %s alone', async (gpcRef) => {
    const { rows } = await read({ gpcRef, co2e: 1 })
    expect(rows[0]?.ref).toBe('II.1.1')
  })

  test('words stand against a reference number that says otherwise: off-road that points at II.4.2', async () => {
    const { rows, remarks } = await read(
      line({ gpcRef: 'II.4.2', subSector: 'Off-road', scope: 'Indirect emissions' }),
    )
    expect([rows[0]?.ref, remarks[0]?.why]).toEqual([
      'II.5.2',
      'sub-sector and scope say otherwise, and were followed',
    ])
  })

  test('other sectors are counted, not read', async () => {
    const { rows, rowsOfOtherSectors, unread } = await read(
      LINE,
      { gpcRef: 'I.1.1', co2e: 5 },
      { gpcRef: 'III.1.1', co2e: 5 },
      { sector: 'Stationary Energy', subSector: 'Residential', scope: 'Direct emissions', co2e: 9 },
    )
    expect([rows.length, rowsOfOtherSectors, unread]).toEqual([1, 3, []])
  })

  test('a row that belongs nowhere is listed', async () => {
    const { rows, unread } = await read(LINE, { subSector: 'Total', co2e: 100 })
    expect(rows).toHaveLength(1)
    expect(unread).toEqual([
      {
        sheet: 'eCRF_3',
        row: 3,
        column: null,
        why: 'no reference number, and no sub-sector of transport with a scope',
      },
    ])
  })
})

describe('a number or a key', () => {
  test.each([
    ['NO', 'NO'],
    ['ne', 'NE'],
    ['CI', 'C'],
    ['IE (I.2.2)', 'IE'],
  ])('the key %s', async (notationKey, key) => {
    const { rows } = await read(line({ notationKey, co2e: null }))
    expect(rows.map((row) => [row.notationKey, row.emissions])).toEqual([[key, null]])
  })

  test('NA is no key', async () => {
    const { rows, unread } = await read(line({ notationKey: 'NA', co2e: null }))
    expect([rows, unread.map(({ column, why }) => [column, why])]).toEqual([
      [],
      [
        ['G', 'NA is no notation key of the GPC'],
        [null, 'neither a total nor a notation key'],
      ],
    ])
  })

  test('a key in the column of the total is one', async () => {
    const { rows, remarks } = await read(line({ co2e: 'NE' }))
    expect([rows[0]?.notationKey, remarks[0]?.why]).toEqual([
      'NE',
      'a notation key in the column of a number',
    ])
  })

  test('a key with a number is neither; with a 0 it is the key', async () => {
    const both = await read(line({ notationKey: 'NE', co2e: 5 }))
    expect([both.rows, both.unread[0]?.why]).toEqual([[], 'a number and a notation key at once'])
    const zero = await read(line({ notationKey: 'NO', co2e: 0 }))
    expect([zero.rows[0]?.notationKey, zero.remarks[0]?.why]).toEqual([
      'NO',
      'a 0 beside a notation key: the key stands',
    ])
  })

  test('a 0 alone is a number', async () => {
    expect((await read(line({ co2e: 0 }))).rows[0]?.emissions?.co2e).toBe(0)
  })

  test('without a total the gases add up', async () => {
    // 10 + 0.5 + 0.25
    const { rows, remarks } = await read(line({ co2e: null, co2: 10, ch4: 0.5, n2o: 0.25 }))
    expect([rows[0]?.emissions?.co2e, remarks[0]?.why]).toEqual([10.75, 'no total: the sum of the gases'])
  })

  test('without a total, and with a gas that cannot be read, there is no number', async () => {
    const { rows, unread } = await read(line({ co2e: null, co2: 10, ch4: 'some' }))
    expect([rows, unread.length]).toEqual([[], 2])
  })

  test('gases above their total are noticed', async () => {
    const { rows, remarks } = await read(line({ co2e: 10, co2: 10, ch4: 1 }))
    expect([rows[0]?.emissions?.co2e, remarks.length]).toEqual([10, 1])
  })

  test.each([-5, '-5', '12 %'])('%s is no emission', async (co2e) => {
    expect((await read(line({ co2e }))).rows).toEqual([])
  })
})

describe('numbers as texts', () => {
  test('an ambiguous one is read as the others of the file are', async () => {
    const { rows } = await read(line({ co2e: '1,234' }), line({ co2e: '1,234.5' }), line({ co2e: '7 tCO2e' }))
    expect(rows.map(({ emissions }) => emissions?.co2e)).toEqual([1234, 1234.5, 7])
    const comma = await read(line({ co2e: '1,234' }), line({ co2e: '1 234,5' }))
    expect(comma.rows.map(({ emissions }) => emissions?.co2e)).toEqual([1.234, 1234.5])
  })

  test('an ambiguous one that nothing decides is listed and not guessed', async () => {
    const { rows, unread } = await read(line({ co2e: '1,234' }), line({ co2e: 5 }))
    expect(rows).toHaveLength(1)
    expect(unread).toEqual([
      {
        sheet: 'eCRF_3',
        row: 2,
        column: 'AB',
        why: 'thousands or a decimal: nothing else in the file tells which',
      },
    ])
  })
})

describe('the head', () => {
  test('may stand below other rows, in other words and another order', async () => {
    const bytes = await workbookOf({
      Light_eCRF_3: [
        ['A title'],
        [null],
        ['total   CO2e', 'Scope', ' SUB-SECTOR', 'GPC ref no', 'Notes of ours'],
        [12, 'Direct emissions', 'Aviation', 'II.4.1', 'x'],
      ],
    })
    const { rows, sheet, unread } = await readFiledInventory(bytes)
    expect(rows.map((row) => [row.row, row.ref, row.emissions?.co2e])).toEqual([[4, 'II.4.1', 12]])
    expect(sheet).toBe('Light_eCRF_3')
    expect(unread).toEqual([
      {
        sheet,
        row: null,
        column: 'E',
        why: 'no column of eCRF_3, or one that is there twice',
      },
    ])
  })

  test('may have its groups in a row above', async () => {
    const bytes = await workbookOf({
      eCRF_3: [
        [null, null, 'Emission factor', null, 'GHGs (metric tonnes CO2e)', null],
        ['GPC ref. no.', 'Scope', 'CO2', 'Total CO2e', 'CO2', 'Total CO2e'],
        ['II.1.1', 'Direct emissions', 70, 71, 1000, 1010],
      ],
    })
    const { rows } = await readFiledInventory(bytes)
    expect(rows[0]?.emissions).toMatchObject({ co2: 1000, co2e: 1010 })
  })
})

describe('the city', () => {
  const sheets = (city: readonly (readonly (string | number | null)[])[]) =>
    workbookOf({ eCRF_1: city, eCRF_3: [HEAD, cellsOf(LINE)], Calculators: [['x']] })

  test('comes from eCRF_1; who compiled it is not looked at', async () => {
    const bytes = await sheets([
      ['Name of city', 'Leeds'],
      ['Country', 'United Kingdom'],
      ['Inventory year', '2019'],
      ['Resident population', '793,100'],
      ['Global Warming Potential (GWP)', 'IPCC Fifth Assessment Report (AR5)'],
      ['Name', 'Jane Doe'],
      ['E-mail', 'jane@example.org'],
    ])
    const inventory = await readFiledInventory(bytes)
    expect(inventory).toMatchObject({
      city: { name: 'Leeds', country: 'United Kingdom' },
      year: '2019',
      gwp: 'IPCC Fifth Assessment Report (AR5)',
      sheetsLeftOut: ['Calculators'],
    })
    expect(JSON.stringify(inventory)).not.toMatch(/jane/i)
  })

  test('rows of another year are not of the inventory', async () => {
    const { rows, unread, year } = await read(LINE, line({ inventoryYear: 2018, co2e: 90 }))
    expect([rows.length, year, unread[0]?.why]).toEqual([1, '2019', 'of another year than the inventory'])
  })
})

test('nothing of a person is kept or repeated', async () => {
  const { rows, unread, ...rest } = await read(
    line({ activity: 'ask jane.doe@example.org', activityUnit: '352099001761481' }),
  )
  expect(rows[0]).toMatchObject({ activity: null, emissions: { co2e: 100 } })
  expect(unread.map(({ column }) => column)).toEqual(['I', 'F'])
  expect(JSON.stringify({ rows, unread, rest })).not.toMatch(/jane|352099001761481/)
})

test('grades are read as words and letters; another one is listed', async () => {
  const { rows, unread } = await read(
    line({ activityQuality: 'High', factorQuality: 'm' }),
    line({ activityQuality: 'good' }),
  )
  expect(rows.map((row) => [row.activityQuality, row.factorQuality])).toEqual([
    ['H', 'M'],
    [null, null],
  ])
  expect(unread.map(({ row, column }) => [row, column])).toEqual([[3, 'L']])
})

test('the same content is the same id; other content another', async () => {
  const [one, same, other] = await Promise.all([read(LINE), read(LINE), read(line({ co2e: 101 }))])
  expect(one.id).toMatch(/^fil_[0-9a-f]{32}$/)
  expect([same.id === one.id, other.id === one.id]).toEqual([true, false])
})
