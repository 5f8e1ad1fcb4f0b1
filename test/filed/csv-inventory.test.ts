import { describe, expect, test } from 'vitest'
import { readFiledInventory } from '../../api/filed/ecrf/filed-inventory.ts'

const HEAD =
  'Inventory Reference,GPC Reference Number,Subsector name,Notation Key,Total Emissions,Total Emission Units,Activity type,Activity Value,Activity Units,Data source ID,Data source name'
const FILE = [
  HEAD,
  'inv,I.1.1,Residential buildings,,9000.5,t CO2e,,,,,',
  'inv,II.1.1,On-road transportation,,131348.43,t CO2e,Diesel,1000,L,1,Ministry',
  'inv,II.2.1,Railways,NO,,,,,,,',
  '',
].join('\n')

describe('an inventory as a table of text', () => {
  test.each([
    ['UTF-8', Buffer.from(FILE)],
    ['UTF-16', Buffer.from(`\uFEFF${FILE}`, 'utf16le')],
    [
      'semicolons and decimal commas',
      Buffer.from(FILE.replaceAll(',', ';').replaceAll('.43', ',43').replaceAll('.5', ',5')),
    ],
  ])('an export of CityCatalyst, %s', async (_, bytes) => {
    const { rows, rowsOfOtherSectors } = await readFiledInventory(bytes)
    expect(
      rows.map(({ ref, notationKey, emissions }) => [ref, notationKey, emissions?.co2e ?? null]),
    ).toEqual([
      ['II.1.1', null, 131_348.43],
      ['II.2.1', 'NO', null],
    ])
    // Buildings are no transport.
    expect(rowsOfOtherSectors).toBe(1)
  })

  test.each([
    ['another table', 'period,city,trips\n2024,a,5\n'],
    ['no table', '%PDF-1.7'],
    ['nothing', ''],
  ])('%s is refused as before', async (_, text) => {
    await expect(readFiledInventory(Buffer.from(text))).rejects.toMatchObject({ slug: 'workbook-refused' })
  })
})
