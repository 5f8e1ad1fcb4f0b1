import Papa from 'papaparse'
import { readSheet } from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import { readWorkbook } from '../../api/filed/ecrf/workbook.ts'
import { cdpCsv } from '../../api/inventory/cdp-csv.ts'
import { CITYCATALYST_HEADERS, citycatalystCsv } from '../../api/inventory/citycatalyst-csv.ts'
import { ecrfWorkbook } from '../../api/inventory/ecrf-workbook.ts'
import {
  detailOf,
  emissionsOf,
  inventoryOf,
  keyRow,
  numberRow,
  SMALL_INVENTORY,
} from '../fixtures/inventory.ts'

const rowsOf = (csv: string) =>
  Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true }).data

describe('eCRF_3', () => {
  test('has the 33 columns of the form, in order', async () => {
    const [head = []] = (await readWorkbook(await ecrfWorkbook(SMALL_INVENTORY))).detail.rows
    // Source: the form's own head, as published.
    expect(head).toEqual([
      'Inventory year',
      'GPC ref. no.',
      'CRF - Sector',
      'CRF - Sub-sector',
      'Scope',
      'Fuel type or activity',
      'Notation key',
      'Activity data - Amount',
      'Activity data - Unit',
      'Activity data - Description and Methodology',
      'Activity data - Source',
      'Activity data - Data Quality',
      'Emission factor - Unit',
      'Emission factor - CO2',
      'Emission factor - CH4',
      'Emission factor - N2O',
      'Emission factor - Total CO2e',
      'Emission factor - Biogenic CO2',
      'Emission factor - Oxidation factor',
      'Emission factor - Year',
      'Emission factor - Scale',
      'Emission factor - Description',
      'Emission factor - Source',
      'Emission factor - Data Quality',
      'GHGs (metric tonnes CO2e) - CO2',
      'GHGs (metric tonnes CO2e) - CH4',
      'GHGs (metric tonnes CO2e) - N2O',
      'GHGs (metric tonnes CO2e) - Total CO2e',
      'GHGs (metric tonnes CO2e) - Biogenic CO2',
      'Activity data conversion - original activity',
      'Activity data conversion - original unit',
      'Activity data conversion - conversion value',
      'Activity data conversion - override used?',
    ])
  })

  test('says each row in the words of the form, gases in t CO2e', async () => {
    const { rows } = (await readWorkbook(await ecrfWorkbook(SMALL_INVENTORY))).detail
    const [, petrol = [], , electric = [], outside = []] = rows
    expect(petrol.slice(0, 9)).toEqual([
      2019,
      'II.1.1',
      'Transportation',
      'On-road',
      'Direct emissions',
      'petrol',
      null,
      1234.5678,
      'TJ',
    ])
    // 0.3 t CH4 × 28 = 8.4; 0.02 t N2O × 265 = 5.3; 1000.1 + 8.4 + 5.3 = 1013.8.
    expect(petrol.slice(24, 29)).toEqual([1000.1, 0.3 * 28, 0.02 * 265, 1000.1 + 0.3 * 28 + 0.02 * 265, 12.5])
    expect(electric[4]).toBe('Indirect emissions')
    expect(outside.slice(3, 10)).toEqual([
      'On-road',
      'Outside city boundary',
      null,
      'NE',
      null,
      null,
      'II.1.3 NE: Why NE stands here.',
    ])
    expect(outside.slice(24)).toEqual(Array(9).fill(null))
  })

  test('leaves a gas empty where a source gives CO2e alone', async () => {
    const { emissionFactor } = detailOf('electricity', emissionsOf({}))
    const unknown = detailOf('electricity', emissionsOf({ unsplit: 12 }), {
      emissionFactor: { ...emissionFactor, co2: null, ch4: null, n2o: null },
    })
    const document = inventoryOf([numberRow('II.1', '2', [unknown])])
    const { rows } = (await readWorkbook(await ecrfWorkbook(document))).detail
    expect(rows[1]?.slice(24, 28)).toEqual([null, null, null, 12])
    expect(rowsOf(citycatalystCsv(document))[0]).toMatchObject({
      'Total Emissions': '12',
      'CO2 Emissions': '',
    })
  })

  test('points off-road at II.5 in every scope', async () => {
    const { rows } = (await readWorkbook(await ecrfWorkbook(SMALL_INVENTORY))).detail
    expect(rows.filter((row) => row[3] === 'Off-road').map((row) => [row[1], row[4]])).toEqual([
      ['II.5.1', 'Direct emissions'],
      ['II.5.2', 'Indirect emissions'],
      ['II.5.3', 'Outside city boundary'],
    ])
  })

  test('without the potentials leaves CH4 and N2O empty, never as tonnes of gas', async () => {
    const { gwpValues: _, ...document } = SMALL_INVENTORY
    const { rows } = (await readWorkbook(await ecrfWorkbook(document))).detail
    expect(rows[1]?.slice(24, 28)).toEqual([1000.1, null, null, 1000.1 + 0.3 * 28 + 0.02 * 265])
  })

  test('a text that starts with = stays a text', async () => {
    const names = ['=1+1', '+1', '-1', '@SUM(A1)', '\u0007bell & <tag>']
    const document = inventoryOf([
      numberRow(
        'II.1',
        '1',
        names.map((name) => detailOf(name, emissionsOf({ co2: 1 }))),
      ),
    ])
    const { rows } = (await readWorkbook(await ecrfWorkbook(document))).detail
    expect(rows.slice(1).map((row) => row[5])).toEqual(['=1+1', '+1', '-1', '@SUM(A1)', 'bell & <tag>'])
  })
})

describe('eCRF_2', () => {
  test('sums what has a number, names what has none, and leaves II.5.3 out', async () => {
    const rows = await readSheet(await ecrfWorkbook(SMALL_INVENTORY), 'eCRF_2')
    expect(rows.map(([name]) => name)).toEqual([
      'Sectors and Sub-Sectors',
      null,
      'On-road',
      'Rail',
      'Waterborne navigation',
      'Aviation',
      'Off-road',
      'Total Transport',
    ])
    // 1013.8 + 1/3 + 7.25, and in rail 5e-7 t CO2 + 1e-9 t CH4 × 28 = 5.28e-7.
    const road = 1013.8 + (1 / 3 + 7.25)
    expect(rows[2]).toEqual([
      'On-road',
      road,
      null,
      0.1 + 0.2,
      null,
      null,
      'NE',
      'II.1.3 NE: Why NE stands here.',
    ])
    expect(rows[3]?.slice(0, 7)).toEqual(['Rail', expect.closeTo(5.28e-7, 20), null, null, 'IE', null, 'C'])
    expect(rows[3]?.[7]).toContain('II.2.2 IE in I.2.2')
    expect(rows[6]?.slice(5, 7)).toEqual([40, null])
    expect(rows[7]?.slice(0, 7)).toEqual([
      'Total Transport',
      expect.closeTo(road + 5.28e-7, 9),
      null,
      0.1 + 0.2,
      null,
      null,
      null,
    ])
    expect(rows[7]?.[7]).toBe(
      'Not estimated, and therefore not in the total: II.1.3, II.4.1, II.4.2, II.4.3. II.5.3 is in no total.',
    )
  })
})

test('eCRF_1 says what is known and leaves the rest empty', async () => {
  const rows = await readSheet(await ecrfWorkbook(SMALL_INVENTORY), 'eCRF_1')
  const facts = Object.fromEntries(rows.map(([label, value]) => [label, value]))
  expect(facts).toMatchObject({
    'Name of city': 'Leeds',
    Country: 'GB',
    'Inventory year': 2019,
    'Resident population': 793_100,
    'Land area (km2)': null,
    'GPC reporting level': null,
    'Global warming potential (GWP)': 'AR5',
    'Third-party audit (Y/N)': null,
  })
})

test('the same document gives the same bytes, whatever the time', async () => {
  const first = await ecrfWorkbook(SMALL_INVENTORY)
  await new Promise((done) => setTimeout(done, 2100))
  expect((await ecrfWorkbook(SMALL_INVENTORY)).equals(first)).toBe(true)
})

describe('CityCatalyst’s CSV', () => {
  const rows = rowsOf(citycatalystCsv(SMALL_INVENTORY))

  test('has its columns, a row for each activity or key', () => {
    expect(Object.keys(rows[0] ?? {})).toEqual([...CITYCATALYST_HEADERS])
    expect(rows).toHaveLength(16)
  })

  test('totals and gases are in the one unit that the row names, tonnes', () => {
    expect(rows[0]).toMatchObject({
      'GPC Reference Number': 'II.1.1',
      'Total Emissions': '1013.8',
      'Total Emission Units': 't CO2e',
      'CO2 Emissions': '1000.1',
      'CH4 Emissions': '0.3',
      'N2O Emissions': '0.02',
    })
    expect(rows[3]).toMatchObject({ 'Notation Key': 'NE', 'Total Emissions': '', 'CO2 Emissions': '' })
  })

  test('no text of it runs as a formula', () => {
    expect(rows[1]?.['Activity type']).toBe('\'=HYPERLINK("http://example.org")')
  })
})

describe('the totals of CDP', () => {
  test('are sums of rows that have a number; one without is empty', () => {
    const [row] = rowsOf(cdpCsv(SMALL_INVENTORY))
    expect(row).toMatchObject({
      City: 'Leeds',
      'Accounting year': '2019',
      'TOTAL Scope 2 emissions (metric tonnes CO2e)': String(0.1 + 0.2),
      'TOTAL Scope 3 Emissions': '',
      'TOTAL BASIC+ Emissions (GPC)': '',
    })
    expect(Number(row?.['TOTAL Scope 1 Emissions (metric tonnes CO2e)'])).toBeCloseTo(1021.383_333_861, 8)
    expect(Number(row?.['TOTAL BASIC Emissions (GPC)'])).toBeCloseTo(1021.683_333_861, 8)
    expect(row?.['Primary Protocol Comment']).toBe(
      'This estimate covers all that drives inside. Transport (GPC II) only; allocation geographic, GWP AR5. Not estimated, and not in any total: II.1.3, II.4.1, II.4.2, II.4.3.',
    )
  })

  test('a city without any number has no total, not 0', () => {
    const [row] = rowsOf(cdpCsv(inventoryOf([keyRow('II.1', '1', 'NE')])))
    expect(row?.['TOTAL BASIC Emissions (GPC)']).toBe('')
  })
})
