import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compareWithFiled } from '../../api/filed/compare-filed.ts'
import { readFiledInventory } from '../../api/filed/ecrf/filed-inventory.ts'
import { filedComparison } from '../../api/filed/schema.ts'
import { WORKBOOK_TYPE } from '../../api/workbook/media-type.ts'
import { detailOf, emissionsOf, inventoryOf, keyRow, numberRow } from '../fixtures/inventory.ts'
import { newApp, postEstimate, SMALL_CITY } from '../fixtures/service.ts'
import { type FiledLine, filedWorkbook, LINE, workbookOf } from '../fixtures/workbook.ts'

const filedOf = async (...lines: readonly FiledLine[]) => readFiledInventory(await filedWorkbook(lines))

const OURS = inventoryOf([
  numberRow('II.1', '1', [
    detailOf('petrol', emissionsOf({ co2: 90 })),
    detailOf('diesel', emissionsOf({ co2: 30 })),
  ]),
  numberRow('II.1', '2', [detailOf('electricity', emissionsOf({ co2: 5 }))]),
  keyRow('II.2', '1', 'NE'),
  numberRow('II.5', '3', [detailOf('diesel', emissionsOf({ co2: 1000 }))]),
])

describe('an estimate beside what was filed', () => {
  test('lends its population where none is filed', async () => {
    // Of 793 100 inhabitants 0.5 t each, and 757 t; a thousandth of the latter, 0.76 t.
    const found = await filedOf({ ...LINE, co2e: 400_000 }, { ...LINE, co2e: 600e6 })
    expect(found.implausible).toBeUndefined()
    expect(compareWithFiled(OURS, found).implausible).toMatchObject([
      { row: 3, severity: 'unusual', quantity: 'Transport emissions per inhabitant' },
    ])
  })

  test('row by row, activities of a row added, and the sum of what both know', async () => {
    const { rows, sums } = compareWithFiled(
      OURS,
      await filedOf(
        { ...LINE, co2e: 60 },
        { ...LINE, co2e: 40 },
        { ...LINE, gpcRef: 'II.1.2', scope: 'Indirect emissions', co2e: null, notationKey: 'NE' },
        { ...LINE, gpcRef: 'II.2.1', subSector: 'Rail', co2e: 7 },
        { ...LINE, gpcRef: 'II.5.3', subSector: 'Off-road', scope: 'Outside city boundary', co2e: 900 },
      ),
    )
    expect(rows).toEqual(
      [
        {
          ref: 'II.1.1',
          // 90 + 30, against 60 + 40: 20 more, a fifth of 100.
          ours: { co2e: 120, notationKeys: [] },
          filed: { co2e: 100, notationKeys: [] },
          difference: { co2e: 20, relative: 0.2 },
        },
        {
          ref: 'II.1.2',
          ours: { co2e: 5, notationKeys: [] },
          filed: { co2e: null, notationKeys: ['NE'] },
          difference: null,
        },
        {
          ref: 'II.2.1',
          ours: { co2e: null, notationKeys: ['NE'] },
          filed: { co2e: 7, notationKeys: [] },
          difference: null,
        },
        {
          ref: 'II.5.3',
          ours: { co2e: 1000, notationKeys: [] },
          filed: { co2e: 900, notationKeys: [] },
          difference: { co2e: 100, relative: 1000 / 900 - 1 },
        },
      ].map((row) => ({
        ...row,
        difference: row.difference && expect.objectContaining({ co2e: row.difference.co2e }),
      })),
    )
    // Ours 120 + 5, theirs 100 + 7, without II.5.3; both know II.1.1 alone.
    expect(sums).toEqual({
      ours: 125,
      filed: 107,
      shared: { ours: 120, filed: 100, difference: { co2e: 20, relative: 0.2 }, refs: ['II.1.1'] },
    })
  })

  test('nothing shared has no sum, and of 0 there is no share', async () => {
    const none = compareWithFiled(inventoryOf([keyRow('II.1', '1', 'NE')]), await filedOf(LINE))
    expect(none.sums).toEqual({ ours: null, filed: 100, shared: null })
    const zero = compareWithFiled(OURS, await filedOf({ ...LINE, co2e: 0 }))
    expect(zero.rows[0]?.difference).toEqual({ co2e: 120, relative: null })
  })

  test('says what keeps them from being comparable', async () => {
    const bytes = await workbookOf({
      eCRF_1: [
        ['Name of city', 'Bradford'],
        ['Inventory year', 2018],
        ['GWP', 'AR4'],
      ],
      eCRF_3: [
        ['GPC ref. no.', 'Scope', 'GHGs (metric tonnes CO2e) - Total CO2e'],
        ['II.1.1', 'Direct emissions', 'much'],
      ],
    })
    expect(compareWithFiled(OURS, await readFiledInventory(bytes)).cautions).toEqual([
      'The filed inventory is for 2018, the estimate for 2019.',
      'The two may use different GWP sets.',
      'The two give their city different names.',
      '1 cells or rows of the filed inventory could not be read.',
    ])
    expect(compareWithFiled(OURS, await filedOf({ ...LINE, inventoryYear: null })).cautions).toEqual([
      'The filed inventory names no year.',
      'The filed inventory does not say which GWP it used.',
    ])
  })
})

describe('GET /v1/filed-inventories/{id}/comparison', () => {
  let app: FastifyInstance
  beforeAll(async () => {
    app = await newApp()
  })
  afterAll(() => app.close())

  test('sets a saved estimate beside it: its own workbook differs by nothing', async () => {
    const { id } = (await postEstimate(app, SMALL_CITY, '?save=true')).json()
    const workbook = await app.inject(`/v1/estimates/${id}/inventory?format=xlsx`)
    const filed = await app.inject({
      method: 'POST',
      url: '/v1/filed-inventories?save=true',
      payload: workbook.rawPayload,
      headers: { 'content-type': WORKBOOK_TYPE },
    })
    const url = `${filed.headers.location}/comparison`
    const compared = filedComparison.parse((await app.inject(`${url}?estimate=${id}`)).json())
    expect(compared.cautions).toEqual([])
    expect(compared.sums.shared?.difference).toEqual({ co2e: 0, relative: 0 })
    expect((await app.inject(`${url}?estimate=est_0`)).statusCode).toBe(404)
    expect((await app.inject(url)).statusCode).toBe(400)
    expect((await app.inject(`/v1/filed-inventories/fil_0/comparison?estimate=${id}`)).statusCode).toBe(404)
  })
})
